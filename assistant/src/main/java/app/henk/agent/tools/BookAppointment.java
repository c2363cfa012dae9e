package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.booking.Appointments;
import app.henk.booking.BookingRequest;
import app.henk.booking.WantedTime;
import app.henk.crm.ToldPerson;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes an appointment. Contact data must be the person's own words, and agreement is no argument: it comes with the
 * context.
 */
@Component
class BookAppointment implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "book_appointment",
            Effect.OWN,
            text("type", 80).mandatory(),
            text("at", 40).mandatory(),
            text("name", 120),
            text("email", 254),
            text("phone", 40));

    private final Appointments appointments;
    private final BookingResults results;

    BookAppointment(Appointments appointments, BookingResults results) {
        this.appointments = appointments;
        this.results = results;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        List<String> notSaid = CaptureLead.notSaid(context, arguments);
        if (!notSaid.isEmpty()) {
            return Mono.just(ToolResult.refused(
                    "not_said", notSaid + ": the person has not told this. Ask for it, never make it up."));
        }
        String type = arguments.text("type").orElseThrow();
        LocalDateTime at = WantedTime.read(
                arguments.text("at").orElseThrow(), context.tenant().zone());
        var person = new ToldPerson(
                CaptureLead.own(context, arguments, "name"),
                CaptureLead.own(context, arguments, "email"),
                CaptureLead.own(context, arguments, "phone"),
                context.consent(),
                context.language());
        // a message that is answered anew, by a retry or another model, books nothing twice
        String key = "chat:" + context.message() + ":" + at;
        var wish = new BookingRequest(type, at, person, Optional.empty(), Optional.of(context.conversation()), key);
        return appointments
                .book(context.principal(), wish)
                .map(booking -> results.of(booking, "booked", arguments, context));
    }
}
