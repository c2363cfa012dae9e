package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds a time for a visit, books it, moves it, calls it off. */
final class Visits implements Errand {

    private static final int NAMED = 4;
    private static final int NOON = 12;
    private static final int EVENING = 17;

    private final Dialogue dialogue;
    private final Heard heard;
    private final Agenda agenda;
    private final Report report;
    private final Show show;
    private final boolean seesTimes;

    /** @param seesTimes whether free times can be looked up; without them a person sees to it */
    Visits(Dialogue dialogue, Report report, Show show, boolean seesTimes) {
        this.dialogue = dialogue;
        this.heard = dialogue.heard;
        this.agenda = dialogue.agenda;
        this.report = report;
        this.show = show;
        this.seesTimes = seesTimes;
    }

    @Override
    public List<ToolCall> calls() {
        if (!seesTimes
                || (heard.does(Intent.GOODBYE) && !heard.doesAny(Intent.RESCHEDULE, Intent.CANCEL_VISIT))
                || (dialogue.agreement.isRefused() && !heard.details().visit().saysWhen())) {
            return List.of();
        }
        if (agenda.agreesToCancel(heard, dialogue.asked) || heard.does(Intent.CANCEL_VISIT)) {
            // what was never booked is only dropped; whether it was said plainly enough is the tool's to tell
            return agenda.booked().isPresent() || agenda.pending().isEmpty()
                    ? List.of(change(Map.of("cancel", true)))
                    : List.of();
        }
        if (heard.does(Intent.MY_BOOKINGS) || heard.does(Intent.ORDER_STATUS)) {
            return List.of();
        }
        Optional<LocalDateTime> at = agenda.isOpen() || rather() || reschedules()
                ? agenda.meant(heard, dialogue.asked.equals("slot")).filter(time -> !isTheOneToMove(time))
                : Optional.empty();
        boolean moves = agenda.isMoving() || rather() || (reschedules() && !agenda.isOpen());
        if (moves && at.isPresent()) {
            return List.of(change(Map.of("at", at.get().toString())));
        }
        if (goesOn()) {
            return List.of(book(agenda.pending().orElseThrow().at()));
        }
        if (at.isPresent()) {
            return List.of(book(at.get()));
        }
        boolean ofTheHouse =
                heard.does(Intent.QUESTION) && dialogue.words().of("house").isIn(Token.of(heard.text()));
        boolean otherDay = agenda.isOpen() && heard.details().visit().saysWhen() && !ofTheHouse && !isIdle();
        boolean unheard = agenda.isOpen() && dialogue.asked.equals("slot") && isNoTime();
        boolean named = wanted().isPresent() && heard.details().visit().day().isPresent();
        return heard.does(Intent.APPOINTMENT) || named || (moves && (reschedules() || rather())) || otherDay || unheard
                ? List.of(slots())
                : List.of();
    }

    /** The very time that was asked for, on a day with free ones: it is booked at once, or refused with a reason. */
    @Override
    public List<ToolCall> next() {
        if (missed() && dialogue.result(Tools.SLOTS).isEmpty()) {
            return List.of(slots());
        }
        boolean looked = dialogue.result(Tools.SLOTS)
                .filter(result -> !result.isStatus("none_then"))
                .isPresent();
        boolean booked = dialogue.result(Tools.BOOK).or(this::changed).isPresent();
        return looked && !booked
                ? wanted().map(at -> agenda.isMoving() ? change(Map.of("at", at.toString())) : book(at)).stream()
                        .toList()
                : List.of();
    }

    /** "Am 25.12. um 11 Uhr" sounds like another time than before; who has none yet wants one then. */
    private boolean missed() {
        return !heard.does(Intent.CANCEL_VISIT)
                && heard.details().visit().saysWhen()
                && dialogue.result(Tools.CHANGE_VISIT)
                        .filter(result -> result.isStatus("none"))
                        .isPresent();
    }

    private Optional<ToolResult> changed() {
        return dialogue.result(Tools.CHANGE_VISIT).filter(result -> !missed());
    }

