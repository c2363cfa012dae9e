package app.henk.knowledge;

import app.henk.crm.ConversationValues;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.mail.Mail;
import app.henk.mail.Outbox;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Open questions from the side of those who know the answers. */
@Service
public class QuestionAnswers {

    private static final Logger log = LoggerFactory.getLogger(QuestionAnswers.class);
    private static final int LONGEST_ANSWER = 4_000;
    private static final int CONSIDERED = 500;
    private static final int MOST_MAILS = 1_000;
    private static final Duration EMBEDDED_WITHIN = Duration.ofSeconds(3);

    private final TenantTransactions transactions;
    private final QuestionStore store;
    private final Documents documents;
    private final Embeddings embeddings;
    private final ConversationValues values;
    private final Outbox outbox;
    private final Audit audit;

    QuestionAnswers(
            TenantTransactions transactions,
            QuestionStore store,
            Documents documents,
            Embeddings embeddings,
            ConversationValues values,
            Outbox outbox,
            Audit audit) {
        this.transactions = transactions;
        this.store = store;
        this.documents = documents;
        this.embeddings = embeddings;
        this.values = values;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** The most valuable first, then what is asked most. */
    public Mono<List<OpenQuestion>> open(Principal.Staff staff, int limit) {
        return transactions.in(
                staff.scope(),
                () -> store.list(CONSIDERED)
                        .collectList()
                        .flatMap(listed -> values.of(listed.stream()
                                        .flatMap(one -> one.conversations().stream())
                                        .distinct()
                                        .toList())
                                .map(worth -> listed.stream()
                                        .map(one -> open(one, worth))
                                        .sorted(Comparator.comparing((OpenQuestion one) ->
                                                        one.value().orElse(BigDecimal.ZERO))
                                                .reversed()
                                                .thenComparing(Comparator.comparingInt(OpenQuestion::asked)
                                                        .reversed())
                                                .thenComparing(OpenQuestion::since))
                                        .limit(limit)
                                        .toList())));
    }

    private static OpenQuestion open(QuestionStore.Listed one, Map<UUID, BigDecimal> worth) {
        Optional<BigDecimal> value = one.conversations().stream()
                .map(conversation -> Optional.ofNullable(worth.get(conversation)))
                .flatMap(Optional::stream)
                .reduce(BigDecimal::add);
        return new OpenQuestion(one.id(), one.text(), one.language(), one.asked(), one.waiting(), value, one.since());
    }

    /**
     * QuestionAnswers a question, once: the answer is a document from then on, and goes by mail to everyone who asked for that,
     * all in one transaction. Of several at once one answers; the others are told.
     *
     * @param wording how the question is published; as it was asked first when empty. Askers' own words may name them
     * @param channel through which door: api or chat
     */
    public Mono<Answered> answer(
            Principal.Staff staff, UUID question, String answer, Optional<String> wording, String channel) {
        String text = answer.strip();
        if (text.isEmpty() || text.length() > LONGEST_ANSWER) {
            return Mono.error(Problem.badRequest(
                    "wrong-answer", "An answer has 1 to " + LONGEST_ANSWER + " characters, without blanks around it."));
        }
        String slug = "answer-" + question;
        Optional<String> published = wording.map(OpenQuestions::plain).filter(one -> !one.isEmpty());
        return documents
                .readingOf(staff.tenant())
                .flatMap(reading -> transactions
                        .in(
                                staff.scope(),
                                () -> store.close(question, text)
                                        .switchIfEmpty(Mono.defer(() -> refused(question)))
                                        .delayUntil(closed -> audit.append(
                                                new Audit.Entry(channel, "question.answered", question.toString())))
                                        .flatMap(closed -> transactions.in(
                                                Scope.system(staff.tenant()),
                                                () -> documents
                                                        .add(
                                                                reading,
                                                                AnswerDocument.source(
                                                                        slug,
                                                                        closed.language(),
                                                                        published.orElse(closed.text()),
                                                                        text))
                                                        .then(mailed(staff, question, text)))))
                        .map(mails -> new Answered(question, slug, mails))
                        .delayUntil(done -> searchable(staff)));
    }

    private Mono<QuestionStore.Closed> refused(UUID question) {
        return store.state(question)
                .switchIfEmpty(Mono.error(Problem.notFound("question")))
                .flatMap(state -> Mono.error(Problem.conflict(
                        "already-answered", "Somebody has answered this question already. Nothing was changed.")));
    }

    private Mono<Integer> mailed(Principal.Staff staff, UUID question, String answer) {
        return store.waiting(question, MOST_MAILS)
                .concatMap(asker -> outbox.post(new Mail(
                        "answer:" + asker.id(),
                        asker.email(),
                        "answer-later",
                        asker.language(),
                        Map.of("question", asker.text(), "answer", answer, "by", staff.name()))))
                .filter(posted -> posted)
                .count()
                .map(Long::intValue);
    }

    /** By words at once; by its vector as soon as the model has answered, see {@link MissingVectors}. */
    private Mono<Void> searchable(Principal.Staff staff) {
        return Mono.fromRunnable(() -> documents.changed(staff.tenant()))
                .then(embeddings.refresh(staff.tenant()).timeout(EMBEDDED_WITHIN))
                .onErrorResume(e -> {
                    log.warn("An answer waits for its vector", e);
                    return Mono.empty();
                })
                .then();
    }
}
