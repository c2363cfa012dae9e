package app.henk.platform;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Days as people write them. Java's own formats know the months of a language and not that French counts from "1er
 * décembre" on. What is written is read as well, with "1 décembre" beside it.
 */
public final class DayFormats {

    private static final Map<Long, String> FIRST = Map.of(1L, "1er");
    private static final Map<String, DateTimeFormatter> IN_FRENCH = new ConcurrentHashMap<>();

    private DayFormats() {}

    /** As {@link DateTimeFormatter#ofPattern(String, Locale)}. */
    public static DateTimeFormatter of(String pattern, Locale locale) {
        return locale.getLanguage().equals("fr")
                ? IN_FRENCH.computeIfAbsent(pattern, DayFormats::french).withLocale(locale)
                : DateTimeFormatter.ofPattern(pattern, locale);
    }

    /** As {@link DateTimeFormatter#ofLocalizedDate}. */
    public static DateTimeFormatter of(FormatStyle day, Locale locale) {
        return of(pattern(day, null, locale), locale);
    }

    /** As {@link DateTimeFormatter#ofLocalizedDateTime(FormatStyle, FormatStyle)}. */
    public static DateTimeFormatter of(FormatStyle day, FormatStyle time, Locale locale) {
        return of(pattern(day, time, locale), locale);
    }

    private static String pattern(FormatStyle day, @Nullable FormatStyle time, Locale locale) {
        return DateTimeFormatterBuilder.getLocalizedDateTimePattern(day, time, IsoChronology.INSTANCE, locale);
    }

    private static DateTimeFormatter french(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        int day = dayOfNamedMonth(pattern);
        if (day < 0) {
            builder.appendPattern(pattern);
        } else {
            builder.appendPattern(pattern.substring(0, day))
                    // any other day is its number
                    .parseLenient()
                    .appendText(ChronoField.DAY_OF_MONTH, FIRST)
                    .parseStrict()
                    .appendPattern(pattern.substring(day + 1));
        }
        return builder.toFormatter(Locale.FRENCH);
    }

    /** Where a pattern has a single d, outside of quotes and beside a month in letters; 01/12/2026 has none. */
    private static int dayOfNamedMonth(String pattern) {
        if (!pattern.contains("MMM")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            boolean alone = c == 'd'
                    && (i == 0 || pattern.charAt(i - 1) != 'd')
                    && (i + 1 == pattern.length() || pattern.charAt(i + 1) != 'd');
            if (alone && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
