package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.booking.Appointment;
import app.henk.booking.Appointments;
import app.henk.booking.Booking;
import app.henk.booking.BookingWords;
import app.henk.booking.Slot;
import app.henk.crm.Entity;
import app.henk.platform.Problem;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves what is agreed with a customer, or calls it off. The customer is written to, so that both are confirmed first. */
@Component
class CustomerAppointment {

    /** The day on which it is now; only needed where there are several. */
    static final String ON = "on";

    static final String TIME = "time";
    static final String CANCEL = "cancel";
    private static final String WITH = "which";
    private static final String DAY = "due";
    private static final int MOST = 10;
    private static final int NEAREST = 3;

    private final Which which;
    private final Appointments appointments;
    private final BookingWords times;
    private final StaffWords words;

    CustomerAppointment(Which which, Appointments appointments, BookingWords times, StaffWords words) {
        this.which = which;
        this.appointments = appointments;
        this.times = times;
        this.words = words;
    }

    /** Which appointment is meant. */
    private sealed interface Settled {
        record Open(ToolResult result) implements Settled {}

        record One(Appointment appointment) implements Settled {}
    }

    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return settled(who, arguments).flatMap(settled -> switch (settled) {
            case Settled.Open open -> Mono.just(open.result());
            case Settled.One(var known) -> arguments.flag(CANCEL) ? cancel(who, known) : move(who, arguments, known);
        });
    }

    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return settled(who, arguments).map(settled -> switch (settled) {
            case Settled.Open open -> new Proposal.Settled(open.result());
            case Settled.One(var known) -> asked(who, arguments, known);
        });
    }

    private Proposal asked(Colleague who, Arguments arguments, Appointment known) {
        LocalDateTime now = at(known, who);
        Arguments settled = arguments.with(WITH, known.contact().toString()).with(ON, now.toLocalDate());
        return new Proposal.Ask(
                settled,
                words.say(
                        "confirm.appointment_" + (arguments.flag(CANCEL) ? "cancelled" : "moved"),
                        who.language(),
                        Map.of("name", known.name())),
                arguments.flag(CANCEL)
                        ? List.of(fact(who, times.time(now, who.language()), Optional.empty()))
                        : List.of(fact(
                                who,
                                times.time(wanted(arguments, now), who.language()),
                                Optional.of(times.time(now, who.language())))),
                Set.of());
    }

    private Map<String, Object> fact(Colleague who, String value, Optional<String> before) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("label", words.word("argument", "appointment", who.language()));
        before.ifPresent(was -> fact.put("before", was));
        fact.put("value", value);
        return fact;
    }

    private Mono<ToolResult> move(Colleague who, Arguments arguments, Appointment known) {
        LocalDateTime before = at(known, who);
        return appointments
                .move(who.staff(), known.id(), wanted(arguments, before), Optional.of(known.version()))
                .map(booking -> switch (booking) {
                    case Booking.Booked(var moved, var _, var _, var _) ->
                        told(who, "moved", moved, Optional.of(before), Optional.of(at(moved, who)));
                    case Booking.Refused refused -> refused(who, refused);
                    case Booking.Incomplete _, Booking.Invalid _ ->
                        throw new IllegalStateException("an appointment that stands lacks nothing");
                });
    }

    private Mono<ToolResult> cancel(Colleague who, Appointment known) {
        return appointments
                .cancel(who.staff(), known.id())
                .map(gone -> told(who, "cancelled", gone, Optional.of(at(gone, who)), Optional.empty()));
    }

    /** Before and after; the customer has been told, so that there is no way back but another change. */
    private ToolResult told(
            Colleague who,
            String what,
            Appointment appointment,
            Optional<LocalDateTime> before,
            Optional<LocalDateTime> after) {
        String language = who.language();
        Map<String, Object> values = new LinkedHashMap<>(Map.of("name", appointment.name()));
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("label", words.word("argument", "appointment", language));
        before.map(at -> times.time(at, language)).ifPresent(at -> {
            values.put("before", at);
            change.put("before", at);
        });
        after.map(at -> times.time(at, language)).ifPresent(at -> {
            values.put("at", at);
            change.put("after", at);
        });
        String say = words.say("appointment." + what, language, values);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", appointment.name());
        content.put("fallback", say);
        content.put("changes", List.of(change));
        content.put("actions", List.of());
        return Told.done(say)
                .record(Kinds.item(Entity.CONTACT, appointment.contact(), appointment.name()))
                .with("appointment", appointment.id().toString())
                .card("diff", content)
                .result();
    }

    /** Why the house has no time then, and when it has. */
    private ToolResult refused(Colleague who, Booking.Refused refused) {
        String language = who.language();
        String why = times.refusal(
                refused.why(), refused.wanted(), refused.type(), who.context().tenant(), language);
        String nearest = refused.nearest().stream()
                .limit(NEAREST)
                .map(Slot::start)
                .map(start -> times.time(start.toLocalDateTime(), language))
                .collect(Collectors.joining("; "));
        String say = nearest.isEmpty()
                ? why
                : words.say("appointment.refused", language, Map.of("why", why, "nearest", nearest));
        return Told.of("refused", say).result().refused();
    }

    private Mono<Settled> settled(Colleague who, Arguments arguments) {
        if (!arguments.flag(CANCEL) && !arguments.has(DAY) && !arguments.has(TIME)) {
            return Mono.fromSupplier(() -> open(who, "incomplete", "appointment.no_time", Map.of()));
        }
        return which.one(who, WITH, arguments.text(WITH).orElseThrow(), Set.of(Entity.CONTACT))
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(new Settled.Open(open.result()));
                    case Which.Meant.These these -> of(who, arguments, these.one());
                });
    }

    private Mono<Settled> of(Colleague who, Arguments arguments, Item contact) {
        Optional<LocalDate> day = arguments.date(ON);
        return appointments.aheadWith(who.staff(), contact.id(), MOST).map(ahead -> {
            List<Appointment> meant = ahead.stream()
                    .filter(one -> day.filter(on -> !at(one, who).toLocalDate().equals(on))
                            .isEmpty())
                    .toList();
            return switch (meant.size()) {
                case 0 -> open(who, "none", "appointment.none", Map.of("name", contact.label()));
                case 1 -> new Settled.One(meant.getFirst());
                default ->
                    open(
                            who,
                            "several",
                            "appointment.several",
                            Map.of(
                                    "name",
                                    meant.getFirst().name(),
                                    "times",
                                    meant.stream()
                                            .map(one -> times.time(at(one, who), who.language()))
                                            .collect(Collectors.joining("; "))));
            };
        });
    }

    private Settled open(Colleague who, String status, String key, Map<String, String> values) {
        return new Settled.Open(
                Told.of(status, words.say(key, who.language(), values)).result().refused());
    }

    /** A day without a time keeps the time, and a time without a day the day. */
    private static LocalDateTime wanted(Arguments arguments, LocalDateTime now) {
        LocalDate day = arguments.date(DAY).orElse(now.toLocalDate());
        return day.atTime(arguments.text(TIME).map(CustomerAppointment::time).orElse(now.toLocalTime()));
    }

    private static LocalTime time(String said) {
        try {
            return LocalTime.parse(said.strip());
        } catch (DateTimeParseException noTime) {
            throw Problem.badRequest("wrong-time", "A time of day is written as 14:30.");
        }
    }

    private static LocalDateTime at(Appointment appointment, Colleague who) {
        ZoneId zone = who.context().tenant().zone();
        return appointment.start(zone).toLocalDateTime();
    }
}
