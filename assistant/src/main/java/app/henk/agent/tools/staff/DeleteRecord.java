package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes one record, which is confirmed first and can be undone. */
@Component
class DeleteRecord extends StaffTool {

    private final Which which;
    private final RecordWriting records;
    private final ChangeCards cards;

    DeleteRecord(Which which, RecordWriting records, ChangeCards cards, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "delete_record",
                        Effect.GUARDED,
                        choice("kind", RecordWriting.DELETED.toArray(String[]::new))
                                .mandatory(),
                        text("which", 200).mandatory()),
                words);
        this.which = which;
        this.records = records;
        this.cards = cards;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(open.result());
            case Which.Meant.These these ->
                records.delete(who, these.one(), who.door(name(), arguments)).map(deleted -> told(who, deleted));
        });
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(new Proposal.Settled(open.result()));
            case Which.Meant.These these -> records.label(who, these.one()).map(item -> ask(who, arguments, item));
        });
    }

    private Proposal ask(Colleague who, Arguments arguments, Item item) {
        return new Proposal.Ask(
                arguments.with("which", item.id().toString()),
                words.say(
                        "confirm.delete",
                        who.language(),
                        Map.of("kind", words.word("kind.name", item.kind(), who.language()), "title", item.label())),
                List.of(),
                Set.of());
    }

    private Mono<Which.Meant> meant(Colleague who, Arguments arguments) {
        Entity kind = Kinds.entity(arguments.text("kind").orElseThrow()).orElseThrow();
        return which.one(who, "which", arguments.text("which").orElseThrow(), Set.of(kind));
    }

    private ToolResult told(Colleague who, RecordWriting.Deleted deleted) {
        UUID changeSet = deleted.changeSet();
        String say = words.say("record.deleted", who.language(), Map.of("title", deleted.label()));
        return Told.done(say)
                .with("change_set", changeSet.toString())
                .card(
                        "diff",
                        Map.of(
                                "v",
                                1,
                                "title",
                                say,
                                "fallback",
                                say,
                                "changes",
                                List.of(),
                                "actions",
                                List.of(cards.undo(changeSet, who.language()))))
                .result();
    }
}
