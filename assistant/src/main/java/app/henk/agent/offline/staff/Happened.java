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
    static final List<String> TALKS = List.of("call", "email", "meeting");

    private final Heard heard;
    private final Clause clause;
    private final Intended intended;

    Happened(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
        this.intended = new Intended(heard);
    }

    /** A task or a promise. */
    Optional<Command> later() {
        if (intended.changesOne()) {
            return Optional.empty();
        }
        if (intended.isStep()) {
            heard.take("next_actions");
            return log("task");
        }
        if (intended.isAppointment()) {
            heard.take("make");
            return log("task");
        }
        if (!heard.found("log_task") && !heard.found("log_promise")) {
            return intended.isErrand() && !heard.found("log_note") ? log("task") : Optional.empty();
        }
        boolean promised = heard.take("log_promise");
        while (heard.take("log_task")) {
            // "leg eine Aufgabe an: …" says it twice
            promised |= heard.take("log_promise");
        }
        return log(promised ? "promise" : "task");
    }

    /** "Ruf sie an": by when? Where no day is said it may be meant for oneself, and is asked. */
    Optional<Command> undated() {
        boolean whom = new AboutWhom(heard).name().isPresent();
        boolean orders =
                intended.errand().filter(at -> !clause.isQuestionMarked()).isPresent();
        return orders && whom ? log("task").filter(Missing.class::isInstance) : Optional.empty();
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
                ? new AboutWhom(heard)
                        .name()
                        .or(() -> told.isEmpty() ? Optional.empty() : new AboutWhom(whole()).name())
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
    private Heard whole() {
        return new Heard(clause.fresh(), heard.situation(), heard.focus());
    }

    /** Of a talk what was said in it stands behind a comma; of all else what is left is what it is. */
    private String rest(String type) {
        return LATER.contains(type) || type.equals("note")
                ? intended.errand().map(heard.mentions()::from).orElseGet(heard.mentions()::rest)
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
}
