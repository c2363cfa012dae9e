package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.agent.TurnContext.Speaker;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Offers to have a question answered later by mail: an address, and a tick that agrees to that mail. */
@Component
public class LaterForm {

    /** The tick. */
    public static final String FIELD = "answer_by_mail";

    /** A form that comes again takes the place of the first. */
    private static final String ID = "later";

    private final Wording wording;

    LaterForm(Wording wording) {
        this.wording = wording;
    }

    Card card(String question, ToolContext context) {
        String language = context.language();
        Map<String, Object> email = new LinkedHashMap<>();
        email.put("type", "string");
        email.put("format", "email");
        email.put("title", wording.say("agent.form.email", language));
        CaptureLead.ofAccount(context.principal(), "email").ifPresent(known -> email.put("default", known));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("email", email);
        properties.put(FIELD, Map.of("type", "boolean", "title", say("tick", context, question)));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("id", ID);
        content.put("title", say("title", context, question));
        content.put("text", say("text", context, question));
        content.put("fallback", say("fallback", context, question));
        content.put("submit", say("submit", context, question));
        content.put("schema", Map.of("type", "object", "properties", properties, "required", List.of("email", FIELD)));
        return new Card(Ids.next().toString(), "form", content);
    }

    /** Colleagues read the list of open questions instead. */
    List<Card> offer(String question, ToolContext context) {
        return context.speaker() == Speaker.STAFF ? List.of() : List.of(card(question, context));
    }

    private String say(String key, ToolContext context, String question) {
        return wording.say(
                "agent.later." + key,
                context.language(),
                Map.of("company", context.tenant().name(), "question", question));
    }
}
