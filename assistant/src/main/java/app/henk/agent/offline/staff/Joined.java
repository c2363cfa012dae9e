package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one of what belongs together: a talk with somebody and what follows from it, the fields of one deal, two figures. Somebody
 * who has to be asked about first is asked about once, and what was said is one change, taken back as one.
 */
final class Joined {

    private static final String LOG = "log_activity";
    private static final String WHICH = "which";
    private static final Set<String> DEALS = Set.of("update_deal", "move_stage");
    private static final Set<String> CONTACT = Set.of("call", "email", "meeting");

    private Joined() {}

    static List<Command> of(List<Command> commands) {
        List<Command> joined = new ArrayList<>();
        for (Command command : commands) {
            Optional<Command> one = joined.isEmpty() ? Optional.empty() : joined(joined.getLast(), command);
            one.ifPresent(call -> joined.removeLast());
            joined.add(one.orElse(command));
        }
        return List.copyOf(joined);
    }

    private static Optional<Command> joined(Command talk, Command next) {
        if (talk instanceof Command.Ask one && next instanceof Command.Ask other && other.followsUp()) {
            return SideBySide.of(one, other).map(Command.class::cast);
        }
        if (!(talk instanceof Call(String first, Map<String, Object> had))
                || !(next instanceof Call(String second, Map<String, Object> step))) {
            return Optional.empty();
        }
        if (DEALS.contains(first) && DEALS.contains(second)) {
            return fields(had, step);
        }
        boolean together = first.equals(LOG)
                && second.equals(LOG)
                && CONTACT.contains(String.valueOf(had.get("type")))
                && "task".equals(step.get("type"))
                && step.containsKey("text")
                && Objects.equals(had.get("about"), step.get("about"));
        if (!together) {
            return Optional.empty();
        }
        Map<String, Object> whole = new LinkedHashMap<>(had);
        Map.of("text", "next", "due", "due", "value", "value")
                .forEach((from, to) -> Optional.ofNullable(step.get(from)).ifPresent(said -> whole.put(to, said)));
        return Optional.of(new Call(LOG, whole));
    }

    /** Of the same deal, and none of them said twice. */
    private static Optional<Command> fields(Map<String, Object> had, Map<String, Object> more) {
        boolean same = Objects.equals(had.get(WHICH), more.get(WHICH))
                && !String.valueOf(had.get(WHICH)).contains(",")
                && more.keySet().stream().noneMatch(name -> !name.equals(WHICH) && had.containsKey(name));
        Map<String, Object> whole = new LinkedHashMap<>(had);
        whole.putAll(more);
        return same ? Optional.of(new Call("update_deal", whole)) : Optional.empty();
    }
}
