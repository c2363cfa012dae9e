package app.henk.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A simple but honest salesman: looks things up with the tools that there are and says what they gave, nothing else. */
public final class SalesBrain implements FakeBrain {

    private static final Duration PACE = Duration.ofMillis(20);
    private static final Set<String> NAMES = Set.of("name", "title", "heading", "label");
    private static final Set<String> BODIES = Set.of("text", "content", "passage", "snippet", "reason", "description");
    private static final int MAX_LINES = 4;

    @Override
    public FakeReply answer(JsonNode body) {
        FakeRequest request = new FakeRequest(body);
        if (!request.results().isEmpty()) {
            return speak(word(request));
        }
        String words = request.lastWords().toLowerCase(Locale.ROOT);
        List<String> tools = request.tools();
        if (request.email().isPresent() && tools.contains("capture_lead")) {
            return call(request, "capture_lead");
        }
        if (words.matches(".*(mensch|berater|mitarbeiter|human|person|conseiller).*")
                && tools.contains("request_person")) {
            return call(request, "request_person");
        }
        if (words.matches(
                        "(?s).*(stoff|anzug|anzüge|tuch|leinen|wolle|tweed|fabric|suit|linen|wool|cloth|tissu|costume|lin\\b).*")
                && !words.contains("wie pflege")
                && tools.contains("search_fabrics")) {
            return call(request, "search_fabrics");
        }
        if (words.matches("(?s).*(\\?|\\bwie\\b|\\bwas\\b|\\bwann\\b|how|what|when|comment|combien|quand).*")
                && tools.contains("search_knowledge")) {
            return call(request, "search_knowledge");
        }
        return speak(say(
                request,
                "Gern. Für welchen Anlass suchen Sie etwas, und zu welcher Jahreszeit?",
                "Gladly. What is the occasion, and in which season will you wear it?",
                "Avec plaisir. Pour quelle occasion, et en quelle saison ?"));
    }

    private static FakeReply call(FakeRequest request, String tool) {
        return FakeReply.call(tool, request.argumentsFor(tool)).paced(PACE);
    }

    private static String word(FakeRequest request) {
        List<String> lines = new ArrayList<>();
        request.results().forEach(result -> collect(result, lines));
        if (lines.isEmpty()) {
            return say(
                    request,
                    "Dazu habe ich leider nichts gefunden. Mögen Sie mir noch etwas mehr sagen?",
                    "I have found nothing on that, I am afraid. Could you tell me a little more?",
                    "Je n'ai rien trouvé à ce sujet. Pourriez-vous m'en dire un peu plus ?");
        }
        return say(request, "Das habe ich gefunden:\n\n", "This is what I found:\n\n", "Voici ce que j'ai trouvé :\n\n")
                + String.join("\n", lines.subList(0, Math.min(MAX_LINES, lines.size())))
                + say(
                        request,
                        "\n\nWas davon sagt Ihnen zu?",
                        "\n\nWhich of these appeals to you?",
                        "\n\nQu'est-ce qui vous plaît ?");
    }

    /** One line for everything that has a name, in the result's own words. */
    private static void collect(JsonNode node, List<String> lines) {
        if (node.isObject()) {
            String name = first(node, NAMES);
            String text = first(node, BODIES);
            if (!name.isEmpty() || !text.isEmpty()) {
                lines.add("- " + (name.isEmpty() ? "" : "**" + name + "**" + (text.isEmpty() ? "" : ": "))
                        + sentence(text));
                return;
            }
        }
        node.forEach(child -> collect(child, lines));
    }

    private static String first(JsonNode node, Set<String> fields) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (fields.contains(field.getKey()) && field.getValue().isString()) {
                return field.getValue().asString();
            }
        }
        return "";
    }

    private static String sentence(String text) {
        int end = text.indexOf(". ");
        return end > 0 ? text.substring(0, end + 1) : text;
    }

    private static FakeReply speak(String text) {
        return FakeReply.text(text.split("(?<=\\s)(?=\\S)")).paced(PACE);
    }

    private static String say(FakeRequest request, String german, String english, String french) {
        return switch (request.language()) {
            case "en" -> english;
            case "fr" -> french;
            default -> german;
        };
    }
}
