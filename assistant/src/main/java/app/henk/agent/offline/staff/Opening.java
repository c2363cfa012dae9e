package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What opens the one that a place in the last list points at: a record with its history, a group, a talk that waits. */
final class Opening {

    private static final String WHICH = "which";

    private Opening() {}

    /** The same call where it names something, or the list is one of deals. */
    static Call of(Call get, Situation situation) {
        Optional<Situation.Item> pointed = Optional.ofNullable(get.arguments().get(WHICH))
                .map(Object::toString)
                .filter(which -> which.matches("\\d{1,2}"))
                .map(Integer::parseInt)
                .filter(place -> place > 0 && place <= situation.list().size())
                .map(place -> situation.list().get(place - 1));
        return pointed.map(item -> switch (item.kind()) {
                    case "group" -> find("groups", item.label());
                    case "conversation" -> find("handoffs", item.id());
                    case "lead", "contact", "organisation" -> get.with("kind", item.kind());
                    default -> get;
                })
                .orElse(get);
    }

    private static Call find(String entity, String which) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("entity", entity);
        arguments.put("where", which);
        return new Call("find", arguments);
    }
}
