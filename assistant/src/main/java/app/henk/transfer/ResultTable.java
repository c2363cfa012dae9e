package app.henk.transfer;

import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * A result to be taken along as a file.
 *
 * @param title what it is
 * @param about lines that say how it was asked for and when
 * @param rows as many as there are; they are asked for as fast as they are written
 */
record ResultTable(String title, List<String> about, List<Heading> columns, Flux<List<Value>> rows) {

    /** @param numeric whether its values are numbers, and stand on the right */
    record Heading(String label, boolean numeric) {}

    /**
     * @param value text, number, day or truth; empty where it is not known
     * @param text the same as people read it
     */
    record Value(Optional<Object> value, String text) {}
}
