package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.platform.Problem;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** By how much a day moves: an ISO period such as {@code P2W}, {@code P1M} or {@code -P3D}. */
record Shift(Period period) {

    static final int LONGEST = 12;

    /** Fails with a problem where the text is no period. */
    static Optional<Shift> in(Arguments arguments, String name) {
        try {
            return arguments.text(name).map(Period::parse).map(Shift::new);
        } catch (DateTimeParseException none) {
            throw Problem.badRequest("no-period", name + " is a period such as P2W, P1M or -P3D.");
        }
    }

    LocalDate from(LocalDate day) {
        return day.plus(period);
    }
}
