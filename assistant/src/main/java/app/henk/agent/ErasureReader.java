package app.henk.agent;

import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.ErasureForm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Whether the person wants everything erased, having been asked back. Read from the card's tick or the person's own next
 * words, never from a model: a yes counts only as the answer to the question, word by word as we ask it, and only when
 * the message says nothing else. In doubt nothing is erased, and whoever still wants it asks again.
 */
@Component
class ErasureReader {

    private final PlainAnswer yes;
    private final ErasureForm form;

    ErasureReader(PromptFiles prompts, ErasureForm form) {
        this.yes = new PlainAnswer(prompts.data("erasure"), "yes");
        this.form = form;
    }

    boolean agreed(AgentRequest request) {
        return request.form().isEmpty()
                ? wasAsked(request) && yes.is(request.text())
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
}
