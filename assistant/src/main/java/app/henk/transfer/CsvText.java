package app.henk.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Lines of CSV for a spreadsheet program to open. */
record CsvText(char separator) {

    static final String BYTE_ORDER_MARK = "\ufeff";

    /** With its line end. */
    String line(List<String> cells) {
        var text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().fieldSeparator(separator).build(text)) {
            writer.writeRecord(cells.stream().map(CsvText::harmless).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /**
     * What a spreadsheet program would run as a formula gets an apostrophe before it, which it takes for "this is text".
     * A plain number keeps its sign.
     */
    static String harmless(String cell) {
        if (cell.isEmpty()) {
            return cell;
        }
        return switch (cell.charAt(0)) {
            case '=', '@', '\t', '\r', '\n' -> "'" + cell;
            case '+', '-' -> isNumber(cell) ? cell : "'" + cell;
            // full-width signs are formulas to some programs
            case '＝', '＋', '－', '＠' -> "'" + cell;
            default -> cell;
        };
    }

    private static boolean isNumber(String cell) {
        return cell.length() > 1
                && cell.chars().skip(1).allMatch(sign -> (sign >= '0' && sign <= '9') || sign == '.' || sign == ',');
    }
}
