package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads who is to have what from now on. */
final class Assignments {

    private static final Set<String> GIVEN = Set.of("deal", "lead", "task");

    private final Heard heard;

    Assignments(Heard heard) {
        this.heard = heard;
    }

    /** Empty when nobody is named to whom it could go. */
    Optional<Command> read() {
        if (!heard.found("assign")) {
            return Optional.empty();
        }
        Heard again = heard.anew("assign");
        withoutReason(again.clause());
        return to(again)
                .filter(to -> isAll(again))
                .flatMap(to ->
                        again.clause().has("plural_entity") && !again.mentions().namesSomething()
                                ? Optional.of(all(again, to))
                                : again.about("assign", arguments(again.kind(), to)));
    }

    /** "…, ich bin nächste Woche weg" says why, and neither what nor to whom. */
    private static void withoutReason(Clause clause) {
        IntStream.range(1, clause.size())
                .filter(i -> clause.isMark(i, ",") && clause.isAnyway("self", i + 1))
                .findFirst()
                .ifPresent(comma -> clause.take(comma, clause.size()));
    }

    /** "Gib Anna Bescheid wegen Weber" gives her no record: what is given is one, or a list. */
    private static boolean isAll(Heard again) {
        Clause clause = again.clause();
        List<Hit> runs = again.mentions().spoken();
        return IntStream.range(1, runs.size())
                .allMatch(i -> clause.isListed(runs.get(i - 1).to(), runs.get(i).from())
                        || clause.hasMark(",", runs.get(i - 1).to(), runs.get(i).from()));
    }

    private static Command all(Heard again, String to) {
        Command all = again.forAll(new Call("assign", Map.of("to", to)));
        return all instanceof Command.ForAll found
                ? new Command.ForAll(
                        found.which(), new Call("assign", arguments(Optional.of(Kinds.of(found.which())), to)))
                : all;
    }

    private static Map<String, Object> arguments(Optional<String> kind, String to) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("to", to));
        kind.filter(GIVEN::contains).ifPresent(known -> arguments.put("kind", known));
        return arguments;
    }

    private static Optional<String> to(Heard again) {
        Clause clause = again.clause();
        Slots slots = again.slots();
        Optional<String> named = slots.named("assignee", "manager");
        if (named.isPresent()) {
            return named;
        }
        Optional<Hit> me = clause.first("receiver").or(() -> clause.first("takes_over"));
        if (me.isPresent()) {
            clause.take(me.get());
            return Optional.of("me");
        }
        Optional<Hit> led = again.mentions().runs().stream()
                .filter(run -> clause.beforeSmall("assign_to", run.from()).isPresent())
                .reduce((first, second) -> second);
        led.ifPresent(clause::take);
        return led.map(run -> clause.raw(run.from(), run.to()));
    }
}
