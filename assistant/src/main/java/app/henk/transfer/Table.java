package app.henk.transfer;

import app.henk.platform.Problem;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file as a table: a line of names and the lines below, read one by one. Blocking.
 *
 * @param form empty for a spreadsheet
 * @param rest the lines below the header; fails with a problem where the file breaks off
 */
record Table(Optional<FileForm> form, List<String> headers, Iterator<Line> rest, Closeable source)
        implements Closeable {

    private static final int XLSX_HEAD = 4;
    private static final int LOOK_FOR_HEADERS = 10;

    /** Fails with a problem that says what the file lacks. */
    static Table open(Path file, Vocabulary vocabulary) throws IOException {
        return isSpreadsheet(file) ? spreadsheet(file, vocabulary) : text(file, FormGuess.of(file), vocabulary);
    }

    private static boolean isSpreadsheet(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(XLSX_HEAD);
            return head.length == XLSX_HEAD && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        }
    }

    private static Table spreadsheet(Path file, Vocabulary vocabulary) throws IOException {
        Spreadsheet sheet = Spreadsheet.open(file);
        return closedOnFailure(
                sheet,
                () -> below(Optional.empty(), sheet.lines(), sheet, vocabulary).filledUp());
    }

    private static Table text(Path file, FileForm form, Vocabulary vocabulary) throws IOException {
        CsvReader<CsvRecord> reader = form.read(FormGuess.open(file, Charset.forName(form.charset())));
        return closedOnFailure(reader, () -> below(Optional.of(form), lines(reader), reader, vocabulary));
    }

    private interface Opening {
        Table open() throws IOException;
    }

    private static Table closedOnFailure(Closeable source, Opening opening) throws IOException {
        try {
            return opening.open();
        } catch (IOException | RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    static Iterator<Line> lines(CsvReader<CsvRecord> reader) {
        Iterator<CsvRecord> records = reader.iterator();
        return new Iterator<>() {
            private long last;

            @Override
            public boolean hasNext() {
                try {
                    return records.hasNext();
                } catch (CsvParseException broken) {
                    throw brokenOff(last);
                }
            }

            @Override
            public Line next() {
                try {
                    CsvRecord found = records.next();
                    last = found.getStartingLineNumber();
                    return new Line(last, found.getFields());
                } catch (CsvParseException broken) {
                    throw brokenOff(last);
                }
            }
        };
    }

    private static Problem brokenOff(long last) {
        return Problem.badRequest(
                        "broken-file",
                        "The file cannot be read behind line " + last
                                + ": a quotation mark is not closed, text follows a"
                                + " closing one, or a cell has more than a megabyte. Nothing was imported. Export the"
                                + " file anew or mend that line.")
                .with("line", last);
    }

    private static Table below(Optional<FileForm> form, Iterator<Line> lines, Closeable source, Vocabulary vocabulary) {
        int looked = 0;
        while (lines.hasNext() && looked++ < LOOK_FOR_HEADERS) {
            Line line = lines.next();
            if (!line.isBlank()) {
                return new Table(form, headers(line, vocabulary), lines, source);
            }
        }
        throw Problem.badRequest("empty-file", "The file is empty. It needs a line of column names and rows below.");
    }

    /** A spreadsheet does not keep empty cells: a line ends with its last filled one. */
    private Table filledUp() {
        Iterator<Line> lines = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Line next() {
                return rest.next().filledUpTo(headers.size());
            }
        };
        return new Table(form, headers, lines, source);
    }

    private static List<String> headers(Line first, Vocabulary vocabulary) {
        List<String> names = new ArrayList<>(first.cells());
        while (!names.isEmpty() && names.getLast().isEmpty()) {
            names.removeLast();
        }
        if (names.size() > FileForm.MOST_COLUMNS) {
            throw Problem.badRequest(
                            "too-many-columns",
                            "The file has " + names.size() + " columns; at most " + FileForm.MOST_COLUMNS
                                    + " can be read. Leave out those that are not needed.")
                    .with("columns", names.size())
                    .with("most", FileForm.MOST_COLUMNS);
        }
        requireNames(names, vocabulary);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                names.set(i, "#" + (i + 1));
            }
        }
        requireDifferent(names);
        return List.copyOf(names);
    }

    private static void requireNames(List<String> names, Vocabulary vocabulary) {
        boolean values = names.stream().anyMatch(Table::isValue);
        if (values && names.stream().noneMatch(vocabulary::isHeader)) {
            throw Problem.badRequest(
                    "no-header",
                    "The first line holds values and not the names of the columns. Put a line of names above, such as"
                            + " name, email, company.");
        }
    }

    private static boolean isValue(String cell) {
        ColumnProfile profile = new ColumnProfile();
        profile.add(cell);
        return profile.numbers() > 0 || profile.dates() > 0 || profile.emails() > 0;
    }

    private static void requireDifferent(List<String> names) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        names.stream().filter(name -> !seen.add(Spelling.plain(name))).forEach(twice::add);
        if (!twice.isEmpty()) {
            throw Problem.badRequest(
                            "duplicate-headers",
                            "Several columns are called " + String.join(", ", twice)
                                    + ". Give each column a name of its own.")
                    .with("headers", List.copyOf(twice));
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
