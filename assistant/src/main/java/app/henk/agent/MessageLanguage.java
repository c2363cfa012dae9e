package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.prompt.PromptFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Which language to answer in. Small words and letters tell; where a message has none of them, the conversation's last
 * clear message decides, then the client's setting, then the tenant.
 */
@Component
class MessageLanguage {

    private static final int WORD = 2;
    private static final int LETTER = 1;
    private static final int LOOK_BACK = 6;
    private static final int LONGEST = 2_000;

    /** By word, the language that it speaks for; a word of several languages is left out of the file. */
    private final Map<String, String> words = new HashMap<>();

    private final Map<Integer, String> letters = new HashMap<>();

    MessageLanguage(PromptFiles prompts) {
        JsonNode data = prompts.data("language");
        data.properties().forEach(language -> {
            language.getValue().path("words").forEach(word -> words.put(word.asString(), language.getKey()));
            language.getValue()
                    .path("letters")
                    .asString("")
                    .codePoints()
                    .forEach(letter -> letters.put(letter, language.getKey()));
        });
    }

    String of(AgentRequest request) {
        List<String> spoken = request.tenant().languages();
        // a form's fields are no language
        Optional<String> own = request.form().isEmpty() ? tell(request.text(), spoken) : Optional.empty();
        return own.or(() -> earlier(request, spoken)).orElseGet(() -> otherwise(request, spoken));
    }

    private Optional<String> earlier(AgentRequest request, List<String> spoken) {
        List<Exchange> transcript = request.transcript();
        for (int i = transcript.size() - 1; i >= Math.max(0, transcript.size() - LOOK_BACK); i--) {
            Optional<String> told = tell(transcript.get(i).question(), spoken);
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private static String otherwise(AgentRequest request, List<String> spoken) {
        String locale = request.locale().length() < 2
                ? ""
                : request.locale().substring(0, 2).toLowerCase(Locale.ROOT);
        return spoken.contains(locale) ? locale : request.tenant().language();
    }

    private Optional<String> tell(String text, List<String> spoken) {
        Map<String, Integer> points = new HashMap<>();
        String lower = text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
        for (String word : lower.split("[^\\p{L}]+")) {
            count(words.get(word), WORD, spoken, points);
        }
        lower.codePoints().forEach(c -> count(letters.get(c), LETTER, spoken, points));
        int most = points.values().stream().mapToInt(n -> n).max().orElse(0);
        List<String> best = points.entrySet().stream()
                .filter(language -> language.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
    }

    private static void count(
            @org.jspecify.annotations.Nullable String language,
            int worth,
            List<String> spoken,
            Map<String, Integer> points) {
        if (language != null && spoken.contains(language)) {
            points.merge(language, worth, Integer::sum);
        }
    }
}
