package app.henk.transfer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.Reader;

/**
 * How a text file writes a table.
 *
 * @param charset its name, e.g. {@code windows-1252}
 */
record FileForm(String charset, char separator, char quote) {

    /** What is kept of a file while it waits: read and written by ourselves. */
    static final FileForm KEPT = new FileForm("UTF-8", ',', '"');

    static final int MOST_COLUMNS = 200;
    /** Characters of one cell; a note is cut far below that, see the fields. */
    static final int LONGEST_CELL = 1024 * 1024;

    private static final int LONGEST_RECORD = 4 * LONGEST_CELL;

    /** Fails with a {@code CsvParseException} in the middle when a cell or record is too long, or a quote never ends. */
    CsvReader<CsvRecord> read(Reader text) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_RECORD)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_COLUMNS * 4)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_RECORD)
                                .fieldModifier(FieldModifiers.STRIP)),
                        text);
    }
}
