package app.henk.mail;

import app.henk.platform.DayFormats;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joda.money.Money;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes into the words of a mail, as it is kept: written in the mail's language, bounded, and free of what would
 * end a header or cannot be stored.
 */
final class MailValues {

    static final int LONGEST = 4_000;
    private static final int MOST_ITEMS = 100;
    private static final int DEEPEST = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> TIMES = Map.of("de", "HH:mm 'Uhr'", "en", "HH:mm", "fr", "HH'h'mm");

    private MailValues() {}

    static String json(Map<String, Object> values, String language) {
        return JSON.writeValueAsString(all(values, language, 0));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String json) {
        return JSON.readValue(json, Map.class);
    }

    private static Map<String, Object> all(Map<?, ?> values, String language, int depth) {
        Map<String, Object> written = new LinkedHashMap<>();
        values.entrySet().stream()
                .limit(MOST_ITEMS)
                .forEach(entry -> written.put(String.valueOf(entry.getKey()), one(entry.getValue(), language, depth)));
        return written;
    }

    private static Object one(Object value, String language, int depth) {
        return switch (value) {
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case BigDecimal number -> NumberFormat.getInstance(locale(language)).format(number);
            case Money money -> money(money, language);
            case LocalDate date -> date(date, language);
            case LocalTime time -> time(time, language);
            case LocalDateTime at -> date(at.toLocalDate(), language) + ", " + time(at.toLocalTime(), language);
            case ZonedDateTime at -> one(at.toLocalDateTime(), language, depth);
            case List<?> list
            when depth < DEEPEST ->
                list.stream()
                        .limit(MOST_ITEMS)
                        .map(item -> one(item, language, depth + 1))
                        .toList();
            case Map<?, ?> map when depth < DEEPEST -> all(map, language, depth + 1);
            case CharSequence text -> bounded(text.toString());
            default ->
                throw new IllegalArgumentException(
                        "A mail cannot be given a " + value.getClass().getSimpleName());
        };
    }

    /** Line breaks and tabs stay, other control characters go, and what is too long ends in an ellipsis. */
    private static String bounded(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        if (plain.length() <= LONGEST) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return plain.substring(0, end) + "…";
    }

    private static String date(LocalDate date, String language) {
        String pattern = switch (language) {
            case "de" -> "EEEE, d. MMMM yyyy";
            default -> "EEEE d MMMM yyyy";
        };
        return DayFormats.of(pattern, locale(language)).format(date);
    }

    private static String time(LocalTime time, String language) {
        return DateTimeFormatter.ofPattern(TIMES.getOrDefault(language, "HH:mm"), Locale.ROOT)
                .format(time);
    }

    private static String money(Money money, String language) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale(language));
        format.setCurrency(Currency.getInstance(money.getCurrencyUnit().getCode()));
        return format.format(money.getAmount());
    }

    private static Locale locale(String language) {
        return switch (language) {
            case "de" -> Locale.GERMANY;
            case "fr" -> Locale.FRANCE;
            default -> Locale.UK;
        };
    }
}
