package app.henk.customers;

import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What an erasure did, as the person reads it. */
@Component
class ErasureWords {

    private static final String OTHER = "privacy.table.other";

    private final Wording wording;

    ErasureWords(Wording wording) {
        this.wording = wording;
    }

    /** One line for each kind of thing, such as "Nachrichten: 12"; what only the program knows is counted together. */
    List<String> done(Map<String, Long> counts, String language) {
        Map<String, Long> named = new LinkedHashMap<>();
        long other = 0;
        for (var count : counts.entrySet()) {
            String key = "privacy.table." + count.getKey();
            if (wording.has(key, "en")) {
                named.merge(wording.say(key, language), count.getValue(), Long::sum);
            } else {
                other += count.getValue();
            }
        }
        if (other > 0) {
            named.put(wording.say(OTHER, language), other);
        }
        return named.entrySet().stream()
                .map(count -> count.getKey() + ": " + count.getValue())
                .toList();
    }

    String kept(String language) {
        return wording.say("privacy.kept", language);
    }
}
