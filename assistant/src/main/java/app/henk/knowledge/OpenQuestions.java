package app.henk.knowledge;

import app.henk.identity.Email;
import app.henk.identity.Principal;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Questions that nothing in the documents answers, from the side of those who ask. */
@Service
public class OpenQuestions {

    private static final int LONGEST = 300;
    /** Of one conversation at a time: whoever asks more is not looking for answers. */
    private static final int MOST_OF_ONE = 20;

    private static final int COMPARED = 200;
    /** From here on two questions ask the same in other words. */
    private static final double ALIKE = 0.6;

    private final TenantTransactions transactions;
    private final Profiles profiles;
    private final QuestionStore store;
    private final MailConsents mailConsents;

    OpenQuestions(TenantTransactions transactions, Profiles profiles, QuestionStore store, MailConsents mailConsents) {
        this.transactions = transactions;
        this.profiles = profiles;
        this.store = store;
        this.mailConsents = mailConsents;
    }

    /**
     * Keeps that this was asked and not answered. Once for each conversation; what is asked alike is counted together.
     * False when it is not kept: a colleague's, and that of whom too many are open.
     */
    public Mono<Boolean> keep(Principal who, UUID conversation, String question, String language) {
        return who instanceof Principal.Staff
                ? Mono.just(false)
                : kept(who, conversation, question, language, Optional.empty());
    }

    /**
     * The same, and the answer is to come by mail: who asks for that agrees to mail about it. A customer is answered at
     * the account's address unless another one is told.
     *
     * @param told an address in the person's own words
     */
    public Mono<Asked> askLater(
            Principal who, UUID conversation, String question, String language, Optional<String> told) {
        Optional<String> address = told.or(
                () -> who instanceof Principal.Customer customer ? Optional.of(customer.email()) : Optional.empty());
        if (who instanceof Principal.Staff) {
            return Mono.error(Problem.forbidden("Only visitors and customers are answered by mail."));
        }
        if (address.isEmpty()) {
            return kept(who, conversation, question, language, Optional.empty())
                    .map(kept -> kept ? Asked.WITHOUT_ADDRESS : Asked.TOO_MANY);
        }
        // what is not kept is not agreed to either
        return Mono.justOrEmpty(address.flatMap(Email::of))
                .flatMap(email -> transactions.in(
                        Scope.system(who.tenant()),
                        () -> kept(who, conversation, question, language, Optional.of(email.value()))
                                .filter(kept -> kept)
                                .flatMap(kept -> mailConsents.agree(who, email.value(), MailPurpose.ANSWER))
                                .map(agreed -> Asked.KEPT)
                                .defaultIfEmpty(Asked.TOO_MANY)))
                .defaultIfEmpty(Asked.NO_ADDRESS);
    }

    /** False when too many questions of this conversation are open. */
    private Mono<Boolean> kept(
            Principal who, UUID conversation, String question, String language, Optional<String> email) {
        String text = plain(question);
        if (text.isEmpty()) {
            return Mono.error(Problem.badRequest("no-question", "The question is empty."));
        }
        Language spoken = Language.of(language);
        Optional<UUID> account =
                who instanceof Principal.Customer customer ? Optional.of(customer.user()) : Optional.empty();
        var asker = new QuestionStore.Asker(conversation, account, text, spoken.code(), email);
        return profiles.profile(who.tenant())
                .flatMap(profile -> transactions.in(
                        Scope.system(who.tenant()),
                        () -> same(profile, asker)
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .filterWhen(known ->
                                        store.others(conversation, known).map(others -> others < MOST_OF_ONE))
                                .flatMap(known -> Mono.justOrEmpty(known)
                                        // it may have been answered since it was found, and nobody looks there again
                                        .flatMap(store::hold)
                                        .switchIfEmpty(
                                                Mono.defer(() -> store.open(asker, Gist.of(text, spoken, profile))))
                                        .flatMap(id -> store.ask(id, asker))
                                        .thenReturn(true))
                                .defaultIfEmpty(false)));
    }

    /** An open question that is put nearly alike. */
    private Mono<UUID> same(Profile profile, QuestionStore.Asker asker) {
        Grams.Vector asked = profile.grams().vector(asker.text());
        return store.latest(asker.language(), COMPARED)
                .filter(other -> profile.grams().vector(other.text()).like(asked) >= ALIKE)
                .next()
                .map(QuestionStore.Worded::id);
    }

    static String plain(String text) {
        String bounded = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String plain = bounded.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        int end = Math.min(plain.length(), LONGEST);
        return plain.substring(0, end > 0 && Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end);
    }
}
