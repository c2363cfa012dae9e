package app.henk.agent.tools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The buttons of staff cards. A card's button has an id of a closed set, such as {@code undo:0198…}; what it does is
 * decided here, and it does no more than the person may do by asking for it.
 */
public final class CardButtons {

    /** A call that a person makes by pressing or choosing. */
    public record Call(String tool, String arguments) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 2_000;

    /** What the parts of an id after its name fill in, and what is fixed. */
    private record Shape(String tool, List<String> parts, Map<String, Object> fixed) {}

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("undo", new Shape("undo", List.of("what"), Map.of())),
            Map.entry("open", new Shape("get", List.of("kind", "which"), Map.of())),
            Map.entry("stage", new Shape("move_stage", List.of("which", "stage"), Map.of())),
            Map.entry("won", new Shape("close_deal", List.of("which"), Map.of("outcome", "won"))),
            Map.entry("lost", new Shape("close_deal", List.of("which"), Map.of("outcome", "lost"))),
            Map.entry("reopen", new Shape("close_deal", List.of("which"), Map.of("outcome", "reopen"))),
            Map.entry("done", new Shape("update_record", List.of("kind", "which"), Map.of("done", true))),
            Map.entry("delete", new Shape("delete_record", List.of("kind", "which"), Map.of())),
            Map.entry("steps", new Shape("next_actions", List.of("which"), Map.of())),
            Map.entry("score", new Shape("explain_score", List.of("which"), Map.of())),
            Map.entry("sync", new Shape("pipedrive", List.of("kind", "which"), Map.of("action", "retry"))),
            Map.entry("import", new Shape("import", List.of("file"), Map.of())),
            Map.entry("day", new Shape("my_day", List.of(), Map.of())));

    private CardButtons() {}

    /** The id of a button on a card. */
    public static String id(String name, Object... parts) {
        if (!SHAPES.containsKey(name)) {
            throw new IllegalArgumentException("there is no button " + name);
        }
        StringBuilder id = new StringBuilder(name);
        for (Object part : parts) {
            id.append(':').append(part);
        }
        return id.toString();
    }

    /** A question to the data that a chip or a heading asks. */
    public static String question(Map<String, ?> find) {
        return "find:" + JSON.writeValueAsString(find);
    }

    /** Empty for an id that is none of ours. */
    public static Optional<Call> call(String id) {
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        if (id.startsWith("find:")) {
            // read like any call's arguments, strictly, where it runs
            return Optional.of(new Call("find", id.substring("find:".length())));
        }
        String[] parts = id.split(":", 4);
        Shape shape = SHAPES.get(parts[0]);
        if (shape == null || parts.length - 1 != shape.parts().size()) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>(shape.fixed());
        for (int i = 0; i < shape.parts().size(); i++) {
            arguments.put(shape.parts().get(i), parts[i + 1]);
        }
        return Optional.of(new Call(shape.tool(), JSON.writeValueAsString(arguments)));
    }
}
