package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.signed;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deal;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes what is known of one deal, all that was said as one change; its end has a tool of its own. */
@Component
class UpdateDeal extends DealTool {

    private static final String VALUE_BY = "value_by";
    private static final String VALUE_BY_PERCENT = "value_by_percent";
    private static final int LARGEST_PERCENT = 1_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int CENTS = 2;
    private static final String CLOSE_BY = "close_by";

    private final Deals deals;
    private final DealNames names;

    UpdateDeal(Deals deals, DealNames names, DealTool.Parts parts) {
        super(
                ToolDefinition.forStaff(
                        "update_deal",
                        Effect.REVERSIBLE,
                        text("which", 200).mandatory(),
                        text("title", 300),
                        decimal("value", CreateDeal.LARGEST),
                        signed(VALUE_BY, CreateDeal.LARGEST),
                        signed(VALUE_BY_PERCENT, LARGEST_PERCENT),
                        text("stage", 80),
                        date("close"),
                        text(CLOSE_BY, Shift.LONGEST),
                        text("sector", 120),
                        text("product", 200),
                        text("contact", 200),
                        text("company", 300),
                        text("notes", 4_000),
                        choice(DealFacts.CLEAR, "value", "close", "sector", "product", "contact", "company")),
                parts);
        this.deals = deals;
        this.names = names;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal) {
        return List.of(VALUE_BY, VALUE_BY_PERCENT, CLOSE_BY).stream().anyMatch(arguments::has)
                ? deals.find(who.staff(), deal).flatMap(now -> shifted(who, arguments, now))
                : change(who, arguments, deal, OptionalInt.empty(), who.door(name(), arguments));
    }

    /** A difference is counted from what the deal says now; somebody who changes it meanwhile makes that void. */
    private Mono<ToolResult> shifted(Colleague who, Arguments arguments, Deal now) {
        Optional<Shift> later = Shift.in(arguments, CLOSE_BY);
        Optional<BigDecimal> value = now.value().flatMap(is -> shifted(arguments, is));
        boolean differs = arguments.has(VALUE_BY) || arguments.has(VALUE_BY_PERCENT);
        if (later.isPresent() && now.expectedClose().isEmpty()) {
            return missing(who, "close");
        }
        if (differs && value.isEmpty()) {
            return missing(who, "value");
        }
        Arguments dated = later.map(shift ->
                        arguments.with("close", shift.from(now.expectedClose().orElseThrow())))
                .orElse(arguments);
        Arguments whole = value.map(amount -> dated.with("value", amount)).orElse(dated);
        // the request is what was said: made again it is refused and not added twice
        return change(who, whole, now.id(), OptionalInt.of(now.version()), who.door(name(), arguments));
    }

    /** Empty when nothing says by how much; of a percentage whole cents. */
    private static Optional<BigDecimal> shifted(Arguments arguments, BigDecimal value) {
        return arguments
                .decimal(VALUE_BY)
                .map(value::add)
                .or(() -> arguments
                        .decimal(VALUE_BY_PERCENT)
                        .map(percent ->
                                value.multiply(HUNDRED.add(percent)).divide(HUNDRED, CENTS, RoundingMode.HALF_UP)));
    }

    private Mono<ToolResult> missing(Colleague who, String field) {
        return Mono.fromSupplier(() -> Told.of("incomplete", words.say("deal.no_" + field, who.language()))
                .with("missing", List.of(field))
                .result());
    }

    private Mono<ToolResult> change(Colleague who, Arguments arguments, UUID deal, OptionalInt ifVersion, Door door) {
        return names.settled(who, arguments, false).flatMap(settled -> switch (settled) {
            case DealNames.Settled.Open open -> Mono.just(open.result());
            case DealNames.Settled.Known known -> {
                DealChange fields = DealFacts.change(arguments, known);
                DealChange change = known.stage().map(fields::stage).orElse(fields);
                Optional<String> title = arguments.text("title");
                yield deals.update(
                                who.staff(),
                                deal,
                                title.isPresent() ? change.title(title.get()) : change,
                                ifVersion,
                                door)
                        .flatMap(changed -> writing().difference(who, "deal.updated", changed));
            }
        });
    }
}
