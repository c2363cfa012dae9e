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

    private static final Set<String> LATER = Set.of("task", "promise");
    private static final List<String> TALKS = List.of("call", "email", "meeting");

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
        if (isStep()) {
            heard.take("next_actions");
            return log("task");
        }
        if (isAppointment()) {
            heard.take("make");
            return log("task");
        }
        if (!heard.found("log_task") && !heard.found("log_promise")) {
            return isErrand() && !heard.found("log_note") ? log("task") : Optional.empty();
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
                        .filter(noun -> clause.at("definite", noun.from() - 1).isPresent())
                        .isPresent();
    }

    /** "Nächster Schritt Angebot schicken bis Mittwoch" says it and does not ask for it. */
    private boolean isStep() {
        return !clause.isQuestionMarked()
                && CommandPatterns.find("next_actions", clause)
                        .filter(found -> clause.onlySmall(0, found.nextSetBit(0)))
                        .filter(found -> clause.text.startsWith(
                                        ":",
                                        clause.tokens.get(found.length() - 1).end())
                                || isToCome(clause.size()))
                        .isPresent();
    }

    /** "Termin mit Krause am Dienstag": it has not been yet. */
    private boolean isAppointment() {
        return clause.has("appointment") && !clause.has("was_then") && !heard.found("log_task") && isToCome(comma());
    }

    private int comma() {
        return IntStream.range(0, clause.size())
                .filter(i -> clause.isMark(i, ","))
                .findFirst()
                .orElse(clause.size());
    }

    /** Whether a day that is today or later is said before a place. */
    private boolean isToCome(int before) {
        return new Slots(clause.fresh())
                .span()
                .filter(span -> span.to() <= before)
                .filter(span -> !span.value().to().isBefore(clause.tongue.today()))
                .isPresent();
    }

    /** "Ruf Herrn Petri am Montag zurück": something for oneself, because it has a day that is to come. */
    private boolean isErrand() {
        // "Weber anrufen morgen um 10"
        boolean listed = heard.found("errand_last")
                && !clause.isQuestionMarked()
                && TALKS.stream().noneMatch(type -> heard.found("log_" + type));
        return (errand().isPresent() || listed) && isToCome(clause.size());
    }

    /** "Ruf sie an": by when? Where no day is said it may be meant for oneself, and is asked. */
    Optional<Command> undated() {
        boolean whom = aboutWhom().isPresent();
        boolean orders = errand().filter(at -> !clause.isQuestionMarked()).isPresent();
        return orders && whom ? log("task").filter(Missing.class::isInstance) : Optional.empty();
    }

    /** Where the verb stands with which it begins. */
    private Optional<Integer> errand() {
        return CommandPatterns.find("errand", clause)
                .map(found -> found.nextSetBit(0))
                .filter(at -> clause.onlySmall(0, at));
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
        return TALKS.stream()
                .filter(type -> !(address && type.equals("email")))
                .filter(type -> heard.take("log_" + type))
                .findFirst()
                .flatMap(this::log)
                // "call at 10" is with nobody
                .filter(command -> !(command instanceof Command.Call call) || !isHour(call));
    }

    private boolean isHour(Command.Call call) {
        String about = call.arguments().getOrDefault("about", "").toString();
        return about.matches("\\d{1,4}")
                && Integer.parseInt(about) > heard.situation().list().size();
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
                .map(command -> command instanceof Command.Call call && amount.isPresent()
                        ? call.with("value", amount.get())
                        : command);
    }

    private Optional<Command> log(String type) {
        boolean later = LATER.contains(type);
        Optional<LocalDate> due = later ? heard.slots().day(true) : Optional.empty();
        String text = later && isDayBehindColon() ? "" : afterColon();
        if (later) {
            return logged(type, text, due);
        }
        Optional<Account.Step> step = account().step();
        heard.slots().day(false);
        return logged(type, text, due)
                .map(command -> command instanceof Command.Call call && step.isPresent()
                        ? call.with("next", step.get().text())
                                .with("due", step.get().due().toString())
                        : command);
    }

    private Optional<Command> logged(String type, String told, Optional<LocalDate> due) {
        boolean later = LATER.contains(type);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("type", type);
        Optional<String> about = later
                ? aboutWhom().or(() -> told.isEmpty() ? Optional.empty() : whole().aboutWhom())
                : noted(type)
                        .or(heard::which)
                        .or(() -> TALKS.contains(type) && !told.isEmpty()
                                ? heard.anew("log_" + type).which()
                                : Optional.empty());
        about.ifPresent(which -> arguments.put("about", which));
        if (type.equals("promise")) {
            about.ifPresent(this::takeName);
        }
        String text = told.isEmpty() ? named(rest(type)) : told;
        if (!text.isBlank() && !about.filter(text::equals).isPresent()) {
            arguments.put("text", later ? TaskText.of(text, clause.tongue) : text);
        }
        due.ifPresent(day -> arguments.put("due", day.toString()));
        if (later && due.isEmpty()) {
            return Optional.of(new Missing("log_activity", "due", arguments));
        }
        return about.isEmpty()
                ? Optional.of(new Missing("log_activity", "which", arguments))
                : Heard.call("log_activity", arguments);
    }

    /** "Notier, dass er Westen will" is about him. */
    private Optional<String> noted(String type) {
        boolean named = clause.names().stream().anyMatch(name -> !name.field().equals("stage"))
                || heard.mentions().runs().stream()
                        .anyMatch(run -> clause.beforeSmall("about", run.from()).isPresent()
                                || clause.at("title_words", run.from() - 1).isPresent());
        boolean points = heard.mentions().reference().equals(Optional.of(Heard.LAST));
        return type.equals("note")
                        && points
                        && !named
                        && heard.situation().single().isPresent()
                ? Optional.of(Heard.LAST)
                : Optional.empty();
    }

    /** With what stands behind a colon: "Aufgabe für morgen: Weber anrufen". */
    private Happened whole() {
        return new Happened(new Heard(clause.fresh(), heard.situation(), heard.focus()));
    }

    /** Of a talk what was said in it stands behind a comma; of all else what is left is what it is. */
    private String rest(String type) {
        return LATER.contains(type) || type.equals("note")
                ? errand().map(heard.mentions()::from).orElseGet(heard.mentions()::rest)
                : account().text();
    }

    /** "Ruf den ersten an" is read later, when nobody sees which was the first. */
    private String named(String text) {
        return clause.all("reference").stream()
                .findFirst()
                .flatMap(hit ->
                        heard.label(hit.meaning()).map(label -> text.replace(clause.raw(hit.from(), hit.to()), label)))
                .orElse(text);
    }

    private Account account() {
        return Account.of(clause);
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
        return clause.text.substring(colon + 1, end).strip().replaceFirst("\\.$", "");
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
        List<Hit> runs = heard.mentions().runs().stream()
                .filter(run -> !clause.tokens.get(run.from()).isNumber())
                .map(this::withoutVerb)
                .filter(run -> run.length() > 0)
                .toList();
        Optional<Hit> titled = runs.stream()
                .filter(run -> clause.at("title_words", run.from() - 1).isPresent())
                .findFirst();
        if (titled.isPresent() || heard.focus().isPresent()) {
            return titled.map(this::words).or(heard::focus);
        }
        if (heard.situation().single().isPresent() && clause.has("whom_it_is_for")) {
            return Optional.of(Heard.LAST);
        }
        List<Hit> led = runs.stream()
                .filter(run -> clause.beforeSmall("about", run.from()).isPresent())
                .toList();
        Optional<Hit> capital = runs.stream()
                .filter(run -> clause.tokens.get(run.from()).isCapitalised()
                        && (run.from() > 0 || heard.found("errand_last"))
                        && clause.looksLikeName(run))
                .findFirst();
        Optional<String> named = clause.names().stream()
                .filter(name -> !name.field().equals("stage"))
                .findFirst()
                .map(name -> clause.raw(name.from(), name.to()));
        // "chase Petri about the deposit": whom it is about has a name
        return named.or(() -> led.stream()
                        .filter(clause::looksLikeName)
                        .findFirst()
                        .or(() -> capital)
                        .or(() -> led.stream().findFirst())
                        .map(this::words))
                .or(heard::pointed)
                .or(() -> heard.situation().hasShown() ? Optional.of(Heard.LAST) : Optional.empty());
    }

    /** "To send the contract" is about nobody who is called send. */
    private Hit withoutVerb(Hit run) {
        String first = clause.tokens.get(run.from()).folded();
        boolean verb = !clause.tokens.get(run.from()).isCapitalised()
                && clause.tongue.lexicon().commands().getOrDefault("errand", List.of()).stream()
                        .anyMatch(pattern -> pattern.words().getFirst().equals(first));
        return verb ? new Hit(run.meaning(), run.from() + 1, run.to()) : run;
    }

    private String words(Hit run) {
        return clause.raw(run.from(), run.to());
    }
}
