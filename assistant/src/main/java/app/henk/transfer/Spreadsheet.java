package app.henk.transfer;

import app.henk.platform.Problem;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of an .xlsx file. Blocking. */
record Spreadsheet(ReadableWorkbook workbook, Stream<Row> rows) implements Closeable {

    // what the file unpacks to: texts are held in memory while it is read
    private static final long MOST_UNPACKED = 256L * 1024 * 1024;
    private static final long MOST_TEXTS = 48L * 1024 * 1024;
    // what stands in a cell whose formula failed; the reader gives it like any text that a formula has come to
    private static final Set<String> FAILURES = Set.of(
            "#NULL!",
            "#DIV/0!",
            "#VALUE!",
            "#REF!",
            "#NAME?",
            "#NUM!",
            "#N/A",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#GETTING_DATA");

    static Spreadsheet open(Path file) throws IOException {
        requireBounded(file);
        ReadableWorkbook workbook;
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (IOException | RuntimeException broken) {
            throw unreadable();
        }
        try {
            return new Spreadsheet(workbook, workbook.getFirstSheet().openStream());
        } catch (IOException | RuntimeException broken) {
            workbook.close();
            throw unreadable();
        }
    }

    /** Fails with a problem where a row cannot be read: rows are looked at one by one, when their turn comes. */
    Iterator<Line> lines() {
        Iterator<Row> iterator = rows.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return readable(iterator::hasNext);
            }

            @Override
            public Line next() {
                return readable(() -> line(iterator.next()));
            }
        };
    }

    private static <T> T readable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Problem known) {
            throw known;
        } catch (RuntimeException broken) {
            throw unreadable();
        }
    }

    private static Line line(Row row) {
        List<String> cells = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(row.getOptionalCell(i).map(Spreadsheet::text).orElse(""));
        }
        return new Line(row.getRowNum(), cells);
    }

    /**
     * A date in ISO form, a number with a point: as if an English program had written it as text. A formula is what it
     * came to when the file was saved, and nothing when that is not kept or failed.
     */
    private static String text(Cell cell) {
        return switch (cell.getValue()) {
            case null -> "";
            case BigDecimal number -> isDate(cell) ? date(cell.asDate()) : number.toPlainString();
            case Object text -> hasFailed(cell) ? "" : text.toString().strip();
        };
    }

    private static boolean hasFailed(Cell cell) {
        return cell.getType() == CellType.ERROR
                || cell.getType() == CellType.FORMULA && FAILURES.contains(cell.getRawValue());
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null && (format.contains("yy") || format.contains("d/") || format.contains("dd"));
    }

    private static String date(LocalDateTime at) {
        return at.toLocalDate().toString();
    }

    /** Counts what comes out, because what a packed file says of itself may be a lie. */
    private static void requireBounded(Path file) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long unpacked = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                long most = entry.getName().contains("sharedStrings") ? MOST_TEXTS : MOST_UNPACKED;
                long one = 0;
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        one += read;
                        unpacked += read;
                        if (one > most || unpacked > MOST_UNPACKED) {
                            throw Problem.badRequest(
                                    "too-large-unpacked",
                                    "The spreadsheet is too large to be read. Save it as CSV and send that.");
                        }
                    }
                }
            }
        } catch (ZipException | EOFException broken) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return Problem.badRequest(
                "not-a-table", "The file cannot be read as a spreadsheet. Save it as CSV (or .xlsx) and send that.");
    }

    @Override
    public void close() throws IOException {
        rows.close();
        workbook.close();
    }
}
