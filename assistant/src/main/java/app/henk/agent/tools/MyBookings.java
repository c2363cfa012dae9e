package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.booking.Appointments;
import app.henk.booking.BookingWords;
import app.henk.booking.Order;
import app.henk.booking.Orders;
import app.henk.booking.Orders.StepName;
import app.henk.identity.Principal;
import app.henk.promises.Promise;
import app.henk.promises.Promises;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up what the speaker has coming: appointments, and orders with their state and promised day. */
@Component
class MyBookings implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers("my_bookings", Effect.READ);
    private static final int MOST = 6;
    private static final int LOOKED_AT = 30;
    private static final int MOST_CARDS = 4;
    private static final String SIGN_IN =
            "Appointments of this conversation are listed. Orders are shown to those who are signed in: say so when asked.";

    private final Appointments appointments;
    private final Orders orders;
    private final BookingResults results;
    private final AppointmentCards cards;
    private final BookingWords words;
    private final Promises promises;
    private final PromiseCards promiseCards;

    MyBookings(
            Appointments appointments,
            Orders orders,
            BookingResults results,
            AppointmentCards cards,
            BookingWords words,
            Promises promises,
            PromiseCards promiseCards) {
        this.appointments = appointments;
        this.orders = orders;
        this.results = results;
        this.cards = cards;
        this.words = words;
        this.promises = promises;
        this.promiseCards = promiseCards;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return Mono.zip(
                        appointments
                                .ahead(context.principal(), MOST)
                                .flatMap(ahead -> appointments.described(context.tenant(), ahead)),
                        orders.own(context.principal(), LOOKED_AT),
                        orders.steps(context.tenant().id(), context.language()),
                        promises.of(context.principal()))
                .map(all -> result(all.getT1(), all.getT2(), all.getT3(), all.getT4(), context));
    }

    private ToolResult result(
            List<Appointments.Described> ahead,
            List<Order> ordered,
            List<StepName> steps,
            List<Promise> open,
            ToolContext context) {
        // what is in work comes first
        List<Order> told = ordered.stream()
                .sorted(Comparator.comparing(order -> isOver(order, steps)))
                .limit(MOST)
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "appointments",
                ahead.stream()
                        .map(one -> results.facts(one.appointment(), one.type(), one.place(), context))
                        .toList());
        data.put(
                "orders",
                told.stream().map(order -> facts(order, steps, context)).toList());
        data.put(
                "promises",
                open.stream()
                        .map(promise -> promiseCards.facts(promise, context.language()))
                        .toList());
        if (context.principal() instanceof Principal.Visitor) {
            data.put("note", SIGN_IN);
        }
        List<Card> shown = new ArrayList<>();
        told.stream()
                .filter(order -> !isOver(order, steps))
                .forEach(order -> shown.add(cards.order(order, steps, context.language())));
        ahead.forEach(one -> shown.add(cards.appointment(
                one.appointment(), one.type(), one.place(), context.tenant().zone(), context.language())));
        List<Card> all = new ArrayList<>(shown.stream().limit(MOST_CARDS).toList());
        if (!open.isEmpty()) {
            all.add(promiseCards.own(open, context.language()));
        }
        return ToolResult.done(data).with(all);
    }

    private Map<String, Object> facts(Order order, List<StepName> steps, ToolContext context) {
        String language = context.language();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("order", order.title());
        facts.put("number", order.number());
        facts.put("state", order.step());
        facts.put(
                "state_name",
                steps.stream()
                        .filter(step -> step.key().equals(order.step()))
                        .map(StepName::name)
                        .findFirst()
                        .orElse(order.step()));
        facts.put("done", isOver(order, steps));
        facts.put("ordered", order.orderedOn().toString());
        facts.put("promised", order.promised().toString());
        facts.put("promised_say", words.day(order.promised(), language));
        order.delayed().ifPresent(before -> {
            facts.put("delayed_from", before.toString());
            facts.put("delayed_from_say", words.day(before, language));
        });
        facts.put("items", order.lines().stream().map(Order.Line::name).toList());
        return facts;
    }

    private static boolean isOver(Order order, List<StepName> steps) {
        return order.step().equals(steps.getLast().key());
    }
}
