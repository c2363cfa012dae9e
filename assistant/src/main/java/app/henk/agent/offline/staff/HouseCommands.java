package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Missing;
import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import app.henk.agent.offline.staff.Quantities.Unit;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is about no record: undo, files in and out, the day, what if, help. */
final class HouseCommands {

    private static final String CONVERSION = "conversion_points";
    private static final Pattern OVER = Pattern.compile("yesterday|last_|before|[a-z]-\\d");

    private final Heard heard;
    private final Clause clause;

    HouseCommands(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    Optional<Command> undo() {
        if (!heard.take("undo")) {
            return Optional.empty();
        }
        // "undo the last two": one at a time, and not one where two were meant
        List<String> several = new Quantities(clause)
                .all().stream()
                        .filter(quantity -> quantity.value().compareTo(BigDecimal.ONE) > 0)
                        .map(quantity -> clause.raw(quantity.from(), quantity.to()))
                        .toList();
        return several.isEmpty()
                ? Heard.call("undo", Map.of())
                : Optional.of(new Command.Unclear(clause.raw(0, clause.size()), several));
    }

    /** The last answer; where the clause itself asks for something, that is asked first. */
    Optional<Command> export() {
        if (!heard.found("export") || (!clause.has("format") && clause.has("entity"))) {
            return Optional.empty();
        }
        heard.take("export");
        return Heard.call(
                "export",
                Map.of(
                        "what",
                        Heard.LAST,
                        "format",
                        clause.first("format").map(Hit::meaning).orElse("csv")));
    }

    Optional<Command> imports() {
        if (heard.found("pipedrive") || !heard.take("import")) {
            return Optional.empty();
        }
        Optional<String> file = FileNames.in(clause.text);
        return Heard.call(
                "import", file.<Map<String, Object>>map(f -> Map.of("file", f)).orElse(Map.of()));
    }

    /** "Die Spalte Summe ist das Budget": of the file that was spoken of last. */
    Optional<Command> column() {
        return CommandPatterns.find("map_column", clause).flatMap(found -> {
            int from = found.nextClearBit(found.nextSetBit(0));
            int to = found.nextSetBit(from);
            int meaning = to < 0 ? clause.size() : found.nextClearBit(to);
            while (meaning < clause.size() && clause.at("article", meaning).isPresent()) {
                meaning++;
            }
            int end = clause.size();
            while (end > meaning && clause.tokens.get(end - 1).isMark()) {
                end--;
            }
            return meaning >= end
                    ? Optional.empty()
                    : Heard.call(
                            "import",
                            Map.of(
                                    "file",
                                    Heard.LAST,
                                    "column",
                                    clause.raw(from, to),
                                    "means",
                                    clause.raw(meaning, end)));
        });
    }

    /** Today's work has a ranking of its own; of another day the tasks are what is known. */
    Optional<Command> day() {
        List<Periods.Dated> periods = new Periods(clause, true, Optional.empty(), false).all();
        boolean asked = heard.found("my_day") || asksForDay(periods);
        if (!asked || clause.has("entity") || clause.has("measure")) {
            return Optional.empty();
        }
        if (periods.isEmpty() || periods.getFirst().text().equals("today")) {
            return Heard.call("my_day", Map.of());
        }
        Draft tasks = new Draft();
        tasks.entity = "tasks";
        tasks.value("assignee", "me", false);
        tasks.where.add("not done");
        tasks.where.add("due in " + periods.getFirst().text());
        return asked(tasks);
    }

    /** "Was hab ich morgen?", "qu'est-ce que j'ai demain ?": a day that is not over, and no other word. */
    private boolean asksForDay(List<Periods.Dated> periods) {
        List<Hit> asked = clause.all("day_question");
        boolean done = heard.found("diary")
                || Stream.of("sold", "made", "status")
                        .anyMatch(section -> !clause.everywhere(section).isEmpty());
        return !asked.isEmpty()
                && !done
                && periods.size() == 1
                && !OVER.matcher(periods.getFirst().text()).find()
                && IntStream.range(0, clause.size())
                        .allMatch(i -> clause.isSmall(i)
                                || asked.stream().anyMatch(hit -> hit.from() <= i && i < hit.to())
                                || (periods.getFirst().from() <= i
                                        && i < periods.getFirst().to()));
    }

    /** What one has done oneself, on a day. */
    Optional<Command> diary() {
        if (!heard.found("diary")) {
            return Optional.empty();
        }
        List<Periods.Dated> periods = new Periods(clause, false, Optional.empty(), false).all();
        Draft done = new Draft();
        done.entity = "activities";
        done.value("actor", "me", false);
        done.where.add(
                "at in " + (periods.isEmpty() ? "today" : periods.getFirst().text()));
        return asked(done);
    }

    private static Optional<Command> asked(Draft draft) {
        return draft.read() instanceof Reading.Understood(Query query)
                ? Optional.of(new Command.Ask(query, false, Optional.empty()))
                : Optional.empty();
    }

    Optional<Command> whatIf() {
        // "was bringt ein Deal im Schnitt ein" changes nothing
        boolean figure = (clause.has("measure") || clause.has("together"))
                && new Quantities(clause).all().isEmpty()
                && !clause.has("more");
        if (figure || !heard.take("what_if")) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        heard.slots().stage().ifPresent(stage -> arguments.put("stage", stage));
        List<Quantity> changes = new Quantities(clause).all();
        List<Hit> levers = clause.all("lever");
        for (Quantity change : changes) {
            boolean points = clause.at("points", change.to() - 1).isPresent()
                    || clause.at("points", change.to()).isPresent();
            Optional<Hit> lever =
                    levers.stream().min(Comparator.comparingInt(hit -> Math.abs(hit.from() - change.from())));
            String what = lever.map(Hit::meaning).orElse(points ? CONVERSION : "");
            if (what.isEmpty()) {
                return Optional.of(new Missing("what_if", "lever"));
            }
            // "20 Deals mehr", "um 500 € höher", "um zwei Punkte teurer" are no shares
            if (change.unit() != Unit.PERCENT || (points && !what.equals(CONVERSION))) {
                return Optional.of(new Missing("what_if", "share"));
            }
            boolean less = isFall(change) || clause.isNegative(change.from());
            arguments.put(what, less ? change.value().abs().negate() : change.value());
        }
        return changes.isEmpty() ? Optional.of(new Missing("what_if", "lever")) : Heard.call("what_if", arguments);
    }

    /** Of "um 10 % steigt und um 20 % sinkt" each word is of the number that it stands nearest to. */
    private boolean isFall(Quantity change) {
        return clause.all("more").stream()
                .min(Comparator.comparingInt(hit -> distance(hit, change)))
                .filter(hit -> hit.meaning().equals("-"))
                .isPresent();
    }

    private static int distance(Hit hit, Quantity change) {
        return hit.from() < change.from() ? change.from() - hit.to() : hit.from() - change.to();
    }

    Optional<Command> help() {
        return heard.found("help") ? Optional.of(new Command.Courtesy("help")) : Optional.empty();
    }
}
