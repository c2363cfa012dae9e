package app.henk.agent.tools.staff;

import app.henk.agent.tools.Amounts;
import app.henk.platform.DayFormats;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** The sentences of {@code prompts/<language>/staff.yaml}, and figures as a reader of the language writes them. */
@Component
class StaffWords {

    private static final String AREA = "staff.";

    private final Wording wording;

    StaffWords(Wording wording) {
        this.wording = wording;
    }

    String say(String key, String language) {
        return wording.say(AREA + key, language);
    }

    String say(String key, String language, Map<String, ?> values) {
        return wording.say(AREA + key, language, values);
    }

    /** What stands under the key, else the word itself. */
    String word(String area, String word, String language) {
        String key = AREA + area + "." + word;
        return wording.has(key, language) ? wording.say(key, language) : word;
    }

    /** What is wrong with which field; in the problem's own words where there is no sentence for the rule. */
    String fault(FieldError error, String language) {
        String key = "agent.fault." + error.rule();
        boolean told = !error.rule().isEmpty() && wording.has(key, language);
        return say(
                "problem.field",
                language,
                Map.of(
                        "field",
                        word("argument", error.field(), language),
                        "fault",
                        told
                                ? wording.say(key, language, Amounts.written(error.values(), language))
                                : error.message()));
    }

    boolean has(String key, String language) {
        return wording.has(AREA + key, language);
    }

    String money(BigDecimal amount, String currency, String language) {
        return Amounts.say(Money.of(CurrencyUnit.of(currency), amount), language);
    }

    /** A label in the middle of a sentence; in German nouns keep their capital. */
    String inSentence(String label, String language) {
        boolean plain = label.length() > 1 && !Character.isUpperCase(label.charAt(1)) && !language.equals("de");
        return plain ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1) : label;
    }

    /** A value that may not be known yet. */
    String value(Optional<BigDecimal> amount, String currency, String language) {
        return amount.map(known -> money(known, currency, language)).orElseGet(() -> say("value_open", language));
    }

    String month(LocalDate day, String language) {
        return day.format(DateTimeFormatter.ofPattern("LLL yyyy", Amounts.locale(language)));
    }

    /** To the minute. */
    String moment(Instant at, ZoneId zone, String language) {
        return DayFormats.of(FormatStyle.LONG, FormatStyle.SHORT, Amounts.locale(language))
                .format(at.atZone(zone));
    }

    String time(Instant at, ZoneId zone, String language) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(Amounts.locale(language))
                .format(at.atZone(zone));
    }

    String day(LocalDate day, String language) {
        return day.format(DayFormats.of(FormatStyle.LONG, Amounts.locale(language)));
    }
}
