package app.henk.transfer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Reads a file once: looks at every value for what the columns are, and gives the lines on in pieces that are kept until
 * they are imported. Never more than one piece is in memory.
 */
final class Intake {

    private static final int PIECE_ROWS = 2_000;
    private static final int PIECE_CHARACTERS = 1024 * 1024;

    private final Table table;
    private final List<ColumnProfile> profiles;
    private int pieces;
    private int rows;

    private Intake(Table table) {
        this.table = table;
        this.profiles = Stream.generate(ColumnProfile::new)
                .limit(table.headers().size())
                .toList();
    }

    /**
     * A piece of a file in the form {@link FileForm#KEPT}; before its cells each line has its number in the file.
     *
     * @param position from 0
     * @param firstLine the number in the file of its first line
     * @param lines empty when somebody was erased who was named here
     */
    record Piece(int position, long firstLine, int rows, String lines) {

        boolean isErased() {
            return lines.isEmpty();
        }

        /** The lines of a piece that was kept, with their numbers in the file. */
        List<Line> read() {
            List<Line> all = new ArrayList<>();
            try (CsvReader<CsvRecord> csv = FileForm.KEPT.read(new StringReader(lines))) {
                for (CsvRecord line : csv) {
                    all.add(new Line(
                            Long.parseLong(line.getField(0)), line.getFields().subList(1, line.getFieldCount())));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return all;
        }
    }

    static Intake of(Path file, Vocabulary vocabulary) throws IOException {
        return new Intake(Table.open(file, vocabulary));
    }

    Table table() {
        return table;
    }

    /** Complete when all pieces are read. */
    List<ColumnProfile> profiles() {
        return profiles;
    }

    int pieceCount() {
        return pieces;
    }

    int rows() {
        return rows;
    }

    /** Off the event loop; once. Fails with a problem where the file breaks off. */
    Flux<Piece> pieces() {
        return Flux.<Piece>generate(sink -> {
                    if (table.rest().hasNext()) {
                        sink.next(piece());
                    } else {
                        sink.complete();
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Piece piece() {
        var text = new StringWriter();
        int taken = 0;
        long first = 0;
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            while (taken < PIECE_ROWS
                    && text.getBuffer().length() < PIECE_CHARACTERS
                    && table.rest().hasNext()) {
                Line line = table.rest().next();
                if (line.isBlank()) {
                    continue;
                }
                first = taken == 0 ? line.number() : first;
                look(line);
                writer.writeRecord(kept(line));
                writer.flush();
                taken++;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        rows += taken;
        return new Piece(pieces++, first, taken, text.toString());
    }

    private void look(Line line) {
        for (int i = 0; i < Math.min(profiles.size(), line.cells().size()); i++) {
            profiles.get(i).add(line.cells().get(i));
        }
    }

    private static List<String> kept(Line line) {
        List<String> cells = new ArrayList<>(line.cells().size() + 1);
        cells.add(String.valueOf(line.number()));
        // PostgreSQL's text has no U+0000
        line.cells().forEach(cell -> cells.add(cell.indexOf('\0') < 0 ? cell : cell.replace("\0", "")));
        return cells;
    }
}
