package app.henk.agent;

import app.henk.agent.AgentRequest.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that were looked up in a turn. More are found than an answer needs, so what is named as its source waits
 * for its last word: the passages that it shares its wording with.
 */
final class Sources {

    static final String CARD = "sources";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 3;
    /** Words in a row that hardly two texts share by chance. */
    private static final int RUN = 3;

    private static final int WORTH_OF_A_RUN = 3;
    private static final int LONG_WORD = 6;
    /** Less than one run and some long words is what any two texts of a trade share. */
    private static final int LEAST = 4;

    private final List<Card> found = new ArrayList<>();

    void add(Card card) {
        found.add(card);
    }

    /** @return empty when the answer used none of them */
    Optional<Card> of(List<Step> steps, String answer) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> shared = shared(steps, marks(answer));
        int best = shared.values().stream().mapToInt(n -> n).max().orElse(0);
        List<?> items = found.stream()
                .flatMap(card -> ((List<?>) card.content().getOrDefault("items", List.of())).stream())
                .distinct()
                .filter(item -> item instanceof Map<?, ?> source
                        && shared.getOrDefault(path(source), 0) >= Math.max(LEAST, (best + 1) / 2))
                .limit(MOST)
                .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(card(found.getFirst(), items));
    }

    private static Card card(Card like, List<?> items) {
        Map<String, Object> content = new LinkedHashMap<>(like.content());
        content.put("items", items);
        content.put(
                "fallback",
                items.stream()
                        .map(item -> path((Map<?, ?>) item))
                        .collect(Collectors.joining("; ", content.get("title") + ": ", "")));
        return new Card(like.id(), like.type(), content);
    }

    private static String path(Map<?, ?> source) {
        return String.valueOf(source.get("path"));
    }

    /** By path, how much of its wording the answer has. */
    private static Map<String, Integer> shared(List<Step> steps, Set<String> answer) {
        Map<String, Integer> shared = new LinkedHashMap<>();
        for (Step step : steps) {
            for (JsonNode passage : passages(step.result())) {
                Set<String> marks = marks(passage.path("text").asString(""));
                marks.retainAll(answer);
                int worth = marks.stream()
                        .mapToInt(mark -> mark.indexOf(' ') < 0 ? 1 : WORTH_OF_A_RUN)
                        .sum();
                shared.merge(passage.path("path").asString(""), worth, Math::max);
            }
        }
        return shared;
    }

    private static Iterable<JsonNode> passages(String result) {
        try {
            return JSON.readTree(result).path("passages");
        } catch (JacksonException shortened) {
            return List.of();
        }
    }

    /** Long words, and all words in runs. */
    private static Set<String> marks(String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> marks = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).length() >= LONG_WORD) {
                marks.add(words.get(i));
            }
            if (i + RUN <= words.size()) {
                marks.add(String.join(" ", words.subList(i, i + RUN)));
            }
        }
        return marks;
    }
}
