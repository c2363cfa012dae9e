package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.Wording;
import app.henk.transfer.ResultTable.Heading;
import app.henk.transfer.ResultTable.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** A result as a file: CSV, spreadsheet, paper. */
class ExportWritersTest {

    private final DefaultDataBufferFactory buffers = new DefaultDataBufferFactory();

    @Test
    void csv_is_written_as_the_readers_spreadsheet_expects_it() {
        String german = text(CsvExport.in("de", true).write(table(1), buffers));
        String english = text(CsvExport.in("en", false).write(table(1), buffers));

        assertThat(german).isEqualTo("\ufeffTitel;Wert;Tag\r\n'=cmd(1);-1234,50;2027-03-09\r\n");
        assertThat(english).isEqualTo("Titel,Wert,Tag\r\n'=cmd(1),-1234.50,2027-03-09\r\n");
    }

    @Test
    void a_spreadsheet_has_numbers_and_days_and_no_formula() throws IOException {
        byte[] file = bytes(new XlsxExport().write(table(3_000), buffers));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(3_001);
            assertThat(rows.get(2_000).getCell(0).getFormula()).isNull();
            assertThat(rows.get(2_000).getCellAsString(0)).contains("=cmd(2000)");
            assertThat(rows.get(1).getCellAsNumber(1))
                    .hasValueSatisfying(number -> assertThat(number).isEqualByComparingTo("-1234.50"));
            assertThat(rows.get(1).getCellAsDate(2))
                    .hasValueSatisfying(at -> assertThat(at.toLocalDate()).isEqualTo(LocalDate.of(2027, 3, 9)));
        }
    }

    @Test
    void paper_has_the_title_how_it_was_asked_for_and_the_rows() throws IOException {
        byte[] file = bytes(new PdfExport(new Wording("")).write(table(60), buffers, "de"));

        try (var document = Loader.loadPDF(file)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            assertThat(text).contains("Deals", "Wert über 10.000", "=cmd(60)", "-1.234,50");
        }
    }

    private static ResultTable table(int rows) {
        return new ResultTable(
                "Deals",
                List.of("Wert über 10.000"),
                List.of(new Heading("Titel", false), new Heading("Wert", true), new Heading("Tag", false)),
                Flux.range(1, rows)
                        .map(n -> List.of(
                                new Value(Optional.of("=cmd(" + n + ")"), "=cmd(" + n + ")"),
                                new Value(Optional.of(new BigDecimal("-1234.50")), "-1.234,50"),
                                new Value(Optional.of(LocalDate.of(2027, 3, 9)), "09.03.2027"))));
    }

    private static String text(Flux<DataBuffer> content) {
        return new String(bytes(content), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Flux<DataBuffer> content) {
        DataBuffer whole = DataBufferUtils.join(content).block();
        byte[] bytes = new byte[whole.readableByteCount()];
        whole.read(bytes);
        return bytes;
    }
}
