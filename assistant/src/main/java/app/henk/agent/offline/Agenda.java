package app.henk.agent.offline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a conversation has come to about visits: times on offer, the one that is being booked, those that are booked. */
final class Agenda {

    /** @param at local time of the house */
    record Pending(String type, LocalDateTime at) {}

    /**
     * @param id by which the tools know it; empty when none was told
     * @param words in which the house says when that is
     */
    record Booked(String id, String type, LocalDateTime at, String words) {}

    /** Messages about other things after which nobody is choosing a time any more. */
    private static final int PATIENCE = 4;

    private List<LocalDateTime> offered = List.of();
    private String offeredType = "";
    private Optional<When> searched = Optional.empty();
    private Optional<Pending> pending = Optional.empty();
    private Optional<Booked> booked = Optional.empty();
    /** What kind of visit was last named, asked about or wanted. */
    private Optional<String> spokenOf = Optional.empty();

    private boolean moving;
    /** Messages since times were offered or a booking began. */
    private int age;
    /** Did not agree to calling off what is booked, and has not spoken of it since. */
    private boolean kept;

    /** Whether a time is being looked for or agreed on. */
    boolean isOpen() {
        return pending.isPresent() || !offered.isEmpty();
    }

    /** Whether somebody who names another time now means what has just been booked. */
    boolean isJustBooked() {
        return booked.isPresent() && !isOpen() && age <= 2;
    }

    List<LocalDateTime> offered() {
        return offered;
    }

    Optional<Pending> pending() {
        return pending;
    }

    Optional<Booked> booked() {
        return booked;
    }

    /** Whether the times on offer are for a visit that is booked already. */
    boolean isMoving() {
        return moving && booked.isPresent();
    }

    String type(Optional<String> said) {
        return said.or(() -> pending.map(Pending::type))
                .or(() -> offeredType.isEmpty() ? Optional.empty() : Optional.of(offeredType))
                .or(() -> spokenOf)
                .orElse("measurement");
    }

    /**
     * A message came: who wants to move what is booked is offered times for that from here on.
     *
     * @param asked what the last answer asked for
     */
    void heard(Heard heard, String asked) {
        boolean agrees = heard.does(Intent.AFFIRM) && !heard.does(Intent.DENY);
        spokenOf = heard.details().visit().type().or(() -> spokenOf);
        kept = !heard.does(Intent.CANCEL_VISIT) && (kept || (asked.equals("cancel") && !agrees));
        moving = heard.does(Intent.RESCHEDULE) || (moving && (chooses(heard) || !heard.does(Intent.APPOINTMENT)));
        age++;
        if (age > PATIENCE) {
            drop();
        }
    }

    /** A yes to the question whether it is to be called off; after a no, only to whoever spoke of it again. */
    boolean agreesToCancel(Heard heard, String asked) {
        return asked.equals("cancel") && !kept && heard.does(Intent.AFFIRM) && !heard.does(Intent.DENY);
    }

    /** Names one of the times on offer to the minute, as its button does: that asks for no further visit. */
    private boolean chooses(Heard heard) {
        Visit visit = heard.details().visit();
        return visit.day()
                .filter(day -> day.grain() == When.Grain.DAY)
                .flatMap(day -> visit.time().map(day.from()::atTime))
                .filter(at -> times().anyMatch(at::equals))
                .isPresent();
    }

    void ran(ToolResult result) {
        age = List.of(Tools.SLOTS, Tools.BOOK, Tools.CHANGE_VISIT).contains(result.tool()) ? 0 : age;
        switch (result.tool()) {
            case Tools.SLOTS -> offered(result);
            case Tools.BOOK -> booked(result);
            case Tools.CHANGE_VISIT -> changed(result);
            case Tools.BOOKINGS -> known(result);
            default -> {}
        }
    }

    /** Who speaks of other things for a while is no longer choosing a time. */
    void drop() {
        offered = List.of();
        pending = Optional.empty();
    }

    private void offered(ToolResult result) {
        offered = slots(result.result().path("slots"));
        offeredType = result.arguments().path("type").asString("");
        searched = day(result, "from").flatMap(from -> day(result, "to").map(to -> new When(from, to, When.Grain.DAY)));
        pending = Optional.empty();
    }

    private void booked(ToolResult result) {
        Optional<LocalDateTime> at = time(result.arguments().path("at").asString(""));
        String type = result.arguments().path("type").asString("measurement");
        if (result.isStatus("booked")) {
            booked = at.map(when -> new Booked(id(result.result()), type, when, say(result.result())));
            drop();
        } else if (result.isStatus("incomplete", "needs_consent", "invalid")) {
            pending = at.map(when -> new Pending(type, when));
        } else {
            pending = Optional.empty();
            List<LocalDateTime> others = slots(result.result().path("nearest"));
            offered = others.isEmpty() ? offered : others;
            offeredType = type;
        }
    }

