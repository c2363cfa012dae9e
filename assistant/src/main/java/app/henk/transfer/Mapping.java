package app.henk.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What the columns and the stages of a file mean here.
 *
 * @param notes what was decided of every column on which ground, by key
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
    record Note(String key, List<String> values) {

        /** Whether it says something of how the file is read now: what a column was left out for counts while it is. */
        private boolean bearsOn(Column column) {
            if (!values.getFirst().equals(column.header())) {
                return false;
            }
            return key.startsWith("left_out")
                    ? column.field().isEmpty()
                    : (column.holdsDates() && isOf(column.date().map(DateForm::key)))
                            || (column.holdsNumbers() && isOf(column.decimal().map(DecimalMark::key)));
        }

        private boolean isOf(Optional<String> form) {
            return form.filter(name -> key.endsWith("." + name)).isPresent();
        }
    }

    /** With the notes that bear on what its columns are taken for, and no others. */
    Mapping shown() {
        return new Mapping(
                kind,
                columns,
                stages,
                notes.stream()
                        .filter(note -> columns.stream().anyMatch(note::bearsOn))
                        .toList());
    }

    Optional<Column> of(Field field) {
        return columns.stream()
                .filter(column -> column.field().filter(field::equals).isPresent())
                .findFirst();
    }
}
