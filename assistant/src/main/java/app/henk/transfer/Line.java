package app.henk.transfer;

import java.util.ArrayList;
import java.util.Collections;
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

    /** With empty cells up to this many, where there are fewer. */
    Line filledUpTo(int width) {
        if (cells.size() >= width) {
            return this;
        }
        List<String> all = new ArrayList<>(cells);
        all.addAll(Collections.nCopies(width - all.size(), ""));
        return new Line(number, all);
    }
}
