package app.henk.customers;

import java.time.LocalDate;

/**
 * A fact as its person is shown it.
 *
 * @param key names it for its person and for nobody else
 * @param label what it is about, in the reader's language
 * @param source where it comes from, in the reader's language
 * @param date since when it is known
 */
public record ProfileFact(
        String key,
        String section,
        String label,
        String value,
        String source,
        LocalDate date,
        boolean correctable,
        boolean forgettable) {}
