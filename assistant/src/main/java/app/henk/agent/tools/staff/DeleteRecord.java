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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes records of one kind, which is confirmed first and can be undone. */
@Component
class DeleteRecord extends StaffTool {

    private static final int MOST = 50;

    private final Which which;
    private final RecordWriting records;
    private final SeveralWriting several;

    DeleteRecord(Which which, RecordWriting records, SeveralWriting several, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "delete_record",
                        Effect.GUARDED,
                        choice("kind", RecordWriting.DELETED.toArray(String[]::new))
                                .mandatory(),
                        text("which", 2_000).mandatory()),
                words);
        this.which = which;
        this.records = records;
        this.several = several;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(open.result());
            case Which.Meant.These these ->
                named(who, these.items())
                        .flatMap(items -> records.delete(who, kind(arguments), items, who.door(name(), arguments))
                                .map(changeSet -> several.told(who, say(who, items), items, changeSet)));
        });
    }

    private String say(Colleague who, List<Item> items) {
        return items.size() == 1
                ? words.say(
                        "record.deleted",
                        who.language(),
                        Map.of("title", items.getFirst().label()))
                : words.say("record.deleted_all", who.language(), Map.of("count", items.size()));
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(new Proposal.Settled(open.result()));
            case Which.Meant.These these ->
                named(who, these.items())
                        .map(items -> items.size() == 1
                                ? one(who, arguments, items.getFirst())
                                : several.ask(
                                        who,
                                        arguments,
                                        words.say("confirm.delete_all", who.language(), Map.of("count", items.size())),
                                        items));
        });
    }

    private Proposal one(Colleague who, Arguments arguments, Item item) {
        return new Proposal.Ask(
                arguments.with("which", item.id().toString()),
                words.say(
                        "confirm.delete",
                        who.language(),
                        Map.of("kind", words.word("kind.name", item.kind(), who.language()), "title", item.label())),
                List.of(),
                Set.of());
    }

    /** With what they are called now. */
    private Mono<List<Item>> named(Colleague who, List<Item> items) {
        return Flux.fromIterable(items)
                .concatMap(item -> records.label(who, item))
                .collectList();
    }

    private Mono<Which.Meant> meant(Colleague who, Arguments arguments) {
        return which.all(who, "which", arguments.text("which").orElseThrow(), Set.of(kind(arguments)), MOST);
    }

    private static Entity kind(Arguments arguments) {
        return Kinds.entity(arguments.text("kind").orElseThrow()).orElseThrow();
    }
}
