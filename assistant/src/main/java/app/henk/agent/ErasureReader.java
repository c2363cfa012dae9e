package app.henk.agent;

import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.ErasureForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Whether the person wants everything erased, having been asked back. Read from the card's tick or the person's own next
 * words, never from a model: a yes counts only as the answer to the question, word by word as we ask it, and only when
 * the message says nothing else. In doubt nothing is erased, and whoever still wants it asks again.
 */
@Component
class ErasureReader {

    private record Words(Set<String> yes, Set<String> with) {}

    private final List<Words> languages = new ArrayList<>();
    private final ErasureForm form;

    ErasureReader(PromptFiles prompts, ErasureForm form) {
        prompts.data("erasure")
                .forEach(language -> languages.add(new Words(words(language, "yes"), words(language, "with"))));
        this.form = form;
    }

    boolean agreed(AgentRequest request) {
        return request.form().isEmpty()
                ? wasAsked(request) && saysYes(request.text())
                : "true".equalsIgnoreCase(request.form().get(ErasureForm.FIELD));
    }

    /** The fields of the form; a yes to the question is its tick. */
    Map<String, String> answered(AgentRequest request) {
        if (!agreed(request)) {
            return request.form();
        }
        Map<String, String> answered = new LinkedHashMap<>(request.form());
        answered.put(ErasureForm.FIELD, "true");
        return Map.copyOf(answered);
    }

    private boolean wasAsked(AgentRequest request) {
        if (request.transcript().isEmpty()) {
            return false;
        }
        String answer = request.transcript().getLast().answer();
        return request.tenant().languages().stream()
                .map(language -> form.question(request.tenant(), language))
                .anyMatch(answer::contains);
    }

    /** In whichever language: who is asked in German may well answer "yes". */
    private boolean saysYes(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        List<String> said = Arrays.stream(lower.split("[^\\p{L}\\p{N}'?-]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return languages.stream()
                .anyMatch(words -> said.stream().anyMatch(words.yes()::contains)
                        && said.stream()
                                .allMatch(word -> words.yes().contains(word)
                                        || words.with().contains(word)));
    }

    private static Set<String> words(JsonNode data, String name) {
        return data.path(name).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }
}
