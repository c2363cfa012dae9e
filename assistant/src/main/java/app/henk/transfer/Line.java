package app.henk.transfer;

import java.util.List;

/**
 * One row of a table.
 *
 * @param number of the line in the file that it begins in, from 1
 */
record Line(long number, List<String> cells) {

    boolean isBlank() {
        return cells.stream().allMatch(String::isEmpty);
    }
}
