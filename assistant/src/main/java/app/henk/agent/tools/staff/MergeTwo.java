package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes one record of two: which one stays and what goes over to it is asked first. */
@Component
class MergeTwo {

    static final String ARGUMENT = "merge_with";

    private static final String WHICH = "which";
    private static final Set<Entity> MERGED = Set.of(Entity.CONTACT, Entity.ORGANISATION, Entity.DEAL);

    private final Which which;
    private final PeopleWriting people;
    private final DealPairs deals;
    private final RecordWriting records;
    private final StaffWords words;

    MergeTwo(Which which, PeopleWriting people, DealPairs deals, RecordWriting records, StaffWords words) {
        this.which = which;
        this.people = people;
        this.records = records;
        this.deals = deals;
        this.words = words;
    }

    /** What was settled of the two. */
    private sealed interface Settled {
        record Open(ToolResult result) implements Settled {}

        record Pair(Item kept, Item gone) implements Settled {}
    }

    Mono<ToolResult> act(Colleague who, Entity kind, Arguments arguments) {
        return pair(who, kind, arguments).flatMap(settled -> switch (settled) {
            case Settled.Open open -> Mono.just(open.result());
            case Settled.Pair(Item kept, Item gone) -> {
                var door = who.door("update_record", arguments);
                yield kind == Entity.DEAL
                        ? deals.merge(who, kept, gone, door)
                        : people.merge(who, kind, kept.id(), gone, door);
            }
        });
    }

    Mono<Proposal> question(Colleague who, Entity kind, Arguments arguments) {
        return pair(who, kind, arguments).flatMap(settled -> switch (settled) {
            case Settled.Open open -> Mono.just(new Proposal.Settled(open.result()));
            case Settled.Pair(Item kept, Item gone) ->
                (kind == Entity.DEAL
                                ? deals.sides(who, kept, gone)
                                : Mono.fromSupplier(() -> new Sides(
                                        kept.label(),
                                        gone.label(),
                                        words.say("merge.moves." + Kinds.of(kind), who.language()))))
                        .map(sides -> ask(who, arguments, kept, gone, sides));
        });
    }

    /**
     * The two as they are shown before they become one.
     *
     * @param kept what it is called, with what tells it from the other one
     * @param moves what goes over
     */
    record Sides(String kept, String gone, String moves) {}

    private Proposal ask(Colleague who, Arguments arguments, Item kept, Item gone, Sides sides) {
        String language = who.language();
        return new Proposal.Ask(
                arguments
                        .with(WHICH, kept.id().toString())
                        .with(ARGUMENT, gone.id().toString()),
                words.say("confirm.merge", language, Map.of("gone", gone.label(), "title", kept.label())),
                List.of(
                        fact("merge.stays", sides.kept(), language),
                        fact("merge.goes", sides.gone(), language),
                        fact("merge.moving", sides.moves(), language)),
                Set.of());
    }

    private Map<String, Object> fact(String label, String value, String language) {
        return Map.of("label", words.say(label, language), "value", value);
    }

    private Mono<Settled> pair(Colleague who, Entity kind, Arguments arguments) {
        if (!MERGED.contains(kind)) {
            return Mono.fromSupplier(() -> refused(who, "record.not_merged", Map.of()));
        }
        String one = arguments.text(WHICH).orElseThrow().strip();
        String other = arguments.text(ARGUMENT).orElseThrow().strip();
        return one.equalsIgnoreCase(other)
                ? both(who, kind, one)
                : which.one(who, WHICH, one, Set.of(kind)).flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(new Settled.Open(open.result()));
                    case Which.Meant.These these -> with(who, kind, these.one(), other);
                });
    }

    private Mono<Settled> with(Colleague who, Entity kind, Item kept, String other) {
        return which.besides(who, ARGUMENT, other, kind, kept.id()).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(new Settled.Open(open.result()));
            case Which.Meant.These these -> named(who, kept, these.one());
        });
    }

    /** "The two Cancity deals": the one that was there first stays. */
    private Mono<Settled> both(Colleague who, Entity kind, String said) {
        return which.pair(who, WHICH, said, kind).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(new Settled.Open(open.result()));
            case Which.Meant.These these ->
                these.items().size() == 2
                        ? named(who, these.items().getFirst(), these.items().getLast())
                        : Mono.just(refused(
                                who,
                                "merge.only_one",
                                Map.of(
                                        "said",
                                        Outside.oneLine(said),
                                        "title",
                                        these.one().label())));
        });
    }

    private Mono<Settled> named(Colleague who, Item kept, Item gone) {
        return Mono.zip(records.label(who, kept), records.label(who, gone))
                .map(both -> new Settled.Pair(both.getT1(), both.getT2()));
    }

    private Settled refused(Colleague who, String key, Map<String, String> values) {
        return new Settled.Open(Told.of("refused", words.say(key, who.language(), values))
                .result()
                .refused());
    }
}
