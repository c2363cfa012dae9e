package app.henk.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What the columns and the stages of a file mean here.
 *
 * @param notes what was decided on which ground, by key
 */
record Mapping(Kind kind, List<Column> columns, List<StageName> stages, List<Note> notes) {

    /**
     * @param name as the file writes it
     * @param rows that have it
     * @param stage key of a stage here; empty: not known, its rows are refused
     * @param confidence 0 to 1; 1 when a person said so
     */
    record StageName(String name, int rows, Optional<String> stage, double confidence) {}

    /** @param values for the sentence {@code transfer.note.<key>} */
    record Note(String key, List<String> values) {}

    Optional<Column> of(Field field) {
        return columns.stream()
                .filter(column -> column.field().filter(field::equals).isPresent())
                .findFirst();
    }
}
