package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes what is not a deal. Closing a promise and answering a question write to people outside and are confirmed first,
 * and so is merging two records.
 */
@Component
class UpdateRecord extends StaffTool {

    private static final String TO = "to";
    private static final Set<String> WRITES_OUTSIDE = Set.of(Kinds.PROMISE, Kinds.QUESTION);

    private final GivenWord promises;
    private final UnansweredQuestions questions;

    UpdateRecord(GivenWord promises, UnansweredQuestions questions, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "update_record",
                        Effect.GUARDED,
                        choice("kind", Kinds.PROMISE, Kinds.QUESTION).mandatory(),
                        text("which", 300).mandatory(),
                        flag("done"),
                        text("answer", 4_000),
                        text("subject", 300),
                        text("notes", 1_000)),
                words);
        this.promises = promises;
        this.questions = questions;
    }

    @Override
    public Effect effect(Arguments arguments) {
        return WRITES_OUTSIDE.contains(arguments.text("kind").orElse("")) || arguments.has("merge_with")
                ? Effect.GUARDED
                : Effect.REVERSIBLE;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        String which = arguments.text("which").orElseThrow();
        if (arguments.text("kind").orElseThrow().equals(Kinds.PROMISE)) {
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

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        String which = arguments.text("which").orElseThrow();
        if (arguments.text("kind").orElseThrow().equals(Kinds.PROMISE)) {
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
                                    "label", words.word("argument", TO, who.language()), "value", promise.name())),
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
