package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Missing;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads what happened, what is to be done by a day, and what was promised. */
final class Happened {

    /** Fewer words than that behind a comma are no account of anything. */
    private static final int LEAST_TOLD = 3;

    private static final Set<String> LATER = Set.of("task", "promise");

    private final Heard heard;
    private final Clause clause;

    Happened(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** A task or a promise. */
    Optional<Command> later() {
        if (changesOne()) {
            return Optional.empty();
        }
        if (isStepBehindColon()) {
            heard.take("next_actions");
            return log("task");
        }
        if (!heard.found("log_task") && !heard.found("log_promise")) {
            return isErrand() ? log("task") : Optional.empty();
        }
        boolean promised = heard.take("log_promise");
        while (heard.take("log_task")) {
            // "leg eine Aufgabe an: …" says it twice
            promised |= heard.take("log_promise");
        }
        return log(promised ? "promise" : "task");
    }

    /** "Verschieb die Aufgabe …": there is one already, and it is to be another. */
    private boolean changesOne() {
        return heard.found("update")
                && clause.first("kind")
                        .filter(noun -> noun.meaning().equals("task"))
                        .filter(noun -> clause.at("article", noun.from() - 1).isPresent())
                        .isPresent();
    }

    /** "Nächster Schritt: Angebot schicken bis Mittwoch" says it and does not ask for it. */
    private boolean isStepBehindColon() {
        return CommandPatterns.find("next_actions", clause)
                .filter(found -> clause.text.startsWith(
                        ":", clause.tokens.get(found.length() - 1).end()))
                .isPresent();
    }

    /** "Ruf Herrn Petri am Montag zurück": something for oneself, because it has a day that is to come. */
    private boolean isErrand() {
        Optional<Integer> verb = CommandPatterns.find("errand", clause).map(found -> found.nextSetBit(0));
        Optional<LocalDate> day = new Slots(clause.fresh()).day(true);
        boolean begins = verb.filter(at -> clause.onlySmall(0, at)).isPresent();
        // "Weber anrufen morgen um 10"
        boolean listed = heard.found("errand_last") && !clause.isQuestionMarked();
        return (begins || listed)
                && day.filter(due -> !due.isBefore(clause.tongue.today())).isPresent();
    }

    Optional<Command> note() {
        return heard.take("log_note") ? logged("note", afterColon(), Optional.empty()) : Optional.empty();
    }

    /** A call, a mail, a meeting. */
    Optional<Command> contact() {
        if (clause.has("plural_entity")) {
            return Optional.empty();
        }
        // "neue E-Mail von Anna: anna@…" is her address and no mail
        boolean address =
                heard.found("update") && new Slots(clause.fresh()).email().isPresent();
        return List.of("call", "email", "meeting").stream()
                .filter(type -> !(address && type.equals("email")))
                .filter(type -> heard.take("log_" + type))
                .findFirst()
                .flatMap(this::log);
    }

    /** What somebody wants who was just spoken of is to be done. */
    Optional<Command> wish() {
        if (heard.focus().isEmpty() || !heard.found("wants")) {
            return Optional.empty();
        }
        Slots apart = new Slots(clause.fresh());
        // a day is no amount
        apart.day(true);
        Optional<BigDecimal> amount = apart.amount();
        heard.take("wants");
        return log("task")
                .map(command ->
                        amount.<Command>map(value -> with(command, value)).orElse(command));
    }

    private static Command with(Command command, BigDecimal value) {
        if (!(command instanceof Command.Call(String tool, Map<String, Object> arguments))) {
            return command;
        }
        Map<String, Object> more = new LinkedHashMap<>(arguments);
        more.put("value", value);
        return new Command.Call(tool, more);
    }

    private Optional<Command> log(String type) {
        boolean later = LATER.contains(type);
        Optional<LocalDate> due = later ? heard.slots().day(true) : Optional.empty();
        String text = later && isDayBehindColon() ? "" : afterColon();
        if (!later) {
            heard.slots().day(false);
        }
        return logged(type, text, due);
    }

    private Optional<Command> logged(String type, String told, Optional<LocalDate> due) {
        boolean later = LATER.contains(type);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("type", type);
        Optional<String> about = later ? aboutWhom() : heard.which();
        about.ifPresent(which -> arguments.put("about", which));
        if (type.equals("promise")) {
            about.ifPresent(this::takeName);
        }
        String text = told.isEmpty() ? rest(type) : told;
        if (!text.isBlank() && !about.filter(text::equals).isPresent()) {
            arguments.put("text", text);
        }
        due.ifPresent(day -> arguments.put("due", day.toString()));
        if (later && due.isEmpty()) {
            return Optional.of(new Missing("log_activity", "due"));
        }
        return about.isEmpty()
                ? Optional.of(new Missing("log_activity", "which"))
                : Heard.call("log_activity", arguments);
    }

    /** Of a talk what was said in it stands behind a comma; of all else what is left is what it is. */
    private String rest(String type) {
        if (LATER.contains(type) || type.equals("note")) {
            return heard.mentions().rest();
        }
        for (int i = 1; i < clause.size() - LEAST_TOLD; i++) {
            if (clause.isMark(i, ",")) {
                int end = clause.size();
                while (end > i && clause.tokens.get(end - 1).isMark()) {
                    end--;
                }
                return clause.raw(i + 1, end);
            }
        }
        return "";
    }

    /** What stands behind a colon is the text itself. */
    private String afterColon() {
        int start = clause.tokens.getFirst().start();
        int end = clause.tokens.getLast().end();
        int colon = clause.text.indexOf(": ", start);
        if (colon < 0 || colon > end) {
            return "";
        }
        for (int i = 0; i < clause.size(); i++) {
            if (clause.tokens.get(i).start() > colon) {
                clause.take(i, i + 1);
            }
        }
        return clause.text.substring(colon + 1, end).strip();
    }

    private boolean isDayBehindColon() {
        int colon = clause.text.indexOf(": ", clause.tokens.getFirst().start());
        return IntStream.range(0, clause.size())
                .anyMatch(i -> clause.taken.get(i) && clause.tokens.get(i).start() > colon);
    }

    /** To whom something was promised is no part of what was promised. */
    private void takeName(String name) {
        for (Hit run : heard.mentions().runs()) {
            if (clause.raw(run.from(), run.to()).equals(name)) {
                clause.take(
                        clause.at("title_words", run.from() - 1).isPresent() ? run.from() - 1 : run.from(), run.to());
            }
        }
    }

    /** Of a task the name may be a part of its text: "Weber anrufen" is about Weber. */
    private Optional<String> aboutWhom() {
        if (heard.focus().isPresent()) {
            return heard.focus();
        }
        List<Hit> runs = heard.mentions().runs().stream()
                .filter(run -> !clause.tokens.get(run.from()).isNumber())
                .toList();
        Optional<Hit> led = runs.stream()
                .filter(run -> clause.beforeSmall("about", run.from()).isPresent()
                        || clause.at("title_words", run.from() - 1).isPresent())
                .findFirst();
        Optional<Hit> capital = runs.stream()
                .filter(run -> clause.tokens.get(run.from()).isCapitalised()
                        && (run.from() > 0 || heard.found("errand_last"))
                        && clause.looksLikeName(run))
                .findFirst();
        Optional<String> named = clause.names().stream()
                .filter(name -> !name.field().equals("stage"))
                .findFirst()
                .map(name -> clause.raw(name.from(), name.to()));
        return named.or(() -> led.or(() -> capital).map(run -> clause.raw(run.from(), run.to())))
                .or(() -> heard.situation().hasShown() ? Optional.of(Heard.LAST) : Optional.empty());
    }
}
