package app.henk.platform.web;

import app.henk.platform.NamedDays;
import app.henk.platform.Problem;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads days and times in the parameters of a request, and refuses those that lie outside of {@link NamedDays}. */
final class NamedDayParameters {

    private NamedDayParameters() {}

    @Component
    static final class Days implements Converter<String, @Nullable LocalDate> {

        @Override
        public @Nullable LocalDate convert(String text) {
            if (text.isBlank()) {
                return null;
            }
            LocalDate day = LocalDate.parse(text.strip());
            if (!NamedDays.holds(day)) {
                throw outside();
            }
            return day;
        }
    }

    @Component
    static final class Times implements Converter<String, @Nullable Instant> {

        @Override
        public @Nullable Instant convert(String text) {
            if (text.isBlank()) {
                return null;
            }
            Instant time = Instant.parse(text.strip());
            if (!NamedDays.holds(time)) {
                throw outside();
            }
            return time;
        }
    }

    private static Problem outside() {
        return Problem.badRequest(
                "wrong-span", "A day lies between " + NamedDays.FIRST + " and " + NamedDays.LAST + ".");
    }
}
