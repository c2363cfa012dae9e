package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where in the pipeline deals are to go; to its end they are closed. */
final class Moves {

    private final Heard heard;

    Moves(Heard heard) {
        this.heard = heard;
    }

    Optional<Command> read() {
        if (!heard.found("move_stage")) {
            return Optional.empty();
        }
        Heard again = heard.anew("move_stage");
        Clause clause = again.clause();
        if (again.kind().filter("lead"::equals).isPresent()) {
            // how far a lead is, is no stage of the pipeline
            return Optional.empty();
        }
        Optional<String> stage = isTarget(clause) ? again.slots().stage() : Optional.empty();
        boolean several = clause.has("plural_entity");
        Optional<Hit> end = clause.first("status").filter(hit -> !hit.meaning().equals("closed"));
        if (stage.isEmpty() && end.isPresent() && !several) {
            clause.take(end.get());
            String outcome =
                    end.get().meaning().equals("open") ? "reopen" : end.get().meaning();
            return again.about("close_deal", Map.of("outcome", outcome));
        }
        return stage.flatMap(to -> several && !again.mentions().namesSomething()
                ? Optional.of(again.forAll(new Call("move_stage", Map.of("stage", to))))
                : again.about("move_stage", Map.of("stage", to)));
    }

    /** "Auf Angebot", "in die Verhandlung"; "stell das Angebot für Weber fertig" moves nothing. */
    private static boolean isTarget(Clause clause) {
        Clause apart = clause.fresh();
        new Slots(apart).stage();
        int stage = apart.taken.nextSetBit(0);
        int at = stage;
        while (at > 0 && saysNoMore(clause, at - 1)) {
            at--;
        }
        return clause.at("stage_lead", stage).isPresent()
                || (at > 0
                        && (clause.taken.get(at - 1)
                                || clause.before("stage_lead", at).isPresent()));
    }

    private static boolean saysNoMore(Clause clause, int i) {
        return List.of("article", "kind", "filler", "dimension").stream()
                .anyMatch(section -> clause.at(section, i).isPresent());
    }

    /** "Kamelhaar auf Angebot": a name and where it goes, and nothing else. */
    Optional<Command> stated() {
        Clause clause = heard.clause().fresh();
        Heard again = new Heard(clause, heard.situation(), heard.focus());
        Optional<String> stage = again.slots().stage();
        int at = clause.taken.nextSetBit(0);
        Optional<Hit> to = at < 0 ? Optional.empty() : clause.beforeSmall("moved_to", at);
        boolean asks = clause.isQuestionMarked() || clause.has("plural_entity") || clause.has("entity");
        if (stage.isEmpty() || to.isEmpty() || asks) {
            return Optional.empty();
        }
        clause.take(to.get());
        List<Hit> runs = again.mentions().runs();
        boolean named = runs.size() == 1 && clause.looksLikeName(runs.getFirst());
        boolean pointed = runs.isEmpty() && clause.has("reference");
        return named || pointed ? again.about("move_stage", Map.of("stage", stage.get())) : Optional.empty();
    }
}
