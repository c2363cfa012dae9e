package app.henk.booking;

import app.henk.platform.Problem;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** A wanted time as it is written: {@code 2026-12-04T14:00}, or with an offset. */
public final class WantedTime {

    private WantedTime() {}

    /** On the clock of the house. Fails with a problem for what is no time. */
    public static LocalDateTime read(String text, ZoneId zone) {
        String plain = text.strip().replace(' ', 'T');
        try {
            return checked(LocalDateTime.parse(plain));
        } catch (DateTimeParseException notLocal) {
            try {
                return checked(
                        OffsetDateTime.parse(plain).atZoneSameInstant(zone).toLocalDateTime());
            } catch (DateTimeException noTime) {
                // also one that no year of the house's clock has
                throw wrong();
            }
        }
    }

    private static LocalDateTime checked(LocalDateTime at) {
        if (at.getYear() < 2000 || at.getYear() > 2200) {
            throw wrong();
        }
        return at.withSecond(0).withNano(0);
    }

    private static Problem wrong() {
        return Problem.badRequest(
                "wrong-time", "A time is written as 2026-12-04T14:00, on the clock of the house, or with an offset.");
    }
}
