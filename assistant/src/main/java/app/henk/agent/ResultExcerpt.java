package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What of an earlier exchange's results is read again: still JSON, with its long texts cut short. */
final class ResultExcerpt {

    private static final JsonMapper JSON = new JsonMapper();

    /** Characters below which a result stays as it is. */
    private static final int SHORT = 1_000;
    /** Characters up to which a result says what was done rather than what was found. */
    private static final int DEED = 600;
    /** Of a text within a result, a passage of a document as a rule. */
    private static final int TEXT = 240;

    private static final int LONGEST = 4_000;

    private ResultExcerpt() {}

    static Exchange of(Exchange exchange) {
        List<Step> steps = exchange.steps().stream()
                .map(step -> step.result().length() <= SHORT
                        ? step
                        : with(step, shortened(step.result(), exchange.answer())))
                .toList();
        return exchange.with(steps);
    }

    /** What was done stays, what was looked up goes: the answer says what mattered of it. */
    static Exchange withoutLongResults(Exchange exchange) {
        List<Step> steps = exchange.steps().stream()
                .filter(step -> step.result().length() <= DEED)
                .toList();
        return exchange.with(steps);
    }

    private static Step with(Step step, String result) {
        return new Step(step.callId(), step.tool(), step.arguments(), result, step.tainted(), step.question());
    }

    private static String shortened(String result, String answer) {
        try {
            JsonNode excerpt = cut(JSON.readTree(result));
            for (boolean less = true; less && excerpt.toString().length() > LONGEST; ) {
                less = dropUntold(excerpt, answer) || dropLast(excerpt);
            }
            return excerpt.toString();
        } catch (JacksonException noJson) {
            return result.length() <= LONGEST ? result : result.substring(0, LONGEST) + " …";
        }
    }

    /** What was found and then not named to the person is missed least. */
    private static boolean dropUntold(JsonNode node, String answer) {
        for (ArrayNode list : lists(node)) {
            for (int i = list.size() - 1; i >= 0; i--) {
                String name = list.get(i).path("name").asString("");
                if (!name.isEmpty() && !answer.contains(name)) {
                    list.remove(i);
                    return true;
                }
            }
        }
        return false;
    }

    /** The last of the longest list. */
    private static boolean dropLast(JsonNode node) {
        Optional<ArrayNode> longest = lists(node).stream()
                .filter(list -> !list.isEmpty())
                .max(Comparator.comparingInt(list -> list.toString().length()));
        longest.ifPresent(list -> list.remove(list.size() - 1));
        return longest.isPresent();
    }

    /** All lists within, the outer ones first. */
    private static List<ArrayNode> lists(JsonNode node) {
        List<ArrayNode> lists = new ArrayList<>();
        if (node instanceof ArrayNode list) {
            lists.add(list);
        }
        node.forEach(child -> lists.addAll(lists(child)));
        return lists;
    }

    private static JsonNode cut(JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(field -> field.setValue(cut(field.getValue())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, cut(array.get(i)));
                }
            }
            case StringNode text
            when text.asString().length() > TEXT -> {
                return StringNode.valueOf(text.asString().substring(0, TEXT) + " …");
            }
            default -> {}
        }
        return node;
    }
}
