package app.henk.transfer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which order a file writes the parts of a date. A time of day behind it is left out. */
enum DateForm {
    YEAR_MONTH_DAY("(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})", 1, 2, 3),
    DAY_MONTH_YEAR("(\\d{1,2})[-./] ?(\\d{1,2})[-./] ?(\\d{4}|\\d{2})", 3, 2, 1),
    MONTH_DAY_YEAR("(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4}|\\d{2})", 3, 1, 2);

    private static final int EARLIEST = 1900;
    private static final int LATEST = 2200;
    private static final int CENTURY = 2000;
    private static final int SHORT_YEAR = 100;

    private final Pattern pattern;
    private final int year;
    private final int month;
    private final int day;

    DateForm(String pattern, int year, int month, int day) {
        this.pattern = Pattern.compile(pattern + "(?:[T ]\\d{1,2}:\\d{2}.*)?");
        this.year = year;
        this.month = month;
        this.day = day;
    }

    /** Empty for what is not a date of the years 1900 to 2200 in this form. */
    Optional<LocalDate> read(String text) {
        Matcher parts = pattern.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int written = Integer.parseInt(parts.group(year));
        int full = written < SHORT_YEAR ? CENTURY + written : written;
        if (full < EARLIEST || full > LATEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(full, Integer.parseInt(parts.group(month)), Integer.parseInt(parts.group(day))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DateForm> named(String key) {
        return Arrays.stream(values()).filter(form -> form.key().equals(key)).findFirst();
    }
}
