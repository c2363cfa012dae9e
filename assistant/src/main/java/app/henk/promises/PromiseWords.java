package app.henk.promises;

import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Promises in words. */
@Component
public class PromiseWords {

    private final Wording wording;

    PromiseWords(Wording wording) {
        this.wording = wording;
    }

    /** Such as "Stoffmuster: Flanell in Grau". */
    public String what(Promise promise, String language) {
        String kind = wording.say("promises.kind." + promise.kind(), language);
        return promise.about().isBlank() ? kind : kind + ": " + promise.about();
    }

    public String day(LocalDate day, String language) {
        String pattern = language.equals("de") ? "EEEE, d. MMMM yyyy" : "EEEE d MMMM yyyy";
        return DayFormats.of(pattern, Locale.of(language)).format(day);
    }

    /** What the assistant says to whom it has just promised it. */
    public String made(Promise promise, String language) {
        return wording.say("promises.made." + promise.kind(), language, Map.of("day", day(promise.due(), language)));
    }

    public String state(Promise promise, String language) {
        String state = promise.isOpen() && promise.overdue() ? "overdue" : promise.state();
        return wording.say("promises.state." + state, language);
    }

    String noted(String happened, Promise promise, String language) {
        return wording.say(
                "promises.activity." + happened,
                language,
                Map.of("what", what(promise, language), "day", day(promise.due(), language)));
    }
}
