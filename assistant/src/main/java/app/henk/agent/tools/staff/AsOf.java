package app.henk.agent.tools.staff;

import app.henk.agent.tools.Amounts;
import app.henk.platform.DayFormats;
import java.time.Instant;
import java.time.format.FormatStyle;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says on a card with figures of which moment they are. */
@Component
class AsOf {

    private final StaffWords words;

    AsOf(StaffWords words) {
        this.words = words;
    }

    /** Of this turn's moment. */
    void stamp(Map<String, Object> content, Colleague who) {
        stamp(content, who, who.context().now().toInstant());
    }

    /** For cards as {@code asOf}, and in the words that stand for the card where none is shown. */
    void stamp(Map<String, Object> content, Colleague who, Instant at) {
        content.put("asOf", at.toString());
        String moment = at.atZone(who.context().now().getZone())
                .format(DayFormats.of(FormatStyle.MEDIUM, FormatStyle.SHORT, Amounts.locale(who.language())));
        content.merge(
                "fallback",
                words.say("as_of", who.language(), Map.of("at", moment)),
                (said, asOf) -> said + (said.toString().contains("\n") ? "\n" : " ") + asOf);
    }
}
