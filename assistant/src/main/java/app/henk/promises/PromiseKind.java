package app.henk.promises;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is promised. The first four are the assistant's; a colleague may promise anything else as well. */
public enum PromiseKind {
    SAMPLES,
    CALLBACK,
    OFFER,
    ANSWER,
    OTHER;

    /** As the database, tools and the interface name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PromiseKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(PromiseKind::key).toList();
    }

    /** What must be known of whom it is made to: an offer cannot be sent to a telephone. */
    String reachedBy() {
        return this == CALLBACK ? "phone" : "email";
    }
}