    private void changed(ToolResult result) {
        if (result.isStatus("cancelled")) {
            booked = Optional.empty();
            drop();
        } else if (result.isStatus("moved", "changed", "booked")) {
            Optional<LocalDateTime> at = time(result.arguments().path("at").asString(""));
            booked =
                    booked.flatMap(old -> at.map(when -> new Booked(old.id(), old.type(), when, say(result.result()))));
            moving = false;
            drop();
        } else {
            List<LocalDateTime> others = slots(result.result().path("nearest"));
            offered = others.isEmpty() ? offered : others;
        }
    }

    private void known(ToolResult result) {
        for (JsonNode one : result.result().path("appointments")) {
            if (booked.isEmpty()) {
                booked = time(one.path("at").asString(""))
                        .map(at -> new Booked(id(one), one.path("type").asString(""), at, say(one)));
            }
        }
    }

    private static String say(JsonNode node) {
        return node.path("say").asString("");
    }

    private static String id(JsonNode node) {
        String id = node.path("appointment").asString("");
        return id.isEmpty() ? node.path("id").asString("") : id;
    }

    private static List<LocalDateTime> slots(JsonNode times) {
        List<LocalDateTime> slots = new ArrayList<>();
        for (JsonNode slot : times) {
            time(slot.path("at").asString("")).ifPresent(slots::add);
        }
        return List.copyOf(slots);
    }

    private static Optional<LocalDate> day(ToolResult slots, String end) {
        return time(slots.arguments().path(end).asString("") + "T00:00").map(LocalDateTime::toLocalDate);
    }

    static Optional<LocalDateTime> time(String written) {
        try {
            return written.length() < 16
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(written.substring(0, 16)));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    /**
     * The time on offer that is meant, or one that can be made of what was said and what was offered.
     *
     * @param choosing whether a time was just asked for, so that "the second" is one
     */
    Optional<LocalDateTime> meant(Heard heard, boolean choosing) {
        Visit visit = heard.details().visit();
        Optional<LocalDate> day =
                visit.day().filter(when -> when.grain() == When.Grain.DAY).map(When::from);
        Optional<LocalDateTime> moved = visit.shift()
                .flatMap(minutes -> spokenOf()
                        .or(() -> choosing ? picked(heard) : Optional.empty())
                        .map(at -> at.plusMinutes(minutes)));
        if (moved.isPresent()) {
            // "um zwölf habe ich den Zahnarzt, geht es zwei Stunden später?"
            return moved;
        }
        Optional<LocalTime> said =
                visit.time().or(() -> visit.sameTime() ? spokenOf().map(LocalDateTime::toLocalTime) : Optional.empty());
        if (said.isPresent()) {
            LocalTime time = said.get();
            return day.map(when -> when.atTime(time))
                    .or(() ->
                            times().filter(at -> at.toLocalTime().equals(time)).findFirst())
                    .or(() -> day().map(when -> when.atTime(time)));
        }
        List<LocalDateTime> onDay = times().filter(
                        at -> day.filter(at.toLocalDate()::equals).isPresent())
                .toList();
        if (onDay.size() == 1) {
            return Optional.of(onDay.getFirst());
        }
        boolean chooses = !heard.doesAny(
                Intent.QUESTION,
                Intent.MORE_ABOUT,
                Intent.PRICE,
                Intent.COMPARE,
                Intent.WHY,
                Intent.DOUBT,
                Intent.DENY);
        if (!chooses) {
            // "is the second one in stock?", "I must ask him first" are no time
            return Optional.empty();
        }
        boolean agreed = choosing
                && ((offered.size() == 1 && heard.doesAny(Intent.AFFIRM, Intent.CHOOSE))
                        || (heard.does(Intent.DONT_KNOW)
                                && !visit.saysWhen()
                                && heard.details().picks().isEmpty()));
        return agreed ? times().findFirst() : choosing ? picked(heard) : Optional.empty();
    }

    private Optional<LocalDateTime> picked(Heard heard) {
        return heard.pick()
                .map(pick -> pick < 0 ? offered.size() + pick : pick - 1)
                .filter(index -> index >= 0 && index < offered.size())
                .map(offered::get);
    }

    private Stream<LocalDateTime> times() {
        return offered.stream();
    }

    private Optional<LocalDateTime> spokenOf() {
        return booked.map(Booked::at).or(() -> pending.map(Pending::at));
    }

    /** The days that are being spoken of: of the visit that was just agreed on, or among which one is looked for. */
    Optional<When> near() {
        return isOpen() ? days() : isJustBooked() ? day().map(When::day) : Optional.empty();
    }

    /** The days among which times were looked for last. */
    Optional<When> days() {
        return searched.or(() -> day().map(When::day));
    }

    /** The one day that is being spoken of. */
    Optional<LocalDate> day() {
        List<LocalDate> days =
                times().map(LocalDateTime::toLocalDate).distinct().toList();
        return days.size() == 1
                ? Optional.of(days.getFirst())
                : pending.map(p -> p.at().toLocalDate()).or(() -> booked.map(b -> b.at().toLocalDate()));
    }
}
