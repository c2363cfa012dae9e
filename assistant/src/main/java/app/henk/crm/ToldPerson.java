package app.henk.crm;

import java.util.Optional;

/**
 * Who somebody says they are. Nothing of it is trusted.
 *
 * @param consent the person's agreement to being stored and contacted
 * @param language of the person: de, en or fr
 */
public record ToldPerson(
        Optional<String> name,
        Optional<String> email,
        Optional<String> phone,
        Optional<LeadCapture.Consent> consent,
        String language) {}
