package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deal;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A tool about one deal, which its argument {@code which} names. */
abstract class DealTool extends StaffTool {

    /** What every one of them needs. */
    @Component
    record Parts(Which which, Deals deals, DealWriting writing, SeveralWriting several, StaffWords words) {}

    private static final String WHICH = "which";
    private static final int MOST = 50;

    private final Parts parts;

    DealTool(ToolDefinition definition, Parts parts) {
        super(definition, parts.words());
        this.parts = parts;
    }

    DealWriting writing() {
        return parts.writing();
    }

    SeveralWriting several() {
        return parts.several();
    }

    abstract Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal);

    /** The question before it is done; {@code facts} say what of the deal matters for it. */
    String question(Colleague who, Arguments arguments, Deal deal) {
        return words.say("confirm.change", who.language(), Map.of("title", deal.title()));
    }

    /** Whether several deals, with commas between them, may be named at once. */
    boolean takesSeveral() {
        return false;
    }

    /** Does it to several as one; only where {@link #takesSeveral} says so. */
    Mono<ToolResult> actOnAll(Colleague who, Arguments arguments, List<Item> all) {
        return Mono.error(new IllegalStateException(name() + " takes one deal"));
    }

    /** The question before it is done to several. */
    String questionOfAll(Colleague who, Arguments arguments, int count) {
        return words.say("confirm.change_all", who.language(), Map.of("count", count));
    }

    /** What of the call a person may still change. */
    Set<String> editable() {
        return Set.of();
    }

    @Override
    final Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(open.result());
            case Which.Meant.These these ->
                these.items().size() > 1
                        ? actOnAll(who, arguments, these.items())
                        : act(who, arguments, these.one().id());
        });
    }

    @Override
    final Mono<Proposal> question(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(new Proposal.Settled(open.result()));
            case Which.Meant.These these ->
                these.items().size() > 1
                        ? Mono.just(parts.several()
                                .ask(
                                        who,
                                        arguments,
                                        questionOfAll(
                                                who, arguments, these.items().size()),
                                        these.items(),
                                        editable()))
                        : parts.deals()
                                .find(who.staff(), these.one().id())
                                .map(deal ->
                                        ask(who, arguments.with(WHICH, deal.id().toString()), deal));
        });
    }

    private Mono<Which.Meant> meant(Colleague who, Arguments arguments) {
        String said = arguments.text(WHICH).orElseThrow();
        return takesSeveral()
                ? parts.which().all(who, WHICH, said, Set.of(Entity.DEAL), MOST)
                : parts.which().one(who, WHICH, said, Set.of(Entity.DEAL));
    }

    private Proposal ask(Colleague who, Arguments arguments, Deal deal) {
        List<Map<String, Object>> facts = new ArrayList<>();
        facts.add(Map.of("label", words.word("argument", "title", who.language()), "value", deal.title()));
        if (!DealCards.with(deal).isEmpty()) {
            facts.add(Map.of(
                    "label",
                    words.word("argument", deal.company().isPresent() ? "company" : "contact", who.language()),
                    "value",
                    DealCards.with(deal)));
        }
        deal.value()
                .ifPresent(value -> facts.add(Map.of(
                        "label",
                        words.word("argument", "value", who.language()),
                        "value",
                        value,
                        "type",
                        "money",
                        "currency",
                        deal.currency())));
        facts.addAll(Asking.facts(who, arguments, words));
        return new Proposal.Ask(arguments, question(who, arguments, deal), facts, editable());
    }
}
