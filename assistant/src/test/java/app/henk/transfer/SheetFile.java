package app.henk.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/** Spreadsheets as other programs write them, and as they arrive when something went wrong with them. */
final class SheetFile {

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private SheetFile() {}

    /** @param rows in the file's own XML; the style 1 is a date */
    static byte[] of(String rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Path template = Files.createTempFile("template-", ".xlsx");
        try {
            Files.write(template, template());
            // by its directory: the entries themselves do not say how large they are
            try (var in = new ZipFile(template.toFile());
                    var out = new ZipOutputStream(bytes)) {
                for (ZipEntry entry : Collections.list(in.entries())) {
                    byte[] content = in.getInputStream(entry).readAllBytes();
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(entry.getName().equals(SHEET) ? with(content, rows) : content);
                }
            }
        } finally {
            Files.delete(template);
        }
        return bytes.toByteArray();
    }

    private static byte[] with(byte[] sheet, String rows) {
        String xml = new String(sheet, StandardCharsets.UTF_8);
        String head = xml.substring(0, xml.indexOf("<sheetData>") + "<sheetData>".length());
        return (head + rows + xml.substring(xml.indexOf("</sheetData>"))).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] template() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("Deals");
            sheet.value(0, 0, LocalDate.of(2026, 12, 1));
            sheet.style(0, 0).format("yyyy-mm-dd").set();
        }
        return bytes.toByteArray();
    }
}
