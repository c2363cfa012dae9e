package app.henk.crm;

import java.util.List;
import java.util.Map;

/**
 * A step of a tenant's pipeline.
 *
 * @param name by language
 * @param probability that a deal in it is won, in percent
 * @param state {@code open}, {@code won} or {@code lost}
 * @param usualDays how long a deal usually stays: what health measures against
 * @param synonyms other words for it, in chat and in files
 */
public record Stage(
        String key,
        String pipeline,
        Map<String, String> name,
        int probability,
        String state,
        int usualDays,
        List<String> synonyms) {

    public boolean isOpen() {
        return state.equals("open");
    }

    /** In this language, else in any. */
    public String name(String language) {
        return name.getOrDefault(language, name.values().stream().findFirst().orElse(key));
    }
}
