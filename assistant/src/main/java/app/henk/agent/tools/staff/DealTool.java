package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
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
    record Parts(Which which, Deals deals, DealWriting writing, StaffWords words) {}

    private static final String WHICH = "which";

    private final Parts parts;

    DealTool(ToolDefinition definition, Parts parts) {
        super(definition, parts.words());
        this.parts = parts;
    }

    DealWriting writing() {
        return parts.writing();
    }

    abstract Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal);

    /** The question before it is done; {@code facts} say what of the deal matters for it. */
    String question(Colleague who, Arguments arguments, Deal deal) {
        return words.say("confirm.change", who.language(), Map.of("title", deal.title()));
    }

    /** What of the call a person may still change. */
    Set<String> editable() {
        return Set.of();
    }

    @Override
    final Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return parts.which()
                .one(who, WHICH, arguments.text(WHICH).orElseThrow(), Set.of(Entity.DEAL))
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(open.result());
                    case Which.Meant.These these ->
                        act(who, arguments, these.one().id());
                });
    }

    @Override
    final Mono<Proposal> question(Colleague who, Arguments arguments) {
        return parts.which()
                .one(who, WHICH, arguments.text(WHICH).orElseThrow(), Set.of(Entity.DEAL))
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(new Proposal.Settled(open.result()));
                    case Which.Meant.These these ->
                        parts.deals()
                                .find(who.staff(), these.one().id())
                                .map(deal ->
                                        ask(who, arguments.with(WHICH, deal.id().toString()), deal));
                });
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
