package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** "Zeig mir Cancity", "der zweite": asks about one record that is named, not about the data. */
final class RecordQuestions {

    private RecordQuestions() {}

    static Optional<Command> of(Clause whole, Situation situation) {
        Clause clause = whole.fresh();
        boolean looks = clause.has("looking");
        // "open the second one" opens it and asks for nothing that is open
        clause.all("looking").stream()
                .filter(hit -> clause.onlySmall(0, hit.from()))
                .findFirst()
                .ifPresent(clause::take);
        Mentions mentions = new Mentions(clause);
        List<Hit> runs = mentions.runs();
        boolean more = goesOn(clause, situation)
                || clause.has("measure")
                || (clause.has("by") && clause.has("dimension"))
                || clause.has("status")
                || clause.has("stage")
                || clause.has("show")
                || !new Periods(clause, false, Optional.empty(), false).all().isEmpty()
                || !new Quantities(clause).all().isEmpty()
                || clause.has("plural_entity")
                || clause.has("which")
                || clause.at("and_what_about", 0).isPresent()
                || clause.has("light")
                || clause.has("value.sector")
                || clause.has("value.team")
                || clause.has("negation")
                || clause.has("most")
                || clause.has("sold")
                || clause.has("performance");
        if (more) {
            return Optional.empty();
        }
        Optional<Hit> kind = clause.first("kind");
        if (runs.size() == 1 && names(clause, runs.getFirst(), looks) && isAll(clause, runs.getFirst())) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            kind.ifPresent(hit -> arguments.put("kind", hit.meaning()));
            arguments.put(
                    "which", clause.raw(runs.getFirst().from(), runs.getFirst().to()));
            return Optional.of(new Command.Call("get", arguments));
        }
        Optional<String> reference = mentions.reference().filter(which -> which.matches("\\d"));
        return runs.isEmpty() && reference.isPresent() && situation.hasShown()
                ? Optional.of(Opening.of(new Command.Call("get", Map.of("which", reference.get())), situation))
                : Optional.empty();
    }

    /** "Isdom?" behind a question about another company asks the same of it. */
    private static boolean goesOn(Clause clause, Situation situation) {
        boolean ofCompany = situation.query().stream()
                .flatMap(query -> query.where().conjuncts().stream())
                .anyMatch(part ->
                        part instanceof Filter.OneOf one && one.field().key().equals("company"));
        return ofCompany && clause.isQuestionMarked() && !clause.has("looking") && !clause.has("kind");
    }

    /** Whether no other word of the clause says anything. */
    private static boolean isAll(Clause clause, Hit run) {
        for (int i = 0; i < clause.size(); i++) {
            boolean name = i >= run.from() && i < run.to();
            boolean known = clause.taken.get(i)
                    || clause.isSmall(i)
                    || clause.at("kind", i).isPresent()
                    || clause.at("title_words", i).isPresent()
                    || clause.at("looking", i).isPresent();
            if (!name && !known) {
                return false;
            }
        }
        return true;
    }

    /** Nothing but a name: one of the tenant's companies, or a word with a capital that no dictionary has. */
    private static boolean names(Clause clause, Hit run, boolean looks) {
        boolean company = clause.names().stream()
                .anyMatch(named -> named.field().equals("company") && named.from() == run.from());
        boolean person = clause.at("title_words", run.from() - 1).isPresent();
        return company || person || (clause.looksLikeName(run) && looks);
    }
}
