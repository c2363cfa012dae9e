package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What writes to people outside: a promise that is closed, a visitors' question that is answered for good. */
@Component
class Outward {

    private final GivenWord promises;
    private final UnansweredQuestions questions;
    private final StaffWords words;

    Outward(GivenWord promises, UnansweredQuestions questions, StaffWords words) {
        this.promises = promises;
        this.questions = questions;
        this.words = words;
    }

    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        String which = arguments.text("which").orElseThrow();
        if (isPromise(arguments)) {
            return promises.find(who, which)
                    .flatMap(promise -> promises.close(
                            who,
                            promise,
                            isKept(arguments),
                            arguments.text("notes").orElse("")));
        }
        return arguments
                .text("answer")
                .map(answer -> questions
                        .find(who, which)
                        .flatMap(question -> questions.answer(who, question, answer, arguments.text("subject"))))
                .orElseGet(() -> Mono.just(nothing(who)));
    }

    Mono<Proposal> question(Colleague who, Arguments arguments) {
        String which = arguments.text("which").orElseThrow();
        if (isPromise(arguments)) {
            return promises.find(who, which)
                    .map(promise -> new Proposal.Ask(
                            arguments.with("which", promise.id().toString()),
                            words.say(
                                    isKept(arguments) ? "confirm.promise_kept" : "confirm.promise_withdrawn",
                                    who.language(),
                                    Map.of(
                                            "title",
                                            promises.item(promise, who.language())
                                                    .label())),
                            List.of(Map.of(
                                    "label", words.word("argument", "to", who.language()), "value", promise.name())),
                            Set.of("notes")));
        }
        if (arguments.text("answer").isEmpty()) {
            return Mono.just(new Proposal.Settled(nothing(who)));
        }
        return questions
                .find(who, which)
                .map(question -> new Proposal.Ask(
                        arguments.with("which", question.id().toString()),
                        words.say("confirm.answer", who.language()),
                        List.of(Map.of(
                                "label",
                                words.word("kind.name", Kinds.QUESTION, who.language()),
                                "value",
                                question.text())),
                        Set.of("answer", "subject")));
    }

    private static boolean isPromise(Arguments arguments) {
        return arguments.text("kind").orElseThrow().equals(Kinds.PROMISE);
    }

    /** Kept, unless it is said not to be done. */
    private static boolean isKept(Arguments arguments) {
        return !arguments.has("done") || arguments.flag("done");
    }

    private ToolResult nothing(Colleague who) {
        return Told.of("unclear", words.say("record.nothing", who.language()))
                .result()
                .refused();
    }
}