    /** Of a visit that is spoken of or known: "that's too late" may be said of anything. */
    private boolean reschedules() {
        return heard.does(Intent.RESCHEDULE)
                && (agenda.booked().isPresent()
                        || agenda.isOpen()
                        || dialogue.words().of("visits").isIn(Token.of(heard.text())));
    }

    /** "Geht auch Mittwoch?" right after a time was booked. */
    private boolean rather() {
        return agenda.isJustBooked() && heard.details().visit().saysWhen() && !isIdle();
    }

    /** Name, address or consent were what the booking waited for. */
    private boolean goesOn() {
        boolean told = !heard.contact().isEmpty() || !dialogue.turn.form().isEmpty();
        boolean agreed = dialogue.agreement.isGiven() && heard.doesAny(Intent.AFFIRM, Intent.CONSENT);
        return agenda.pending().isPresent() && (told || agreed);
    }

    /** "Am Sonntag spielt der HSV" names a day of something else. */
    private boolean isIdle() {
        return heard.doesAny(Intent.OFF_TOPIC, Intent.SMALL_TALK, Intent.JOKE) && !heard.does(Intent.APPOINTMENT);
    }

    /** "99 Uhr": of that there is none, so the free times are named again. */
    private boolean isNoTime() {
        return heard.isEmpty() && Token.of(heard.text()).stream().anyMatch(Token::isNumber);
    }

    /** The exact time that somebody names and wants. */
    private Optional<LocalDateTime> wanted() {
        return named().filter(at -> !isTheOneToMove(at));
    }

    private Optional<LocalDateTime> named() {
        Visit visit = heard.details().visit();
        return visit.time()
                .flatMap(time -> visit.day()
                        .filter(day -> day.grain() == When.Grain.DAY)
                        .map(day -> day.from().atTime(time)));
    }

    /** "Ich möchte meinen Termin am 4. Dezember um 14 Uhr verlegen" says which visit, and not when instead. */
    private boolean isTheOneToMove(LocalDateTime at) {
        return heard.does(Intent.RESCHEDULE)
                && agenda.booked().map(Agenda.Booked::at).filter(at::equals).isPresent();
    }

    /** What was said of coming by that is wanted now. */
    private Visit visit() {
        Visit said = heard.details().visit();
        return named().filter(this::isTheOneToMove).isPresent()
                ? new Visit(Optional.empty(), Optional.empty(), said.shift(), false, Optional.empty(), said.type())
                : said;
    }

    private ToolCall slots() {
        Visit visit = visit();
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("type", type(visit));
        LocalDate today = dialogue.turn.now().toLocalDate();
        Optional<When> day = visit.day()
                .or(() -> visit.time().isPresent() || visit.part().isPresent() || isNoTime()
                        ? agenda.days()
                        : Optional.empty());
        day.ifPresent(when -> {
            arguments.put("from", (when.from().isBefore(today) ? today : when.from()).toString());
            arguments.put("to", when.to().toString());
        });
        boolean exact = day.filter(when -> when.from().equals(when.to())).isPresent();
        visit.part()
                .filter(part -> visit.time().isEmpty())
                // "nächste Woche, ab 15 Uhr"
                .or(() -> exact ? Optional.empty() : visit.time().map(Visits::part))
                .ifPresent(part -> arguments.put("part_of_day", part));
        return new ToolCall(Tools.SLOTS, arguments);
    }

    private static String part(LocalTime time) {
        return time.getHour() < NOON ? "morning" : time.getHour() < EVENING ? "afternoon" : "evening";
    }

    private String type(Visit visit) {
        return agenda.isMoving()
                ? agenda.booked()
                        .map(Agenda.Booked::type)
                        .filter(t -> !t.isEmpty())
                        .orElse("measurement")
                : agenda.type(visit.type());
    }

