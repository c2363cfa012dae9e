package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Command.Missing;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a clause wants done. The surer turn of phrase goes before the vaguer one. */
final class CommandReader {

    private static final Set<String> RECORD_FIELDS =
            Set.of("phone", "email", "job_title", "budget", "company_size", "industry", "urgency", "source", "status");
    private static final Set<String> LEAD_FIELDS =
            Set.of("budget", "company_size", "industry", "urgency", "source", "status");
    private static final String LAST = "last";
    private static final Pattern IN_PIPEDRIVE = Pattern.compile("(?i)\\b(in|dans)\\s+pipedrive\\b");
    private static final Pattern TWO_QUOTED = Pattern.compile(
            "['\"„“‚‘«»]\\s*([^'\"„“”‚‘’«»]{1,80}?)\\s*['\"“”‘’«»].{1,40}?['\"„“‚‘«»]\\s*([^'\"„“”‚‘’«»]{1,120}?)\\s*['\"“”‘’«»]");

    private final Clause clause;
    private final Situation situation;
    /** The record that the message spoke of before this clause. */
    private final Optional<String> focus;

    private final Slots slots;
    private final boolean asks;

    CommandReader(Clause clause, Situation situation, Optional<String> focus) {
        this.clause = clause;
        this.situation = situation;
        this.focus = focus;
        this.slots = new Slots(clause);
        this.asks = isQuestion();
    }

    private boolean isQuestion() {
        boolean interrogative = clause.at("interrogative", 0).isPresent()
                || clause.at("interrogative", 1).isPresent() && clause.isSmall(0);
        boolean superlative = clause.has("most") && clause.has("entity") || clause.has("sorted");
        return interrogative
                || superlative
                || clause.at("asking", 0).isPresent()
                || clause.has("measure") && clause.has("entity");
    }

    /** Empty when it is no command, but perhaps a question to the data. */
    Optional<Command> read() {
        return simple().or(this::changes).or(this::looks);
    }

    private Optional<Command> simple() {
        if (take("undo")) {
            return call("undo", Map.of());
        }
        if (found("export") && (clause.has("format") || !clause.has("entity"))) {
            return export();
        }
        if (found("import")) {
            take("import");
            Optional<String> file = FileNames.in(clause.text);
            return call(
                    "import",
                    file.<Map<String, Object>>map(f -> Map.of("file", f)).orElse(Map.of()));
        }
        if (found("my_day") && !clause.has("entity") && !clause.has("measure")) {
            return day();
        }
        if (take("what_if")) {
            return whatIf();
        }
        return found("help") ? Optional.of(new Command.Courtesy("help")) : Optional.empty();
    }

    /** Today's work has a ranking of its own; of another day the tasks are what is known. */
    private Optional<Command> day() {
        List<Periods.Dated> periods = new Periods(clause, true, Optional.empty(), false).all();
        if (periods.isEmpty() || periods.getFirst().text().equals("today")) {
            return call("my_day", Map.of());
        }
        Draft tasks = new Draft();
        tasks.entity = "tasks";
        tasks.value("assignee", "me", false);
        tasks.where.add("not done");
        tasks.where.add("due in " + periods.getFirst().text());
        return tasks.read() instanceof Reading.Understood(Query query)
                ? Optional.of(new Command.Ask(query, false, Optional.empty()))
                : Optional.empty();
    }

