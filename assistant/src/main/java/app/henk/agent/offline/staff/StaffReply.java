package app.henk.agent.offline.staff;

import app.henk.agent.TurnContext;
import app.henk.agent.offline.Delivery;
import app.henk.agent.offline.ToolResult;
import app.henk.agent.offline.staff.StaffUnderstanding.Understood;
import app.henk.insights.Refusal;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Words an answer to a colleague: short, one sentence for each thing that was asked or ordered, every figure from the
 * tool that gave it.
 */
@Component
class StaffReply {

    /** @param attributes what the turn should know besides the words */
    record Said(String text, Map<String, Object> attributes) {}

    private static final String AREA = "offline-staff.";
    private static final int MOST_REPLIES = 4;

    private final Wording wording;

    StaffReply(Wording wording) {
        this.wording = wording;
    }

    Said to(Understood understood, Memory memory, TurnContext turn, Set<String> tools) {
        var speaking = new Speaking(language(understood, turn), turn.turn());
        List<String> sentences = new ArrayList<>();
        Results results = new Results(memory.results());
        // "ok, ruf morgen an": the order says it all
        boolean more = understood.commands().stream().anyMatch(command -> !(command instanceof Command.Answer));
        for (Command command : understood.commands()) {
            if (more && command instanceof Command.Answer) {
                continue;
            }
            sentences.addAll(speaking.of(command, results, tools));
        }
        results.rest().forEach(result -> sentences.add(speaking.result(result)));
        List<String> said = sentences.stream()
                .filter(sentence -> !sentence.isBlank())
                .distinct()
                .toList();
        String text = said.isEmpty() ? speaking.say("nothing") : String.join("\n\n", said);
        return new Said(text, attributes(understood, memory, speaking));
    }

    private static String language(Understood understood, TurnContext turn) {
        return turn.tenant().languages().contains(understood.language()) ? understood.language() : turn.language();
    }

    private Map<String, Object> attributes(Understood understood, Memory memory, Speaking speaking) {
        Map<String, Object> attributes = new HashMap<>();
        List<String> replies = speaking.replies(understood, memory);
        if (!replies.isEmpty()) {
            attributes.put(Delivery.QUICK_REPLIES, replies);
        }
        boolean lost = !understood.commands().isEmpty()
                && understood.commands().stream().allMatch(Command.Unclear.class::isInstance);
        if (lost) {
            attributes.put(Delivery.NOT_UNDERSTOOD, "");
        }
        return attributes;
    }

    /** The results of a message, each taken by the command that asked for it. */
    private static final class Results {

        private final List<ToolResult> open;

        Results(List<ToolResult> results) {
            this.open = new ArrayList<>(results);
            // a name that was looked for among several kinds: where it was found counts, else where it was looked last
            List<ToolResult> looked =
                    open.stream().filter(result -> result.tool().equals("get")).toList();
            looked.stream()
                    .limit(Math.max(0, looked.size() - 1))
                    .filter(result -> result.isStatus("none"))
                    .forEach(open::remove);
        }

        List<ToolResult> take(String tool, int most) {
            List<ToolResult> taken = open.stream()
                    .filter(result -> result.tool().equals(tool))
                    .limit(most)
                    .toList();
            open.removeAll(taken);
            return taken;
        }

        List<ToolResult> rest() {
            return open;
        }
    }

    private final class Speaking {

        private final String language;
        private final int variant;

        Speaking(String language, int variant) {
            this.language = language;
            this.variant = variant;
        }

        List<String> of(Command command, Results results, Set<String> tools) {
            return switch (command) {
                case Command.Call call -> results(call.tool(), results, tools);
                case Command.Ask _ -> results("find", results, tools);
                case Command.ForAll all -> forAll(all, results, tools);
                case Command.Refused(Refusal refusal) -> List.of(refused(refusal));
                case Command.Unclear unclear -> List.of(unclear(unclear));
                case Command.Missing missing -> missing(missing, results);
                case Command.Withheld withheld ->
                    List.of(say("withheld." + withheld.why(), Map.of("part", withheld.part())));
                case Command.Answer answer -> List.of(say(answer.yes() ? "answer.yes" : "answer.no"));
                case Command.Courtesy courtesy -> List.of(say(courtesy.kind()));
            };
        }

        private List<String> results(String tool, Results results, Set<String> tools) {
            List<ToolResult> ran = results.take(tool, 1);
            if (ran.isEmpty()) {
                return List.of(say(tools.contains(tool) ? "not_run" : "no_tool"));
            }
            return ran.stream().map(this::result).toList();
        }

