package app.henk.agent;

import app.henk.agent.tools.ContactForm;
import app.henk.identity.Tenant;
import org.springframework.stereotype.Component;

/** The form that asks who somebody is, for a conversation that the house begins. Answered like any other form. */
@Component
public class ContactCard {

    private final ContactForm form;

    ContactCard(ContactForm form) {
        this.form = form;
    }

    public Card of(Tenant tenant, String language) {
        return form.card(tenant, language);
    }
}
