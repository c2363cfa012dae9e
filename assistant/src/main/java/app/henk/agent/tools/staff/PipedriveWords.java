package app.henk.agent.tools.staff;

import app.henk.pipedrive.Overview;
import app.henk.pipedrive.Standing;
import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The sentences of {@code prompts/<language>/pipedrive.yaml}: where a record stands, and the whole. */
@Component
class PipedriveWords {

    private static final String AREA = "pipedrive.";

    private final Wording wording;

    PipedriveWords(Wording wording) {
        this.wording = wording;
    }

    String say(String key, String language) {
        return wording.say(AREA + key, language);
    }

    String say(String key, String language, Map<String, ?> values) {
        return wording.say(AREA + key, language, values);
    }

    /** Of so many, or of none or one of them. */
    String counted(String key, long count, String language) {
        return say(key, language, Map.of("count", count, "one", count == 1));
    }

    /** One clause: in step, waiting (why, until when), failed (why). */
    String standing(Standing standing, ZoneId zone, String language) {
        Map<String, Object> values = new LinkedHashMap<>();
        // what is not there is left out with the words around it
        why(standing, language).ifPresent(why -> values.put("why", why));
        standing.until().ifPresent(until -> values.put("until", time(until, zone, language)));
        standing.detail().ifPresent(detail -> values.put("detail", detail));
        return say("state." + standing.state(), language, values);
    }

    private Optional<String> why(Standing standing, String language) {
        return standing.reason()
                .map(reason -> AREA + "reason." + reason)
                .filter(key -> wording.has(key, language))
                .map(key -> wording.say(key, language));
    }

    String overview(Overview overview, ZoneId zone, String language) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("company", overview.company().orElse(""));
        values.put("waiting", overview.waiting());
        values.put("one", overview.waiting() == 1);
        values.put("failed", overview.failed());
        values.put("synced", overview.synced());
        values.put("incoming", overview.incoming());
        if (overview.unread() > 0) {
            values.put("unread", overview.unread());
        }
        values.put(
                "until",
                overview.until().map(until -> time(until, zone, language)).orElse(""));
        values.put(
                "why",
                overview.why()
                        .map(why -> wording.has(AREA + "pause." + why, language)
                                ? wording.say(AREA + "pause." + why, language)
                                : why)
                        .orElse(""));
        String said = say("overview." + overview.state(), language, values);
        return overview.missed()
                .map(missed -> said + " "
                        + say(
                                missed.found() ? "missed.found" : "missed.looking",
                                language,
                                Map.of("at", time(missed.at(), zone, language))))
                .orElse(said);
    }

    String tokens(Overview overview, String language) {
        return overview.tokenLimit()
                .map(limit -> say("tokens.of", language, Map.of("tokens", overview.tokens(), "limit", limit)))
                .orElseGet(() -> say("tokens.so_far", language, Map.of("tokens", overview.tokens())));
    }

    String time(Instant at, ZoneId zone, String language) {
        return at.atZone(zone)
                .format(DayFormats.of(FormatStyle.SHORT, FormatStyle.SHORT, Locale.forLanguageTag(language)));
    }

    Optional<String> field(String name, String language) {
        return Optional.of(AREA + "field." + name)
                .filter(key -> wording.has(key, language))
                .map(key -> wording.say(key, language));
    }
}
