package app.henk.transfer;

import java.util.Locale;

/**
 * Something about one row of a file.
 *
 * @param line in the file, the first is 1
 * @param column its header; empty when it is about the whole row
 * @param value as the file has it
 * @param reason key of the sentence {@code transfer.problem.<reason>}
 * @param detail what the sentence names: the word put in its place, the record that is in the way
 */
record RowProblem(long line, Severity severity, String column, String value, String reason, String detail) {

    private static final int LONGEST_VALUE = 200;

    RowProblem {
        value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    }

    enum Severity {
        /** The row stays out. */
        ERROR,
        /** The row came in with another value. */
        CORRECTION,
        /** The row came in without something that one would expect. */
        HINT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
