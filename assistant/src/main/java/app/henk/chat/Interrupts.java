package app.henk.chat;

import app.henk.agent.Card;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run asks before it goes on, from the cards that ask it. */
final class Interrupts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};
    private static final String MARK = "\"interruptId\"";

    private Interrupts() {}

    static List<Map<String, Object>> of(List<Card> cards) {
        return cards.stream().flatMap(card -> of(card.content()).stream()).toList();
    }

    /** From a run's frames, when the run is not at hand. */
    static List<Map<String, Object>> in(List<byte[]> frames) {
        List<Map<String, Object>> interrupts = new ArrayList<>();
        for (byte[] frame : frames) {
            // few runs ask anything: most frames need not be read
            if (new String(frame, StandardCharsets.UTF_8).contains(MARK)) {
                JsonNode content = JSON.readTree(frame).path("content");
                of(JSON.convertValue(content, CONTENT)).ifPresent(interrupts::add);
            }
        }
        return interrupts;
    }

    private static Optional<Map<String, Object>> of(Map<String, Object> content) {
        if (!content.containsKey("interruptId")) {
            return Optional.empty();
        }
        Map<String, Object> interrupt = new LinkedHashMap<>();
        interrupt.put("id", content.get("interruptId"));
        interrupt.put("reason", content.getOrDefault("reason", "confirmation"));
        interrupt.put("message", content.getOrDefault("title", ""));
        copy(content, "schema", interrupt, "responseSchema");
        copy(content, "expiresAt", interrupt, "expiresAt");
        return Optional.of(interrupt);
    }

    private static void copy(Map<String, Object> from, String name, Map<String, Object> to, String as) {
        Optional.ofNullable(from.get(name)).ifPresent(value -> to.put(as, value));
    }
}