        /** What the tool offers instead of what is missing, else a question for it. */
        private List<String> missing(Command.Missing missing, Results results) {
            List<ToolResult> offered = missing.asking().isPresent() ? results.take(missing.tool(), 1) : List.of();
            return offered.isEmpty()
                    ? List.of(say("missing." + missing.what()))
                    : offered.stream().map(this::result).toList();
        }

        private List<String> forAll(Command.ForAll all, Results results, Set<String> tools) {
            List<ToolResult> found = results.take("find", 1);
            List<ToolResult> done = results.take(all.each().tool(), 1);
            if (!done.isEmpty()) {
                return done.stream().map(this::result).toList();
            }
            if (found.isEmpty()) {
                return List.of(say(tools.contains("find") ? "not_run" : "no_tool"));
            }
            boolean none = found.getFirst().result().path("records").isEmpty();
            return List.of(none ? result(found.getFirst()) : say("too_many"));
        }

        /** In the tool's own words where it has some. */
        String result(ToolResult result) {
            String own = result.text("say").or(() -> result.text("words")).orElse("");
            if (!own.isBlank()) {
                return own;
            }
            String status = result.text("status").orElse("done");
            Map<String, Object> values = values(result.result());
            if (result.failed()) {
                String error = result.text("error").orElse("");
                String key = wording.has(AREA + "error." + error, language) ? "error." + error : "error.other";
                return say(key, values);
            }
            for (String key : List.of(result.tool() + "." + status, "status." + status, result.tool() + ".done")) {
                if (wording.has(AREA + key, language)) {
                    return say(key, values);
                }
            }
            return say("done", values);
        }

        private Map<String, Object> values(JsonNode result) {
            Map<String, Object> values = new HashMap<>();
            for (var entry : result.properties()) {
                JsonNode value = entry.getValue();
                if (value.isValueNode()
                        && !value.isNull()
                        && !value.asString("").isBlank()) {
                    values.put(entry.getKey(), value.asString(""));
                } else if (value.isArray() && !value.isEmpty() && value.path(0).isString()) {
                    values.put(entry.getKey(), joined(value));
                }
            }
            List<String> labels = result.path("records")
                    .valueStream()
                    .map(record -> record.path("label").asString(""))
                    .filter(label -> !label.isEmpty())
                    .toList();
            if (!labels.isEmpty()) {
                values.put("label", labels.getFirst());
                values.put("labels", String.join(", ", labels));
            }
            return values;
        }

        private static String joined(JsonNode texts) {
            return String.join(
                    ", ", texts.valueStream().map(text -> text.asString("")).toList());
        }

        private String refused(Refusal refusal) {
            String key = "insights.refusal." + refusal.reason().key();
            Map<String, Object> values = new HashMap<>();
            values.put("what", refusal.what());
            if (!refusal.nearest().isEmpty()) {
                values.put("nearest", String.join(", ", refusal.nearest()));
            }
            return wording.has(key, language) ? wording.say(key, language, values) : say("refused", values);
        }

        private String unclear(Command.Unclear unclear) {
            String nearest =
                    new NearestExamples(wording, language).to(unclear.part(), 1).getFirst();
            return unclear.words().isEmpty()
                    ? say("unclear.all", Map.of("part", unclear.part(), "nearest", nearest))
                    : say(
                            "unclear.words",
                            Map.of(
                                    "words", String.join(", ", unclear.words()),
                                    "part", unclear.part(),
                                    "nearest", nearest));
        }

        List<String> replies(Understood understood, Memory memory) {
            List<String> answers = understood.commands().stream()
                    .filter(Command.Missing.class::isInstance)
                    .map(missing -> AREA + "replies." + ((Command.Missing) missing).what())
                    .filter(key -> wording.has(key, language))
                    .findFirst()
                    .map(this::variants)
                    .orElse(List.of());
            return answers.isEmpty() ? nearest(understood, memory) : answers;
        }

        private List<String> variants(String key) {
            return IntStream.range(0, wording.variants(key, language))
                    .mapToObj(i -> wording.say(key, language, i, Map.of()))
                    .toList();
        }

        private List<String> nearest(Understood understood, Memory memory) {
            boolean lost = understood.commands().stream()
                    .anyMatch(command -> command instanceof Command.Unclear
                            || (command instanceof Command.Courtesy courtesy
                                    && !courtesy.kind().equals("thanks")));
            if (!lost || !memory.results().isEmpty()) {
                return List.of();
            }
            String part = understood.commands().stream()
                    .flatMap(command ->
                            command instanceof Command.Unclear unclear ? Stream.of(unclear.part()) : Stream.empty())
                    .findFirst()
                    .orElse("");
            return new NearestExamples(wording, language).to(part, MOST_REPLIES);
        }

        String say(String key) {
            return say(key, Map.of());
        }

        private String say(String key, Map<String, ?> values) {
            return wording.say(AREA + key, language, variant, values);
        }
    }
}
