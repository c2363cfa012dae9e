package app.henk.insights;

import java.util.Optional;

/**
 * The same figures for two periods.
 *
 * @param date by which a record belongs to a period; the entity's own date where nobody says
 * @param of the one that is asked for
 * @param with the one it is held against
 */
public record Comparison(Optional<Field> date, Period of, Period with) {

    public String text() {
        return date.map(field -> field.key() + " ").orElse("") + of.text() + " with " + with.text();
    }
}
