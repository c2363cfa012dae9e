package app.henk.transfer;

import app.henk.platform.PaperText;
import app.henk.platform.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** A result on paper: a table over the width of the page, bounded by what anybody reads. */
@Component
class PdfExport {

    private final Wording wording;

    PdfExport(Wording wording) {
        this.wording = wording;
    }

    Flux<DataBuffer> write(ResultTable table, DataBufferFactory buffers, String language) {
        return table.rows()
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .map(rows -> buffers.wrap(paper(table, rows, language)))
                .cast(DataBuffer.class)
                .flux();
    }

    private byte[] paper(ResultTable table, List<List<ResultTable.Value>> rows, String language) {
        try (PaperText paper = new PaperText()) {
            paper.title(table.title());
            table.about().forEach(paper::line);
            paper.gap();
            List<Boolean> onTheRight =
                    table.columns().stream().map(ResultTable.Heading::numeric).toList();
            paper.cells(table.columns().stream().map(ResultTable.Heading::label).toList(), onTheRight);
            paper.rule();
            rows.forEach(
                    row -> paper.cells(row.stream().map(ResultTable.Value::text).toList(), onTheRight));
            if (rows.size() >= Format.PDF.mostRows() || paper.isFull()) {
                paper.closing(wording.say("transfer.export.more", language));
            }
            return paper.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