    private Optional<Command> changes() {
        if (asks) {
            return Optional.empty();
        }
        if (clause.has("plural_entity") && clause.has("every") && (found("delete") || found("move_stage"))) {
            return Optional.of(new Missing("delete_record", "one"));
        }
        if (take("delete")) {
            return about("delete_record", kinded(Map.of()));
        }
        if (take("merge")) {
            return merge();
        }
        if (found("answer") && clause.text.contains(":")) {
            take("answer");
            return answered();
        }
        if (take("reopen")) {
            return about("close_deal", Map.of("outcome", "reopen"));
        }
        if (found("assign")) {
            Optional<Command> assigned = assign();
            if (assigned.isPresent()) {
                return assigned;
            }
        }
        if (found("done") && clause.has("kind")) {
            return done();
        }
        if (found("log_task") || found("log_promise")) {
            boolean promised = take("log_promise");
            take("log_task");
            return log(promised ? "promise" : "task");
        }
        if (found("log_note")) {
            take("log_note");
            return note();
        }
        if (found("create") && created().isPresent()) {
            return create();
        }
        // "Deals, die gewonnen wurden" tells which ones, not what happened
        boolean ofSeveral = clause.has("plural_entity");
        for (String outcome : ofSeveral ? List.<String>of() : List.of("won", "lost")) {
            if (found("close_" + outcome)) {
                take("close_" + outcome);
                return close(outcome);
            }
        }
        for (String type : ofSeveral ? List.<String>of() : List.of("call", "email", "meeting")) {
            if (found("log_" + type)) {
                take("log_" + type);
                return log(type);
            }
        }
        if (focus.isPresent() && found("wants")) {
            take("wants");
            return log("task");
        }
        if (found("done")) {
            return done();
        }
        return moved().or(this::updated);
    }

    private Optional<Command> done() {
        take("done");
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("done", true);
        arguments.put(
                "kind",
                clause.first("kind").map(Hit::meaning).filter("promise"::equals).orElse("task"));
        return about("update_record", arguments);
    }

    private Optional<Command> looks() {
        if (found("pipedrive")) {
            return pipedrive();
        }
        if (take("explain_score")) {
            return about("explain_score", Map.of());
        }
        if (take("next_actions")) {
            return about("next_actions", Map.of());
        }
        if (found("compare")
                && !clause.has("measure")
                && !new Periods(clause.fresh(), false, Optional.empty(), false)
                        .all()
                        .iterator()
                        .hasNext()) {
            Clause again = clause.fresh();
            CommandPatterns.take("compare", again);
            List<String> records = new Slots(again).records();
            if (records.size() > 1) {
                return call("compare", Map.of("which", String.join(", ", records)));
            }
        }
        if (found("get") && !clause.has("measure") && !clause.has("most")) {
            Clause again = clause.fresh();
            CommandPatterns.take("get", again);
            Map<String, Object> kind = kindOf(again);
            // "über den Lead Weber": the noun says what it is and is no part of the name
            again.first("kind").ifPresent(again::take);
            return new CommandReader(again, situation, focus).about("get", kind);
        }
        return Optional.empty();
    }

    /** Without a verb of its own it is about the record that is named, else about the whole. */
    private Optional<Command> pipedrive() {
        Matcher mapped = TWO_QUOTED.matcher(clause.text);
        if (mapped.find()) {
            return call("pipedrive", Map.of("action", "map", "here", mapped.group(1), "there", mapped.group(2)));
        }
        String action = clause.first("pipedrive_action").map(Hit::meaning).orElse("record");
        clause.all("pipedrive_action").forEach(clause::take);
        take("pipedrive");
        Map<String, Object> arguments = new LinkedHashMap<>();
        boolean ofOne = Set.of("record", "retry", "why").contains(action);
        // "wie steht es mit Pipedrive" points at nothing, "ist er in Pipedrive" does
        boolean pointing =
                !action.equals("record") || IN_PIPEDRIVE.matcher(clause.text).find();
        Optional<String> record = slots.records().stream()
                .findFirst()
                .or(() -> pointing ? slots.reference() : Optional.empty())
                .filter(any -> ofOne);
        record.ifPresent(which -> arguments.put("which", which));
        if (action.equals("changes")) {
            Optional<LocalDate> since = clause.has("period.yesterday")
                    ? Optional.of(clause.tongue.today().minusDays(1))
                    : slots.day(false);
            since.ifPresent(day -> arguments.put("since", day.toString()));
        }
        arguments.put(
                "action",
                switch (action) {
                    case "record" -> record.isPresent() ? "record" : "status";
                    case "why" -> "record";
                    default -> action;
                });
        return call("pipedrive", arguments);
    }

