package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.List;

/** All that the house can do for a person in this turn: only what its tools really offer. */
final class Errands {

    private final List<String> offered;
    private final List<Errand> all;

    Errands(Dialogue dialogue, Consultation consultation, Show show, List<String> offered) {
        this.offered = offered;
        Report report = new Report(dialogue, show, consultation);
        this.all = List.of(
                new WrongNumber(dialogue),
                new Visits(dialogue, report, show, offered.contains(Tools.SLOTS)),
                new Comparing(dialogue, new Recommendation(dialogue, consultation, show)),
                new Quoting(dialogue, consultation, report),
                new Profile(dialogue, report),
                new Later(dialogue, report),
                new Parties(dialogue, show, report),
                new Promises(dialogue, report),
                new Standing(dialogue, report));
    }

    boolean offers(String tool) {
        return offered.contains(tool);
    }

    List<ToolCall> calls() {
        return all.stream()
                .flatMap(errand -> errand.calls().stream())
                .filter(call -> offers(call.tool()))
                .toList();
    }

    List<ToolCall> next() {
        return all.stream()
                .flatMap(errand -> errand.next().stream())
                .filter(call -> offers(call.tool()))
                .toList();
    }

    boolean addTo(List<Line> lines) {
        boolean reported = false;
        for (Errand errand : all) {
            reported |= errand.addTo(lines);
        }
        return reported;
    }
}
