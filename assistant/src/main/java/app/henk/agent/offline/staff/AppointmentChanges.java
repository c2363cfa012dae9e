package app.henk.agent.offline.staff;

import app.henk.agent.offline.Clocks;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads that what is agreed with a customer is to be at another time, or not at all: "verschieb den Termin mit Frau Roth …". */
final class AppointmentChanges {

    private static final String TOOL = "update_record";
    private static final String MOVES = "move_appointment";
    private static final List<String> ENDS = List.of("call_off", "delete", "clear");
    /** What they do to a time is not known. */
    private static final List<String> OTHERS = List.of("update", "move_stage");

    private final Heard heard;
    private final Clause clause;

    AppointmentChanges(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** Empty where no time with somebody is spoken of; a deal's close date is not with anybody. */
    Optional<Command> read() {
        boolean with = clause.all("appointment").stream()
                .anyMatch(noun -> clause.at("about", noun.to()).isPresent() && noun.from() > 0);
        // "verschieb einen Termin mit …" may be any
        boolean known =
                clause.all("appointment").stream().noneMatch(noun -> clause.isAnyway("a_single", noun.from() - 1));
        if (!with) {
            return Optional.empty();
        }
        Optional<Command> change = ENDS.stream()
                .filter(this::begins)
                .findFirst()
                .map(verb -> changed(verb, true))
                .or(() -> begins(MOVES) ? Optional.of(changed(MOVES, false)) : Optional.empty());
        return change.isPresent() && known
                ? change
                : change.isPresent() || OTHERS.stream().anyMatch(this::begins) ? unclear() : Optional.empty();
    }

    private Optional<Command> unclear() {
        return Optional.of(new Command.Unclear(clause.raw(0, clause.size()), List.of()));
    }

    /** "Kannst du den Termin … verschieben?" has its verb at the end. */
    private boolean begins(String command) {
        return CommandPatterns.find(command, clause)
                .filter(found -> command.equals("call_off")
                        || clause.onlySmall(0, found.nextSetBit(0))
                        || clause.onlySmall(found.length(), clause.size()))
                .isPresent();
    }

    private Command changed(String verb, boolean off) {
        Heard again = heard.anew(verb);
        Clause rest = again.clause();
        rest.all("appointment").forEach(rest::take);
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("kind", "appointment"));
        if (off) {
            arguments.put("cancel", true);
        } else {
            time(rest).ifPresent(time -> arguments.put("time", time.toString()));
        }
        List<LocalDate> days = days(again);
        boolean isOn = off || days.size() > 1;
        days.stream().findFirst().filter(day -> isOn).ifPresent(day -> arguments.put("on", day.toString()));
        days.stream()
                .skip(isOn ? 1 : 0)
                .findFirst()
                .filter(day -> !off)
                .ifPresent(day -> arguments.put("due", day.toString()));
        boolean more = !new Quantities(rest).all().isEmpty();
        if (more) {
            // "eine Stunde nach hinten"
            return new Command.Unclear(clause.raw(0, clause.size()), List.of());
        }
        Optional<String> whom = again.which();
        whom.ifPresent(name -> arguments.put("which", name));
        return whom.isPresent() ? new Command.Call(TOOL, arguments) : new Command.Missing(TOOL, "which", arguments);
    }

    private static Optional<LocalTime> time(Clause rest) {
        Optional<Span<LocalTime>> time = new Clocks(rest.tongue.words())
                .find(rest.tokens, true)
                .filter(span -> rest.isFree(span.from(), span.to()));
        time.ifPresent(span -> {
            Optional<Hit> lead = rest.before("day_lead", span.from());
            lead.ifPresent(rest::take);
            rest.take(span.from(), span.to());
        });
        return time.map(Span::value);
    }

    private static List<LocalDate> days(Heard again) {
        Slots slots = again.slots();
        return Stream.iterate(slots.day(true), Optional::isPresent, day -> slots.day(true))
                .flatMap(Optional::stream)
                .toList();
    }
}
