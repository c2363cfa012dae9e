package app.henk.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Days and times that somebody outside may name. Java knows years of nine digits; arithmetic with them overflows, and
 * PostgreSQL's calendar ends long before.
 */
public final class NamedDays {

    public static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    public static final LocalDate LAST = LocalDate.of(2200, 12, 31);

    private NamedDays() {}

    public static boolean holds(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    public static boolean holds(Instant time) {
        return !time.isBefore(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant())
                && time.isBefore(LAST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** @throws DateTimeException for what is no day, or none that may be named */
    public static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!holds(day)) {
            throw new DateTimeException("out of every calendar");
        }
        return day;
    }

    /** @throws DateTimeException for what is no time, or none that may be named */
    public static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (!holds(time)) {
            throw new DateTimeException("out of every calendar");
        }
        return time;
    }
}
