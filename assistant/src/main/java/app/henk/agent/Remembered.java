package app.henk.agent;

import app.henk.customers.KnownFact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person told before this message.
 *
 * @param here in this conversation, by key (budget, occasion, colour.not …)
 * @param earlier what is known of a returning customer from elsewhere: earlier conversations, the profile, orders; each
 *     with where and when, the latest first. Whoever leans on it says so ("because you had a flannel in 2025")
 * @param notes what colleagues left when they handed the conversation back, the latest first
 */
public record Remembered(Map<String, String> here, List<KnownFact> earlier, List<String> notes) {

    public Remembered {
        here = Map.copyOf(here);
        earlier = List.copyOf(earlier);
        notes = List.copyOf(notes);
    }

    public Remembered(Map<String, String> here, List<KnownFact> earlier) {
        this(here, earlier, List.of());
    }

    public static Remembered here(Map<String, String> facts) {
        return new Remembered(facts, List.of());
    }

    Remembered withNotes(List<String> left) {
        return new Remembered(here, earlier, left);
    }

    public @Nullable String get(String key) {
        return here.get(key);
    }
}
