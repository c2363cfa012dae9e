package app.henk.agent.offline.staff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what somebody wants to see of one record, or of several side by side. */
final class Looks {

    private final Heard heard;
    private final Clause clause;

    Looks(Heard heard) {
        this.heard = heard;
        this.clause = heard.clause();
    }

    /** "Wie ist die Nummer von Petra Lindenau?" stands on her card. */
    Optional<Command> reach() {
        return heard.take("reach") ? heard.about("get", Map.of("kind", "contact")) : Optional.empty();
    }

    Optional<Command> explainScore() {
        return heard.take("explain_score") ? heard.about("explain_score", Map.of()) : Optional.empty();
    }

    Optional<Command> nextActions() {
        // "Deals ohne nächsten Schritt" asks which
        return !clause.has("plural_entity") && heard.take("next_actions")
                ? heard.about("next_actions", Map.of())
                : Optional.empty();
    }

    /** Records side by side; figures and times against each other are a question to the data. */
    Optional<Command> compare() {
        boolean times = !new Periods(clause.fresh(), false, Optional.empty(), false)
                .all()
                .isEmpty();
        if (!heard.found("compare") || clause.has("measure") || times) {
            return Optional.empty();
        }
        List<String> records = heard.anew("compare").mentions().records();
        boolean people = clause.names().stream()
                .anyMatch(
                        name -> name.field().equals("assignee") || name.field().equals("manager"));
        return records.size() > 1 && !people
                ? Heard.call("compare", Map.of("which", String.join(", ", records)))
                : Optional.empty();
    }

    /** "What about Zane?" behind a question to the data asks the same of him. */
    private boolean goesOn() {
        return heard.situation().query().isPresent()
                && clause.at("and_what_about", 0).isPresent()
                && clause.names().stream()
                        .anyMatch(name ->
                                !name.field().equals("company") && !name.field().equals("stage"));
    }

    Optional<Command> get() {
        // "what about last month" goes on about what was asked
        boolean ofTime = !new Periods(clause.fresh(), false, Optional.empty(), false)
                .all()
                .isEmpty();
        if (ofTime
                || goesOn()
                || !heard.found("get")
                || clause.has("measure")
                || clause.has("most")
                || (clause.has("more") && clause.has("or"))
                || clause.has("plural_entity")) {
            return Optional.empty();
        }
        Heard again = heard.anew("get");
        Map<String, Object> kind = new LinkedHashMap<>();
        again.kind().ifPresent(named -> kind.put("kind", named));
        // "über den Lead Weber": the noun says what it is and is no part of the name
        again.clause().first("kind").ifPresent(again.clause()::take);
        Optional<String> shown = heard.situation().single().map(Situation.Item::kind);
        return again.about("get", kind)
                .map(command -> command instanceof Command.Call call
                        ? Opening.of(call.ofWhatWasShown(shown), heard.situation())
                        : command);
    }
}
