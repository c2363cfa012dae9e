package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Says what a tool's result means: in the tool's own words where it has some, else in ours for the way in which it
 * ended.
 */
final class Report {

    private final Dialogue dialogue;
    private final Show show;
    private final Consultation consultation;

    Report(Dialogue dialogue, Show show, Consultation consultation) {
        this.dialogue = dialogue;
        this.show = show;
        this.consultation = consultation;
    }

    /** Whether this tool ran for this message and there was something to say about it. */
    boolean of(String tool, List<Line> lines) {
        return of(tool, Map.of(), lines);
    }

    boolean of(String tool, Map<String, ?> more, List<Line> lines) {
        var result = dialogue.result(tool);
        result.ifPresent(found -> say(found, more, lines));
        return result.isPresent();
    }

    private void say(ToolResult result, Map<String, ?> more, List<Line> lines) {
        Map<String, Object> values = values(result);
        values.putAll(more);
        String told = result.text("words").or(() -> result.text("say")).orElse("");
        String words = unsaid(told);
        boolean repeats = words.isBlank();
        if (!told.isBlank()) {
            lines.add(repeats ? Line.of("errand.again", values) : Line.of("errand.words", Map.of("words", words)));
            return;
        }
        String status = result.text("status").orElse("done");
        String own = "errand." + result.tool() + "." + status;
        if (missing(result, lines)) {
            return;
        }
        if (result.failed()) {
            lines.add(Line.of("errand.failed", values));
        } else if (show.has(own, consultation.wording())) {
            lines.add(Line.of(own, values));
        } else {
            lines.add(Line.of("errand." + result.tool() + ".done", values).at(Place.FOLLOWING));
        }
    }

    /** What of a tool's own words was not said before, whole sentences only. */
    private String unsaid(String words) {
        return Quotes.sentences(words, dialogue.language).stream()
                .filter(sentence -> dialogue.said.indexOf(sentence) < 0)
                .collect(Collectors.joining(" "));
    }

    /** Asks for the first thing that a tool still needs. Whether it needs something. */
    boolean missing(ToolResult result, List<Line> lines) {
        String first = result.result().path("missing").path(0).asString("");
        if (first.isEmpty()) {
            return false;
        }
        Map<String, Object> name = new HashMap<>();
        name.put("name", dialogue.contact.name().orElse(""));
        name.put("has_name", dialogue.contact.name().isPresent());
        lines.add(
                switch (first) {
                    case "consent" -> Line.of("consent.before", name);
                    case "name" -> Line.of(dialogue.contact.reachable() ? "ask.name" : "ask.contact_data", name);
                    case "email" -> Line.of("ask.later", name);
                    default -> Line.of(dialogue.contact.name().isPresent() ? "ask.reach" : "ask.contact_data", name);
                });
        return true;
    }

    /** The plain values of a result, by their names. */
    private static Map<String, Object> values(ToolResult result) {
        Map<String, Object> values = new HashMap<>();
        for (var entry : result.result().properties()) {
            JsonNode value = entry.getValue();
            if (value.isValueNode() && !value.isNull()) {
                values.put(entry.getKey(), value.asString(""));
            }
        }
        return values;
    }
}
