package app.henk.agent.offline.staff;

import java.util.Optional;

/**
 * A time as it is named, before it is known whether it is the beginning of a longer one.
 *
 * @param text in the form of the typed query
 * @param monthOfYear as long as its year is not known: the range that it begins may tell it
 */
record TimePart(String text, Optional<Integer> monthOfYear, int from, int to) {

    static TimePart of(String text, int from, int to) {
        return new TimePart(text, Optional.empty(), from, to);
    }

    TimePart from(int earlier) {
        return new TimePart(text, monthOfYear, earlier, to);
    }
}
