package app.henk.agent.offline;

import java.util.List;
import java.util.Map;

/** What the engine does next: ask the tools, or speak. */
public sealed interface Move {

    record Call(List<ToolCall> calls) implements Move {}

    record Say(List<Line> lines) implements Move {}

    record ToolCall(String tool, Map<String, Object> arguments) {}

    /**
     * One sentence or more, from the wording.
     *
     * @param needed said even if every wording was used before
     * @param key without the area; a sentence of the tenant's own trade is taken where there is one
     */
    record Line(String key, Map<String, ?> values, Place place, boolean needed) {

        static Line of(String key) {
            return new Line(key, Map.of(), Place.FOLLOWING, true);
        }

        static Line of(String key, Map<String, ?> values) {
            return new Line(key, values, Place.FOLLOWING, true);
        }

        /** Left out when all of its wordings were said before. */
        Line ifNew() {
            return new Line(key, values, place, false);
        }

        Line at(Place where) {
            return new Line(key, values, where, needed);
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