    private Optional<Command> export() {
        take("export");
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("what", LAST);
        arguments.put("format", clause.first("format").map(Hit::meaning).orElse("csv"));
        return call("export", arguments);
    }

    private Optional<Command> whatIf() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        slots.stage().ifPresent(stage -> arguments.put("stage", stage));
        List<Quantity> changes = new Quantities(clause).all();
        List<Hit> levers = clause.all("lever");
        for (Quantity change : changes) {
            boolean points = clause.at("points", change.to() - 1).isPresent()
                    || clause.at("points", change.to()).isPresent();
            Optional<Hit> lever =
                    levers.stream().min(java.util.Comparator.comparingInt(hit -> Math.abs(hit.from() - change.from())));
            String what = lever.map(Hit::meaning).orElse(points ? "conversion_points" : "");
            if (what.isEmpty()) {
                return Optional.of(new Missing("what_if", "lever"));
            }
            boolean less = clause.all("more").stream()
                            .anyMatch(hit -> hit.meaning().equals("-"))
                    || clause.raw(Math.max(0, change.from() - 1), change.to()).startsWith("-");
            arguments.put(what, less ? change.value().negate() : change.value());
        }
        return changes.isEmpty() ? Optional.of(new Missing("what_if", "lever")) : call("what_if", arguments);
    }

    private Optional<Command> merge() {
        List<String> records = slots.records();
        if (records.size() < 2) {
            return Optional.of(new Missing("update_record", "merge_with"));
        }
        boolean companies = slots.runs().stream()
                .anyMatch(run -> clause.at("company_form", run.to() - 1).isPresent());
        Map<String, Object> arguments = new LinkedHashMap<>(kindOf(clause));
        arguments.putIfAbsent("kind", companies ? "organisation" : "contact");
        arguments.put("which", records.get(0));
        arguments.put("merge_with", records.get(1));
        return call("update_record", arguments);
    }

    private Optional<Command> answered() {
        int colon = clause.text.indexOf(':');
        String answer = clause.text.substring(colon + 1).strip();
        for (int i = 0; i < clause.size(); i++) {
            if (clause.tokens.get(i).start() > colon) {
                clause.take(i, i + 1);
            }
        }
        return about("update_record", Map.of("kind", "question", "answer", answer));
    }

    private Optional<Command> assign() {
        Clause again = clause.fresh();
        CommandPatterns.take("assign", again);
        Slots parts = new Slots(again);
        Optional<String> to = parts.named("assignee", "manager");
        if (to.isEmpty()) {
            Optional<Hit> me = again.first("me");
            me.ifPresent(again::take);
            to = me.map(hit -> "me");
        }
        if (to.isEmpty()) {
            for (Hit run : parts.runs()) {
                if (again.before("assign_to", run.from()).isPresent()) {
                    to = Optional.of(again.raw(run.from(), run.to()));
                    again.take(run);
                }
            }
        }
        if (to.isEmpty()) {
            return Optional.empty();
        }
        if (again.has("plural_entity")) {
            return forAll(again, to.get());
        }
        return new CommandReader(again, situation, focus).about("assign", Map.of("to", to.get()));
    }

    /** "Alle roten Deals an Anna": which ones is a question to the data. */
    private static Optional<Command> forAll(Clause clause, String to) {
        QuestionReader.Asked asked = new QuestionReader(clause, Optional.empty()).read();
        return asked.unknown().isEmpty() && asked.whole() instanceof Reading.Understood(Query query)
                ? Optional.of(new Command.ForAll(query, new Call("assign", Map.of("to", to))))
                : Optional.of(new Command.Unclear(clause.raw(0, clause.size()), asked.unknown()));
    }

    /** What is to be made; a noun for it must be there. */
    private Optional<String> created() {
        return clause.all("created_kind").stream().map(Hit::meaning).findFirst();
    }

    private Optional<Command> create() {
        String kind = created().orElseThrow();
        // "lege einen neuen Deal an" says it twice
        boolean said = take("create");
        while (said) {
            said = take("create");
        }
        clause.first("created_kind").ifPresent(clause::take);
        return Optional.of(new Creations(clause, slots).read(kind));
    }

    private Optional<Command> close(String outcome) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("outcome", outcome);
        clause.first("reason")
                .or(() -> outcome.equals("lost") ? behindComma() : Optional.empty())
                .ifPresent(reason -> {
                    arguments.put("reason", tail(reason.to()));
                    clause.take(reason.from(), clause.size());
                });
        slots.day(true).ifPresent(day -> arguments.put("on", day.toString()));
        clause.all("status").forEach(clause::take);
        return about("close_deal", arguments);
    }

    /** Where somebody goes on to say why without a word for it: "verloren, zu teuer". */
    private Optional<Hit> behindComma() {
        int told = clause.taken.length();
        for (int i = told; i < clause.size() - 1; i++) {
            int comma = i;
            if (clause.isMark(i, ",")
                    && !clause.tokens.get(i + 1).isCapitalised()
                    && clause.names().stream().noneMatch(name -> name.from() > comma)) {
                return Optional.of(new Hit(",", i, i + 1));
            }
        }
        return Optional.empty();
    }

    private String tail(int from) {
        int end = clause.size();
        while (end > from && clause.tokens.get(end - 1).isMark()) {
            end--;
        }
        return clause.raw(from, end);
    }

    private Optional<Command> note() {
        String text = afterColon();
        return logged("note", text, Optional.empty());
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

    private Optional<Command> log(String type) {
        boolean later = type.equals("task") || type.equals("promise");
        String text = later ? "" : afterColon();
        Optional<LocalDate> due = later ? slots.day(true) : Optional.empty();
        if (!later) {
            slots.day(false);
        }
        return logged(type, text, due);
    }

    private Optional<Command> logged(String type, String told, Optional<LocalDate> due) {
        boolean later = type.equals("task") || type.equals("promise");
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("type", type);
        Optional<String> about = aboutWhom(later);
        about.ifPresent(which -> arguments.put("about", which));
        if (type.equals("promise")) {
            about.ifPresent(this::takeName);
        }
        String text = told.isEmpty() && (later || type.equals("note")) ? slots.rest() : told;
        if (!text.isBlank()) {
            arguments.put("text", text);
        }
        due.ifPresent(day -> arguments.put("due", day.toString()));
        if (later && due.isEmpty()) {
            return Optional.of(new Missing("log_activity", "due"));
        }
        return about.isEmpty() ? Optional.of(new Missing("log_activity", "which")) : call("log_activity", arguments);
    }

    /** To whom something was promised is no part of what was promised. */
    private void takeName(String name) {
        for (Hit run : slots.runs()) {
            if (clause.raw(run.from(), run.to()).equals(name)) {
                clause.take(
                        clause.at("title_words", run.from() - 1).isPresent() ? run.from() - 1 : run.from(), run.to());
            }
        }
    }

    /** Of a task the name may be a part of its text: "Weber anrufen" is about Weber. */
    private Optional<String> aboutWhom(boolean later) {
        if (!later) {
            return which();
        }
        if (focus.isPresent()) {
            return focus;
        }
        Optional<Hit> led = slots.runs().stream()
                .filter(run -> clause.beforeSmall("about", run.from()).isPresent()
                        || clause.at("title_words", run.from() - 1).isPresent())
                .findFirst();
        Optional<Hit> capital = slots.runs().stream()
                .filter(run ->
                        clause.tokens.get(run.from()).isCapitalised() && run.from() > 0 && clause.looksLikeName(run))
                .findFirst();
        Optional<String> named = clause.names().stream()
                .filter(name -> !name.field().equals("stage"))
                .findFirst()
                .map(name -> clause.raw(name.from(), name.to()));
        return named.or(() -> led.or(() -> capital).map(run -> clause.raw(run.from(), run.to())))
                .or(() -> situation.hasShown() ? Optional.of(LAST) : Optional.empty());
    }

    private Optional<Command> moved() {
        if (!found("move_stage")) {
            return Optional.empty();
        }
        Clause again = clause.fresh();
        CommandPatterns.take("move_stage", again);
        Slots parts = new Slots(again);
        Optional<String> stage = parts.stage();
        Optional<Hit> end = again.first("status").filter(hit -> !hit.meaning().equals("closed"));
        if (stage.isEmpty() && end.isPresent()) {
            again.take(end.get());
            String outcome =
                    end.get().meaning().equals("open") ? "reopen" : end.get().meaning();
            return new CommandReader(again, situation, focus).about("close_deal", Map.of("outcome", outcome));
        }
        return stage.flatMap(to -> new CommandReader(again, situation, focus).about("move_stage", Map.of("stage", to)));
    }

    private Optional<Command> updated() {
        if (!found("update")) {
            return Optional.empty();
        }
        Clause again = clause.fresh();
        CommandPatterns.take("update", again);
        return new Updates(again, situation, focus).read();
    }

    /** A call about one record, or several. */
    Optional<Command> about(String tool, Map<String, Object> arguments) {
        Optional<String> which = which();
        if (which.isEmpty()) {
            return Optional.of(new Missing(tool, "which"));
        }
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("which", which.get());
        return call(tool, all);
    }

    private Optional<String> which() {
        List<String> records = slots.records();
        if (!records.isEmpty()) {
            return Optional.of(String.join(", ", joined(records)));
        }
        Optional<String> reference = slots.reference();
        if (reference.isPresent() && !reference.get().equals(LAST)) {
            return reference.map(this::shown);
        }
        return focus.or(() -> situation.hasShown() ? Optional.of(LAST) : Optional.empty());
    }

    /** Only what is listed belongs together; a second name elsewhere in the sentence is something else. */
    private List<String> joined(List<String> records) {
        List<Hit> runs = slots.runs();
        if (runs.size() != records.size()) {
            return records;
        }
        int count = 1;
        while (count < runs.size()
                && clause.isListed(runs.get(count - 1).to(), runs.get(count).from())) {
            count++;
        }
        return records.subList(0, count);
    }

    private String shown(String reference) {
        return switch (reference) {
            case "all" -> numbers();
            case "-1" -> String.valueOf(Math.max(1, situation.list().size()));
            case "other" -> other().orElse(LAST);
            default -> reference;
        };
    }

    private String numbers() {
        return String.join(
                ", ",
                java.util.stream.IntStream.rangeClosed(
                                1, Math.max(1, situation.list().size()))
                        .mapToObj(String::valueOf)
                        .toList());
    }

    /** Of two that were shown or asked about, the one that was not meant. */
    Optional<String> other() {
        List<Situation.Item> all = situation.options().isEmpty() ? situation.list() : situation.options();
        List<Situation.Item> others = all.stream()
                .filter(item ->
                        situation.single().filter(s -> s.id().equals(item.id())).isEmpty())
                .toList();
        return others.size() == 1 ? Optional.of(others.getFirst().id()) : Optional.empty();
    }

    private Map<String, Object> kinded(Map<String, Object> arguments) {
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("kind", clause.first("kind").map(Hit::meaning).orElse("deal"));
        return all;
    }

    private static Map<String, Object> kindOf(Clause clause) {
        Map<String, Object> kind = new LinkedHashMap<>();
        clause.first("kind").ifPresent(hit -> kind.put("kind", hit.meaning()));
        return kind;
    }

    private boolean found(String command) {
        return CommandPatterns.find(command, clause).isPresent();
    }

    private boolean take(String command) {
        return CommandPatterns.take(command, clause);
    }

    private static Optional<Command> call(String tool, Map<String, Object> arguments) {
        return Optional.of(new Call(tool, arguments));
    }

    /** Which fields belong to which tool. */
    static boolean isOfRecord(String field) {
        return RECORD_FIELDS.contains(field);
    }

    static String kindOf(String field) {
        return LEAD_FIELDS.contains(field) ? "lead" : "contact";
    }
}
