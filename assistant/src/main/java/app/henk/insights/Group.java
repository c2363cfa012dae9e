package app.henk.insights;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of the answer for each value of a field.
 *
 * @param bucket how a date is put together; there for dates and only for them
 */
public record Group(Field field, Optional<Bucket> bucket) implements Term {

    /** Each in the tenant's zone. */
    public enum Bucket {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR,
        /** Monday to Sunday, whatever the week. */
        WEEKDAY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Group by(Field field) {
        return new Group(field, Optional.empty());
    }

    public static Group by(Bucket bucket, Field date) {
        return new Group(date, Optional.of(bucket));
    }

    @Override
    public String text() {
        return bucket.map(b -> b.key() + "(" + field.key() + ")").orElse(field.key());
    }
}
