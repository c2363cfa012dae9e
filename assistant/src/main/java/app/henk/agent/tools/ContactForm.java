package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.crm.LeadCapture;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for contact data and agreement, as a card and in words. The agreement's text is versioned: what is stored says
 * which wording was agreed to.
 */
@Component
public class ContactForm {

    /** How the form card names itself; its answer comes back with the same id. */
    public static final String ID = "contact";

    private final Wording wording;

    public ContactForm(Wording wording) {
        this.wording = wording;
    }

    /** Which wording a person agrees to who reads this language. */
    public String consentVersion(String language) {
        return wording.say("agent.consent.version", language);
    }

    String consentQuestion(ToolContext context) {
        return wording.say("agent.consent.question", context.language(), Map.of("company", company(context)));
    }

    Card card(LeadCapture known, ToolContext context) {
        return card(known.name(), known.email(), known.phone(), context);
    }

    Card card(Optional<String> name, Optional<String> email, Optional<String> phone, ToolContext context) {
        return card(name, email, phone, Map.of(), context.tenant(), context.language());
    }

    /**
     * For a conversation that the house begins.
     *
     * @param more fields that are asked for in it as well, by their names
     */
    public Card card(Tenant tenant, String language, Map<String, Map<String, Object>> more) {
        return card(Optional.empty(), Optional.empty(), Optional.empty(), more, tenant, language);
    }

    private Card card(
            Optional<String> name,
            Optional<String> email,
            Optional<String> phone,
            Map<String, Map<String, Object>> more,
            Tenant tenant,
            String language) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", field("name", "name", name, language));
        properties.put("email", field("email", "email", email, language));
        properties.put("phone", field("phone", "tel", phone, language));
        properties.putAll(more);
        properties.put(
                "consent",
                Map.of(
                        "type",
                        "boolean",
                        "title",
                        wording.say("agent.consent.text", language, Map.of("company", tenant.name()))));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("id", ID);
        content.put("title", wording.say("agent.form.title", language));
        content.put("fallback", wording.say("agent.form.fallback", language, Map.of("company", tenant.name())));
        content.put("submit", wording.say("agent.form.submit", language));
        content.put("consent_version", consentVersion(language));
        content.put(
                "schema",
                Map.of("type", "object", "properties", properties, "required", List.of("name", "email", "consent")));
        return new Card(Ids.next().toString(), "form", content);
    }

    private Map<String, Object> field(String name, String format, Optional<String> known, String language) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", "string");
        field.put("format", format);
        field.put("title", wording.say("agent.form." + name, language));
        known.ifPresent(value -> field.put("default", value));
        return field;
    }

    private static String company(ToolContext context) {
        return context.tenant().name();
    }
}