    private ToolCall book(LocalDateTime at) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("type", type(heard.details().visit()));
        arguments.put("at", at.toString());
        dialogue.contact.name().ifPresent(name -> arguments.put("name", name));
        dialogue.contact.email().ifPresent(email -> arguments.put("email", email));
        Dialable.phone(dialogue).ifPresent(phone -> arguments.put("phone", phone));
        return new ToolCall(Tools.BOOK, arguments);
    }

    private ToolCall change(Map<String, Object> what) {
        Map<String, Object> arguments = new LinkedHashMap<>(what);
        agenda.booked()
                .map(Agenda.Booked::id)
                .filter(id -> !id.isEmpty())
                .ifPresent(id -> arguments.put("appointment", id));
        return new ToolCall(Tools.CHANGE_VISIT, arguments);
    }

    @Override
    public boolean addTo(List<Line> lines) {
        Optional<ToolResult> done = dialogue.result(Tools.BOOK).or(this::changed);
        if (done.isPresent()) {
            outcome(done.get(), lines);
            return true;
        }
        Optional<ToolResult> slots = dialogue.result(Tools.SLOTS);
        slots.ifPresent(found -> offer(found, lines));
        boolean dropped =
                heard.does(Intent.CANCEL_VISIT) && seesTimes && agenda.pending().isPresent();
        if (dropped) {
            lines.add(Line.of("visit.dropped"));
        }
        boolean looksIn = slots.isEmpty() && heard.does(Intent.APPOINTMENT) && dialogue.agreement.isRefused();
        if (looksIn) {
            lines.add(Line.of("visit.drop_in", Map.of("hours", show.hours(dialogue.turn.tenant()))));
        }
        return slots.isPresent() || dropped || looksIn;
    }

    private void outcome(ToolResult result, List<Line> lines) {
        if (report.missing(result, lines)) {
            return;
        }
        String status = result.text("status").orElse("");
        String said = result.text("say").orElse("");
        switch (status) {
            case "booked", "moved", "cancelled" -> lines.add(Line.of("visit." + status, Map.of("when", said)));
            case "refused" -> {
                lines.add(Line.of("errand.words", Map.of("words", said)));
                others(lines);
            }
            case "invalid" -> {
                result.result()
                        .path("errors")
                        .forEach(error -> lines.add(Line.of(
                                "contact.invalid",
                                Map.of("say", error.path("say").asString("")))));
                lines.add(Line.of("contact.again"));
            }
            case "none", "which" -> lines.add(Line.of("visit.no_such." + status));
            // the question itself is the tool's
            case "asked" -> lines.add(Line.of("visit.asked"));
            default -> lines.add(Line.of("errand.failed"));
        }
    }

    private void others(List<Line> lines) {
        if (!agenda.offered().isEmpty()) {
            lines.add(Line.of("visit.others", Map.of("slots", named(agenda.offered()))));
        }
    }

    private void offer(ToolResult found, List<Line> lines) {
        String why = found.text("why").orElse("");
        if (!why.isEmpty()) {
            lines.add(Line.of("errand.words", Map.of("words", why)));
        }
        if (agenda.offered().isEmpty()) {
            lines.add(Line.of("visit.none"));
        } else if (found.isStatus("none_then") && why.isEmpty()) {
            lines.add(Line.of("visit.full", Map.of("slots", named(agenda.offered()))));
        } else {
            lines.add(
                    Line.of(why.isEmpty() ? "visit.slots" : "visit.others", Map.of("slots", named(agenda.offered()))));
        }
    }

    /** A few of them, spread over the days: "am Freitag, 4. Dezember 2026, um 10:00, 10:30 oder 11:00 Uhr". */
    private String named(List<LocalDateTime> times) {
        int step = Math.max(1, times.size() / NAMED);
        Map<LocalDate, List<LocalDateTime>> days = IntStream.range(0, times.size())
                .filter(i -> i % step == 0)
                .limit(NAMED)
                .mapToObj(times::get)
                .collect(Collectors.groupingBy(LocalDateTime::toLocalDate, TreeMap::new, Collectors.toList()));
        return days.values().stream().map(show::times).collect(Collectors.joining("; "));
    }
}
