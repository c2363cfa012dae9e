package app.henk.transfer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A result as CSV, for the spreadsheet program of a country: semicolon and decimal comma where people write numbers so.
 *
 * @param mark whether a byte order mark stands before it, by which Excel knows UTF-8
 */
record CsvExport(CsvText csv, boolean decimalComma, boolean mark) {

    private static final int LINES_AT_ONCE = 500;

    static CsvExport in(String language, boolean mark) {
        boolean english = language.equals("en");
        return new CsvExport(new CsvText(english ? ',' : ';'), !english, mark);
    }

    CsvExport separatedBy(char separator) {
        return new CsvExport(new CsvText(separator), decimalComma && separator != ',', mark);
    }

    Flux<DataBuffer> write(ResultTable table, DataBufferFactory buffers) {
        String heading = (mark ? CsvText.BYTE_ORDER_MARK : "")
                + csv.line(
                        table.columns().stream().map(ResultTable.Heading::label).toList());
        return Flux.concat(Mono.just(heading), table.rows().map(this::line))
                .buffer(LINES_AT_ONCE)
                .map(lines -> buffers.wrap(String.join("", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private String line(List<ResultTable.Value> row) {
        return csv.line(row.stream().map(this::cell).toList());
    }

    private String cell(ResultTable.Value value) {
        return value.value()
                .map(known -> switch (known) {
                    case BigDecimal number ->
                        decimalComma ? number.toPlainString().replace('.', ',') : number.toPlainString();
                    case Boolean truth -> value.text();
                    default -> known.toString();
                })
                .orElse("");
    }
}
