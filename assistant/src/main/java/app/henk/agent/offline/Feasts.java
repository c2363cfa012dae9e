package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.Optional;

/** Feasts that move with Easter. */
final class Feasts {

    private Feasts() {}

    static LocalDate afterEaster(int days, Optional<Integer> year, LocalDate today) {
        LocalDate feast = easter(year.orElse(today.getYear())).plusDays(days);
        return year.isEmpty() && feast.isBefore(today)
                ? easter(today.getYear() + 1).plusDays(days)
                : feast;
    }

    /** Anonymous Gregorian computus. */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
