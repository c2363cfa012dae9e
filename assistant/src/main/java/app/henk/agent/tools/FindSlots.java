package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.Card;
import app.henk.booking.AppointmentType;
import app.henk.booking.Appointments;
import app.henk.booking.Appointments.FreeTimes;
import app.henk.booking.BookingWords;
import app.henk.booking.Slot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up when there is time for an appointment. */
@Component
class FindSlots implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "find_slots",
            Effect.READ,
            text("type", 80),
            date("from"),
            date("to"),
            choice("part_of_day", "morning", "afternoon", "evening"));

    private static final int DAYS = 14;
    private static final int SHOWN = 6;
    private static final int SHOWN_A_DAY = 2;
    private static final int NOON = 12;
    private static final int EVENING = 17;

    private final Appointments appointments;
    private final AppointmentCards cards;
    private final BookingWords words;

    FindSlots(Appointments appointments, AppointmentCards cards, BookingWords words) {
        this.appointments = appointments;
        this.cards = cards;
        this.words = words;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return arguments
                .text("type")
                .map(type -> slots(context, type, arguments))
                .orElseGet(() -> appointments.types(context.tenant().id()).map(types -> types(types, context)));
    }

    private ToolResult types(List<AppointmentType> types, ToolContext context) {
        String language = context.language();
        List<Map<String, Object>> known = types.stream()
                .map(type -> Map.<String, Object>of(
                        "type", type.key(), "name", type.name(language), "minutes", type.minutes()))
                .toList();
        return ToolResult.done(Map.of("status", "which_type", "types", known))
                .with(List.of(cards.types(types, language)));
    }

    private Mono<ToolResult> slots(ToolContext context, String type, Arguments arguments) {
        LocalDate today = context.now().toLocalDate();
        LocalDate from =
                arguments.date("from").filter(day -> day.isAfter(today)).orElse(today);
        LocalDate to = arguments
                .date("to")
                .filter(day -> !day.isBefore(from))
                .or(() -> arguments.date("from").filter(day -> day.isBefore(today)))
                .map(day -> day.isBefore(from) ? from : day)
                .orElse(from.plusDays(DAYS));
        LocalDate last =
                to.isAfter(from.plusDays(Appointments.LONGEST_SPAN)) ? from.plusDays(Appointments.LONGEST_SPAN) : to;
        return appointments
                .free(context.tenant(), type, from, last)
                .map(free -> result(free, arguments.text("part_of_day"), context));
    }

    private ToolResult result(FreeTimes free, Optional<String> part, ToolContext context) {
        String language = context.language();
        List<Slot> wanted =
                free.slots().stream().filter(slot -> fits(slot, part)).toList();
        boolean asWanted = !wanted.isEmpty();
        List<Slot> shown = spread(asWanted ? wanted : free.slots().isEmpty() ? free.nearest() : free.slots());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", asWanted ? "free" : "none_then");
        data.put("type", free.type().key());
        data.put("name", free.type().name(language));
        data.put("minutes", free.type().minutes());
        if (!free.place().isEmpty()) {
            data.put("place", free.place());
        }
        free.why()
                .ifPresent(why -> data.put(
                        "why", words.refusal(why.refusal(), why.wanted(), free.type(), context.tenant(), language)));
        data.put("slots", shown.stream().map(slot -> slot(slot, language)).toList());
        data.put("more", Math.max(0, wanted.size() - shown.size()));
        return ToolResult.done(data).with(cards(free.type(), shown, language));
    }

    private List<Card> cards(AppointmentType type, List<Slot> shown, String language) {
        return shown.isEmpty() ? List.of() : List.of(cards.slots(type, shown, language));
    }

    private Map<String, String> slot(Slot slot, String language) {
        var at = slot.start().toLocalDateTime();
        return Map.of("at", at.toString(), "say", words.time(at, language));
    }

    private static boolean fits(Slot slot, Optional<String> part) {
        int hour = slot.start().getHour();
        return switch (part.orElse("")) {
            case "morning" -> hour < NOON;
            case "afternoon" -> hour >= NOON && hour < EVENING;
            case "evening" -> hour >= EVENING;
            default -> true;
        };
    }

    /** A few of each day when there are several days, else a few over the one day. */
    private static List<Slot> spread(List<Slot> slots) {
        if (slots.size() <= SHOWN) {
            return slots;
        }
        Map<LocalDate, List<Slot>> days = new LinkedHashMap<>();
        slots.forEach(slot -> days.computeIfAbsent(slot.start().toLocalDate(), day -> new ArrayList<>())
                .add(slot));
        int aDay = days.size() == 1 ? SHOWN : SHOWN_A_DAY;
        return days.values().stream()
                .flatMap(day -> some(day, aDay).stream())
                .limit(SHOWN)
                .toList();
    }

    private static List<Slot> some(List<Slot> day, int most) {
        List<Slot> some = new ArrayList<>();
        int step = Math.max(1, day.size() / most);
        for (int i = 0; i < day.size() && some.size() < most; i += step) {
            some.add(day.get(i));
        }
        return some;
    }
}
