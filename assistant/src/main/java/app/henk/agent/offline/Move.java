package app.henk.agent.offline;

import java.util.List;
import java.util.Map;

/** What the engine does next: ask the tools, or speak. */
sealed interface Move {

    record Call(List<ToolCall> calls) implements Move {}

    record Say(List<Line> lines) implements Move {}

    record ToolCall(String tool, Map<String, Object> arguments) {}

    /**
     * One sentence or more, from the wording.
     *
     * @param key without the area; a sentence of the tenant's own trade is taken where there is one
     */
    record Line(String key, Map<String, ?> values, Place place) {

        static Line of(String key) {
            return new Line(key, Map.of(), Place.FOLLOWING);
        }

        static Line of(String key, Map<String, ?> values) {
            return new Line(key, values, Place.FOLLOWING);
        }

        Line at(Place where) {
            return new Line(key, values, where);
        }
    }

    enum Place {
        /** In the same paragraph. */
        FOLLOWING,
        PARAGRAPH,
        /** One of a list. */
        ITEM
    }
}
