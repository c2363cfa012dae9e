package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;

import app.henk.booking.Appointment;
import app.henk.booking.Appointments;
import app.henk.booking.WantedTime;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves an appointment of the speaker, or calls it off: that only in answer to the speaker's own words. */
@Component
class ChangeAppointment implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "change_appointment", Effect.OWN, text("appointment", 40), text("at", 40), flag("cancel"));

    private static final int MOST = 5;

    private final Appointments appointments;
    private final BookingResults results;

    ChangeAppointment(Appointments appointments, BookingResults results) {
        this.appointments = appointments;
        this.results = results;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        if (!arguments.flag("cancel") && arguments.text("at").isEmpty()) {
            return Mono.just(ToolResult.refused(
                    "wrong_arguments", "Give the new time in 'at', or set 'cancel'. Look for free times first."));
        }
        return arguments
                .text("appointment")
                .map(id -> change(context, arguments, id(id)))
                .orElseGet(() -> arguments.flag("cancel")
                        ? theOneCalledOff(context, arguments)
                        : theOnlyOne(context, arguments));
    }

    /** Of several the one that the person's yes or button was about. */
    private Mono<ToolResult> theOneCalledOff(ToolContext context, Arguments arguments) {
        return context.callsOff()
                .flatMap(said -> said instanceof CalledOff.This(UUID named)
                        ? change(context, arguments, named)
                        : theOnlyOne(context, arguments));
    }

    /** "My appointment" is clear as long as there is one. */
    private Mono<ToolResult> theOnlyOne(ToolContext context, Arguments arguments) {
        if (context.principal() instanceof Principal.Staff) {
            return Mono.just(ToolResult.refused("wrong_arguments", "Name the appointment by its id."));
        }
        return appointments.ahead(context.principal(), MOST).flatMap(ahead -> switch (ahead.size()) {
            case 0 -> Mono.just(ToolResult.done(Map.of("status", "none")));
            case 1 -> change(context, arguments, ahead.getFirst().id());
            default -> which(ahead, context);
        });
    }

    private Mono<ToolResult> which(List<Appointment> ahead, ToolContext context) {
        return appointments
                .described(context.tenant(), ahead)
                .map(known -> ToolResult.done(Map.of(
                        "status",
                        "which",
                        "appointments",
                        known.stream()
                                .map(one -> results.facts(one.appointment(), one.type(), one.place(), context))
                                .toList())));
    }

    private Mono<ToolResult> change(ToolContext context, Arguments arguments, UUID id) {
        Principal who = context.principal();
        if (arguments.flag("cancel")) {
            return context.callsOff()
                    .flatMap(said -> isMeant(who, said, id))
                    .flatMap(meant -> meant ? cancel(context, id) : ask(context, id));
        }
        var at = WantedTime.read(
                arguments.text("at").orElseThrow(), context.tenant().zone());
        return appointments
                .move(who, id, at, Optional.empty())
                .map(booking -> results.of(booking, "moved", arguments, context));
    }

    /** A yes to one appointment is none to another, whichever a model names. */
    private Mono<Boolean> isMeant(Principal who, CalledOff said, UUID id) {
        return switch (said) {
            case CalledOff.Nothing _ -> Mono.just(false);
            case CalledOff.This(UUID named) -> Mono.just(named.equals(id));
            case CalledOff.Unnamed _ ->
                appointments
                        .ahead(who, MOST)
                        .map(ahead -> ahead.stream().map(Appointment::id).allMatch(id::equals));
        };
    }

    private Mono<ToolResult> cancel(ToolContext context, UUID id) {
        return appointments
                .cancel(context.principal(), id)
                .flatMap(cancelled -> described(context, cancelled))
                .map(known ->
                        results.appointment("cancelled", known.appointment(), known.type(), known.place(), context));
    }

    /** What the person has not said is asked, whatever a model thinks that it has heard. */
    private Mono<ToolResult> ask(ToolContext context, UUID id) {
        return appointments
                .find(context.principal(), id)
                .flatMap(found -> described(context, found))
                .map(known -> results.asked(known.appointment(), known.type(), known.place(), context));
    }

    private Mono<Appointments.Described> described(ToolContext context, Appointment appointment) {
        return appointments.described(context.tenant(), List.of(appointment)).map(List::getFirst);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("appointment");
        }
    }
}
