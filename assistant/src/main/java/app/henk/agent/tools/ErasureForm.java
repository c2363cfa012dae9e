package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks back before everything is erased: in words, and as a card with a tick. */
@Component
public class ErasureForm {

    /** The tick. */
    public static final String FIELD = "erase";

    private final Wording wording;

    public ErasureForm(Wording wording) {
        this.wording = wording;
    }

    /** Word by word, so that a yes to it can mean nothing else. */
    public String question(Tenant tenant, String language) {
        return wording.say("privacy.erase.question", language, Map.of("company", tenant.name()));
    }

    Card card(ToolContext context) {
        String language = context.language();
        Map<String, Object> tick = Map.of(
                "type",
                "boolean",
                "title",
                wording.say(
                        "privacy.erase.tick",
                        language,
                        Map.of("company", context.tenant().name())));
        return new Card(
                Ids.next().toString(),
                "form",
                Map.of(
                        "v", 1,
                        "id", FIELD,
                        "title", wording.say("privacy.erase.title", language),
                        "fallback", wording.say("privacy.erase.fallback", language),
                        "submit", wording.say("privacy.erase.submit", language),
                        "schema",
                                Map.of(
                                        "type", "object",
                                        "properties", Map.of(FIELD, tick),
                                        "required", List.of(FIELD))));
    }
}
