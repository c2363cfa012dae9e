package app.henk.agent.tools.staff;

import app.henk.agent.Card;
import app.henk.agent.tools.Shown;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.knowledge.OpenQuestion;
import app.henk.knowledge.QuestionAnswers;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What visitors asked and no document answers. They worded it. */
@Component
class UnansweredQuestions {

    private static final int MOST = 20;
    private static final int LOOKED_THROUGH = 200;

    private final QuestionAnswers answers;
    private final StaffWords words;

    UnansweredQuestions(QuestionAnswers answers, StaffWords words) {
        this.answers = answers;
        this.words = words;
    }

    Mono<ToolResult> open(Colleague who) {
        return answers.open(who.staff(), MOST).map(open -> {
            if (open.isEmpty()) {
                return Told.of("nothing", words.say("question.none", who.language()))
                        .result();
            }
            Told told = Told.done(words.say("question.list", who.language(), Map.of("count", open.size())))
                    .fromOutside(true);
            open.forEach(question -> told.record(
                    new Item(0, Kinds.QUESTION, question.id(), question.text()),
                    words.say("question.asked", who.language(), Map.of("asked", question.asked()))));
            return told.card(card(open, who.language())).result();
        });
    }

    /** The open one that is meant: by its id, or by words of it. */
    Mono<OpenQuestion> find(Colleague who, String said) {
        String wanted = said.strip().toLowerCase(Locale.ROOT);
        return answers.open(who.staff(), LOOKED_THROUGH)
                .flatMapIterable(open -> open)
                .filter(question -> question.id().toString().equals(wanted)
                        || question.text().toLowerCase(Locale.ROOT).contains(wanted))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.notFound("question")));
    }

    /** @param wording how the question is published; as it was asked first when empty */
    Mono<ToolResult> answer(Colleague who, OpenQuestion question, String answer, Optional<String> wording) {
        return answers.answer(who.staff(), question.id(), answer, wording, "chat")
                .map(done -> Told.done(words.say("question.answered", who.language(), Map.of("mails", done.mails())))
                        .with("mails", done.mails())
                        .with(Shown.OUTWARD, true)
                        .result());
    }

    private Card card(List<OpenQuestion> open, String language) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("question.list", language, Map.of("count", open.size())));
        content.put("fallback", open.stream().map(OpenQuestion::text).collect(Collectors.joining("\n")));
        content.put(
                "columns",
                List.of(
                        Map.of("key", "question", "title", words.word("kind.name", Kinds.QUESTION, language)),
                        Map.of("key", "asked", "title", words.say("question.asked_title", language), "type", "number"),
                        Map.of(
                                "key", "waiting",
                                "title", words.say("question.waiting_title", language),
                                "type", "number")));
        content.put(
                "rows",
                open.stream()
                        .map(question -> Map.of(
                                "id", question.id().toString(),
                                "question", question.text(),
                                "asked", question.asked(),
                                "waiting", question.waiting()))
                        .toList());
        return new Card(Ids.next().toString(), "table", content);
    }
}
