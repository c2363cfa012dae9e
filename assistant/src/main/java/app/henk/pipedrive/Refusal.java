package app.henk.pipedrive;

import app.henk.pipedrive.Outcome.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a refusal in Pipedrive's words is about, as far as a person can do something about it. */
final class Refusal {

    private static final Pattern FIELD = Pattern.compile("\\b[0-9a-f]{40}\\b");

    private Refusal() {}

    static Reason reason(String words) {
        String said = words.toLowerCase(Locale.ROOT);
        if (FIELD.matcher(said).find()) {
            return Reason.FIELD;
        }
        if (said.contains("stage")) {
            return Reason.STAGE;
        }
        return said.contains("currency") ? Reason.CURRENCY : Reason.REFUSED;
    }
}
