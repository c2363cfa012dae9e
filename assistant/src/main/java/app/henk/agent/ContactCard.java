package app.henk.agent;

import app.henk.agent.tools.ContactForm;
import app.henk.agent.tools.MeasurementForm;
import app.henk.identity.Tenant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The form that asks who somebody is and what is needed of them, for a conversation that the house begins. Answered like any other form. */
@Component
public class ContactCard {

    private final ContactForm form;
    private final MeasurementForm fields;

    ContactCard(ContactForm form, MeasurementForm fields) {
        this.form = form;
        this.fields = fields;
    }

    /** @param measures that are needed of the person as well */
    public Card of(Tenant tenant, String language, Collection<String> measures) {
        return form.card(tenant, language, fields.fields(measures, language));
    }
}
