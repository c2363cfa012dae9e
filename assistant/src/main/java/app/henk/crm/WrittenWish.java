package app.henk.crm;

import app.henk.platform.DayFormats;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody writes into the field of a wish, read as it is shown there and as people write it. */
final class WrittenWish {

    private static final Pattern AMOUNT = Pattern.compile(
            "(?:\\p{Sc}|[a-z]{3})? ?(\\d{1,3}(?:[., ']\\d{3})+|\\d{1,8})(?:[.,](\\d{1,2}))? ?(?:\\p{Sc}|[a-z]{3,4})?");
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            // 31.02.2027 is no day, and not the last one of February either
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT),
            longDays("de"),
            longDays("en"),
            longDays("fr"));

    private WrittenWish() {}

    /** 2500, 2.500 €, EUR 2,500.00; empty for what is no amount. */
    static Optional<BigDecimal> amount(String written) {
        Matcher amount = AMOUNT.matcher(plain(written));
        return amount.matches()
                ? Optional.of(new BigDecimal(
                        amount.group(1).replaceAll("\\D", "") + (amount.group(2) == null ? "" : "." + amount.group(2))))
                : Optional.empty();
    }

    /** 2027-06-12, 12.6.2027, 12. Juni 2027, June 12, 2027, 1er juin 2027; empty for what is no day. */
    static Optional<LocalDate> day(String written) {
        String plain = plain(written);
        return DAYS.stream().flatMap(form -> read(plain, form).stream()).findFirst();
    }

    private static Optional<LocalDate> read(String written, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(written, form));
        } catch (DateTimeParseException anotherForm) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter longDays(String language) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DayFormats.of(FormatStyle.LONG, Locale.forLanguageTag(language)))
                .toFormatter(Locale.forLanguageTag(language));
    }

    private static String plain(String written) {
        return written.replaceAll("[\\s\\u00a0\\u202f]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
