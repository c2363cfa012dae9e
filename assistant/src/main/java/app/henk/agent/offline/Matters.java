package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** What a conversation has open or done beside the consultation itself, read from what the tools returned. */
final class Matters {

    /** What is named outright outweighs words that occur in passing. */
    private static final int NAMED = 2;

    private static final JsonMapper JSON = new JsonMapper();

    private Optional<String> unanswered = Optional.empty();
    private Optional<String> lastAsked = Optional.empty();
    private Optional<String> askedNow = Optional.empty();
    private Optional<String> askedBefore = Optional.empty();
    private Optional<String> keeping = Optional.empty();
    private Optional<String> waiting = Optional.empty();
    private Optional<Map<String, Object>> quoted = Optional.empty();
    private Optional<Map<String, Object>> quotedBefore = Optional.empty();
    private Optional<Map<String, Object>> proposedNow = Optional.empty();
    private Optional<Map<String, Object>> proposedBefore = Optional.empty();
    private boolean justQuoted;
    private boolean quotes;
    private List<String> compared = List.of();
    private Optional<Integer> people = Optional.empty();
    private boolean group;
    private Optional<Map<String, Object>> groupWanted = Optional.empty();
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** A message came: what was asked with the one before is a little older. */
    void heard(Heard heard) {
        heard.details().people().ifPresent(size -> people = Optional.of(size));
        if (heard.does(Intent.SAMPLES)) {
            waiting = Optional.of("samples");
        } else if (heard.does(Intent.CALL_ME)) {
            waiting = Optional.of("callback");
        }
        justQuoted = quotes;
        quotedBefore = quoted;
        quotes = false;
        proposedBefore = proposedNow;
        proposedNow = Optional.empty();
        askedBefore = askedNow;
        askedNow = Optional.empty();
    }

    void ran(ToolResult result) {
        switch (result.tool()) {
            case Tools.KNOWLEDGE -> {
                String question = result.arguments().path("question").asString("");
                lastAsked = Optional.of(question);
                // what leant on a question leaves that one to lean on
                askedNow = askedBefore.filter(question::startsWith).or(() -> lastAsked);
                unanswered = result.passages().isEmpty() ? lastAsked : unanswered;
            }
            case Tools.LATER -> keep(result);
            case Tools.PROMISE ->
                waiting = result.isStatus("incomplete") || result.failed()
                        ? Optional.of(result.arguments().path("what").asString(""))
                        : Optional.empty();
            case Tools.QUOTE -> {
                quotes = true;
                proposedNow = proposed(result);
                if (!result.isStatus("unclear", "contradictory") && !result.failed()) {
                    quoted = Optional.of(map(result.arguments()));
                }
            }
            case Tools.COMPARE -> compared = strings(result.arguments().path("skus"));
            case Tools.GROUP -> {
                boolean made =
                        !result.failed() && result.result().path("missing").isEmpty();
                group |= made;
                groupWanted = made || result.failed() ? Optional.empty() : Optional.of(map(result.arguments()));
            }
            case Tools.ABOUT_ME -> learn(result.result());
            default -> {}
        }
    }

    /** "Meinen Sie Seide Mondlicht?": the same price with the one thing of that kind that there is. */
    private static Optional<Map<String, Object>> proposed(ToolResult result) {
        String arguments = result.arguments().toString();
        String meant = arguments;
        for (JsonNode unknown : result.result().path("unknown")) {
            JsonNode nearest = unknown.path("nearest");
            String name = nearest.size() == 1 ? nearest.path(0).path("name").asString("") : "";
            if (name.isEmpty()) {
                return Optional.empty();
            }
            meant = meant.replace(
                    StringNode.valueOf(unknown.path("asked").asString("")).toString(),
                    StringNode.valueOf(name).toString());
        }
        return meant.equals(arguments) ? Optional.empty() : Optional.of(map(JSON.readTree(meant)));
    }

    private void keep(ToolResult result) {
        boolean needs = !result.result().path("missing").isEmpty() || result.isStatus("incomplete");
        keeping = needs ? Optional.of(result.arguments().path("question").asString("")) : Optional.empty();
        if (!needs && !result.failed()) {
            unanswered = Optional.empty();
        }
    }

    private void learn(JsonNode result) {
        for (JsonNode fact : result.path("facts")) {
            facts.put(
                    fact.path("key").asString(fact.path("fact").asString("")),
                    Token.fold(fact.path("label").asString("") + " "
                            + fact.path("value").asString("")));
        }
    }

    /** A question that no document answered, or that is being kept. */
    Optional<String> openQuestion() {
        return keeping.or(() -> unanswered);
    }

    /** The question that was looked up last, answered or not. */
    Optional<String> lastQuestion() {
        return lastAsked;
    }

    /** The question that the answer before this message looked up. */
    Optional<String> justLookedUp() {
        return askedBefore;
    }

    boolean keeping() {
        return keeping.isPresent();
    }

    /** A promise that still needs to know whom it is for. */
    Optional<String> waiting() {
        return waiting;
    }

    /** What the answer before this message asked back for, as a call that says it exactly. */
    Optional<Map<String, Object>> proposed() {
        return proposedBefore;
    }

    Optional<Map<String, Object>> quoted() {
        return quoted;
    }

    /** What had been reckoned before this message. */
    Optional<Map<String, Object>> quotedBefore() {
        return quotedBefore;
    }

    /** Whether the answer before this message named a price that was made up of parts. */
    boolean justQuoted() {
        return justQuoted;
    }

    List<String> compared() {
        return compared;
    }

    Optional<Integer> people() {
        return people;
    }

    /** A group that was asked for and still needs to know whose it is, as the call that makes it. */
    Optional<Map<String, Object>> groupWanted() {
        return groupWanted;
    }

    boolean hasGroup() {
        return group;
    }

    /**
     * The key of the fact that a message speaks of, when it is one of those shown. The one that most of its words name:
     * "tour de taille" is no "taille". What may be this or that is neither, for it may be meant to be forgotten.
     */
    Optional<String> fact(Heard heard, Words words) {
        List<Token> tokens = Token.of(heard.text());
        Optional<String> named = words.of("slots").in(tokens).map(Lookup.Hit::value);
        Map<String, Long> hits = new LinkedHashMap<>();
        facts.forEach((key, told) -> hits.put(key, hits(key, told, tokens, named)));
        long most = hits.values().stream().max(Long::compare).orElse(0L);
        List<String> meant = most == 0
                ? List.of()
                : hits.entrySet().stream()
                        .filter(hit -> hit.getValue() == most)
                        .map(Map.Entry::getKey)
                        .toList();
        boolean one = meant.stream().map(Matters::topic).distinct().count() == 1;
        return one ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private static long hits(String key, String told, List<Token> tokens, Optional<String> named) {
        long words = tokens.stream()
                .map(Token::folded)
                .distinct()
                .filter(word -> word.length() > 3 && told.contains(word))
                .count();
        return named.filter(key::contains).isPresent() ? words + NAMED : words;
    }

    /** A key is what the fact is about, and behind a dash what tells it from others. */
    private static String topic(String key) {
        return key.replaceFirst("-[^-]*$", "");
    }

    static Map<String, Object> map(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> map.put(
                        entry.getKey(),
                        entry.getValue().isArray()
                                ? strings(entry.getValue())
                                : entry.getValue().isNumber()
                                        ? entry.getValue().numberValue()
                                        : entry.getValue().asString("")));
        return map;
    }

    private static List<String> strings(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asString("")));
        return values;
    }
}
