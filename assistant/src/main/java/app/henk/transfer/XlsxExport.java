package app.henk.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** A result as a spreadsheet, row by row: numbers are numbers, days are days, and a text is never a formula. */
@Component
class XlsxExport {

    private static final int ROWS_BETWEEN_FLUSHES = 500;
    private static final int LONGEST_SHEET_NAME = 31;
    private static final int LONGEST_CELL = 32_767;
    private static final int WIDTH = 18;

    // writing waits for whoever reads, on a thread that costs nothing
    private final Executor writers = Executors.newVirtualThreadPerTaskExecutor();

    Flux<DataBuffer> write(ResultTable table, DataBufferFactory buffers) {
        return Flux.from(DataBufferUtils.outputStreamPublisher(out -> write(table, out), buffers, writers));
    }

    private static void write(ResultTable table, OutputStream out) {
        try (Workbook book = new Workbook(out, "Henk", "1.0")) {
            Worksheet sheet = book.newWorksheet(sheetName(table.title()));
            for (int i = 0; i < table.columns().size(); i++) {
                sheet.value(0, i, table.columns().get(i).label());
                sheet.style(0, i).bold().set();
                sheet.width(i, WIDTH);
            }
            sheet.freezePane(0, 1);
            int line = 1;
            for (List<ResultTable.Value> row : table.rows().toIterable(ROWS_BETWEEN_FLUSHES)) {
                for (int i = 0; i < row.size(); i++) {
                    put(sheet, line, i, row.get(i));
                }
                if (line++ % ROWS_BETWEEN_FLUSHES == 0) {
                    sheet.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Worksheet sheet, int line, int column, ResultTable.Value value) {
        if (value.value().isEmpty()) {
            return;
        }
        switch (value.value().get()) {
            case BigDecimal number -> sheet.value(line, column, number);
            case Number number -> sheet.value(line, column, number);
            case LocalDate day -> {
                sheet.value(line, column, day);
                sheet.style(line, column).format("yyyy-mm-dd").set();
            }
            case Boolean truth -> sheet.value(line, column, value.text());
            default -> sheet.value(line, column, text(value.value().get().toString()));
        }
    }

    /** Without signs that XML does not have. */
    private static String text(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .filter(sign -> sign == '\t' || sign == '\n' || sign >= ' ')
                .filter(sign -> sign < 0xd800 || (sign > 0xdfff && sign < 0xfffe) || sign > 0xffff)
                .limit(LONGEST_CELL)
                .forEach(plain::appendCodePoint);
        return plain.substring(0, Math.min(plain.length(), LONGEST_CELL));
    }

    private static String sheetName(String title) {
        String allowed = title.replaceAll("[\\\\/*?:\\[\\]']", " ").strip();
        return allowed.isEmpty() ? "Henk" : allowed.substring(0, Math.min(allowed.length(), LONGEST_SHEET_NAME));
    }
}
