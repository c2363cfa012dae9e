package app.henk.crm;

import app.henk.platform.Wording;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Why something needs somebody, and how a deal stands, in a language. */
@Component
public class DayWords {

    private final Wording wording;

    DayWords(Wording wording) {
        this.wording = wording;
    }

    /** What there is to say when nothing needs anybody. */
    public String free(String language) {
        return wording.say("day.free", language);
    }

    /** All reasons, for instance "Abschluss seit 3 Tagen überfällig, 12 Tage ohne Kontakt". */
    public String why(DayItem item, String language) {
        return item.reasons().stream().map(reason -> why(reason, language)).collect(Collectors.joining(", "));
    }

    public String why(DayItem.Reason reason, String language) {
        String today = "day.today." + reason.cause().key();
        return reason.number() == 0 && wording.has(today, language)
                ? wording.say(today, language)
                : counted("day.why." + reason.cause().key(), reason.number(), language, Map.of());
    }

    /** One reason of a health, with the points that it costs. */
    public String why(Health.Reason reason, String language) {
        return counted(
                "day.health." + reason.cause().key(), reason.days(), language, Map.of("points", reason.points()));
    }

    /** The first variant is for one day, the second for another number. */
    private String counted(String key, int number, String language, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("number", number);
        int variant = Math.min(wording.variants(key, language) - 1, number == 1 ? 0 : 1);
        return wording.say(key, language, variant, all);
    }
}
