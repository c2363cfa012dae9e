package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How files are read before anybody knows what is in them. */
class FileReadingTest {

    private static final String TABLE = "Vorname;Firma;Größe\nJürgen;Müller & Söhne;12\n\"Zoë; Anna\";Ärzte GmbH;7\n";

    @TempDir
    Path folder;

    private final Vocabulary vocabulary = vocabulary();

    private static Vocabulary vocabulary() {
        try {
            return new Vocabulary();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "windows-1252,false", "UTF-16LE,true", "UTF-16BE,true", "UTF-16LE,false"})
    void the_same_table_is_read_in_every_encoding(String charset, boolean mark) throws IOException {
        List<Line> lines = read((mark ? "\ufeff" : "") + TABLE, charset);

        assertThat(lines.get(0).cells()).containsExactly("Vorname", "Firma", "Größe");
        assertThat(lines.get(1).cells()).containsExactly("Jürgen", "Müller & Söhne", "12");
        assertThat(lines.get(2).cells()).containsExactly("Zoë; Anna", "Ärzte GmbH", "7");
    }

    @Test
    void separator_and_quote_are_found() throws IOException {
        assertForm("a,b,c\n1,2,3", ',', '"');
        assertForm("a;b;c\n1,5;2,5;3", ';', '"');
        assertForm("a\tb\tc\n1\t2\t3", '\t', '"');
        assertForm("a|b|c\n1|2,5|3", '|', '"');
        assertForm("'a';'b'\n'x;y';'2'", ';', '\'');
        assertForm("\"a\",\"b\"\n\"it's, here\",\"2\"", ',', '"');
    }

    private void assertForm(String content, char separator, char quote) throws IOException {
        assertThat(FormGuess.of(write(content, StandardCharsets.UTF_8)))
                .as(content)
                .isEqualTo(new FileForm("UTF-8", separator, quote));
    }

    @Test
    void a_line_break_within_quotes_belongs_to_the_cell_and_lines_keep_their_numbers() throws IOException {
        List<Line> lines = read("name,notes\nAnna,\"one\ntwo\"\n\nBert,three\n", "UTF-8");

        assertThat(lines.get(1)).isEqualTo(new Line(2, List.of("Anna", "one\ntwo")));
        assertThat(lines.get(2).number()).isEqualTo(5);
    }

    @Test
    void what_is_no_table_is_refused_with_the_reason() throws IOException {
        String wide = IntStream.range(0, 500).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertRefused("", "empty-file");
        assertRefused("\n \n", "empty-file");
        assertRefused("\u0000\u0001\u0002PNG", "not-a-table");
        assertRefused("PK\u0003\u0004 not a spreadsheet", "not-a-table");
        assertRefused("name,email,Name\nx,y,z\n", "duplicate-headers");
        assertRefused(wide + "\n1\n", "too-many-columns");
        assertRefused("17,anna@mail.example,2026-01-02\n18,b@mail.example,2026-01-03\n", "no-header");
        assertRefused("name,notes\nAnna,\"half a file, and no more", "broken-file");
    }

    @Test
    void a_spreadsheet_is_read_like_text_with_dates_in_one_form() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("Deals");
            sheet.value(0, 0, "Titel");
            sheet.value(0, 1, "Wert");
            sheet.value(0, 2, "Abschluss");
            sheet.value(1, 0, "Fräse");
            sheet.value(1, 1, 48000.5);
            sheet.value(1, 2, LocalDate.of(2027, 3, 9));
            sheet.style(1, 2).format("yyyy-mm-dd").set();
        }
        Path file = folder.resolve("deals.xlsx");
        Files.write(file, bytes.toByteArray());

        try (Table table = Table.open(file, vocabulary)) {
            assertThat(table.headers()).containsExactly("Titel", "Wert", "Abschluss");
            assertThat(table.rest().next().cells()).containsExactly("Fräse", "48000.5", "2027-03-09");
        }
    }

    @Test
    void a_spreadsheets_line_has_a_cell_for_every_name_though_the_last_ones_are_not_kept() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("Deals");
            sheet.value(0, 0, "Titel");
            sheet.value(0, 1, "Wert");
            sheet.value(0, 2, "Abschluss");
            sheet.value(1, 0, "Fräse");
        }
        Path file = folder.resolve("short.xlsx");
        Files.write(file, bytes.toByteArray());

        try (Table table = Table.open(file, vocabulary)) {
            assertThat(table.rest().next().cells()).containsExactly("Fräse", "", "");
        }
    }

    @Test
    void a_formula_is_what_it_came_to_and_nothing_when_it_failed_or_was_not_calculated() throws IOException {
        Path file = folder.resolve("formulas.xlsx");
        Files.write(file, SheetFile.of("""
                <row r="1"><c r="A1" t="inlineStr"><is><t>Titel</t></is></c><c r="B1" t="inlineStr"><is><t>Wert</t></is></c>\
                <c r="C1" t="inlineStr"><is><t>Abschluss</t></is></c><c r="D1" t="inlineStr"><is><t>Produkt</t></is></c>\
                <c r="E1" t="inlineStr"><is><t>Notiz</t></is></c></row>
                <row r="2"><c r="A2" t="str"><f>"Frä"&amp;"se"</f><v>Fräse</v></c><c r="B2"><f>2*24000.25</f><v>48000.5</v></c>\
                <c r="C2" s="1"><f>B1+1</f><v>46357</v></c><c r="D2" t="e"><f>VLOOKUP(1,A1:A2,1)</f><v>#N/A</v></c>\
                <c r="E2"><f>A9</f></c></row>
                """));

        try (Table table = Table.open(file, vocabulary)) {
            assertThat(table.rest().next().cells()).containsExactly("Fräse", "48000.5", "2026-12-01", "", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r='2'><c r='A2' t='d'><v>2026-12-01</v></c></row>",
                "<row r='2'><c r='A2' t='inlineStr'><is><t>half a fi",
                "<row r='zwei'><c r='A2'><v>1</v></c></row>"
            })
    void a_spreadsheet_that_is_damaged_further_down_is_refused_as_one_that_cannot_be_opened(String damaged)
            throws IOException {
        Path file = folder.resolve("damaged.xlsx");
        Files.write(file, SheetFile.of("<row r='1'><c r='A1' t='inlineStr'><is><t>Titel</t></is></c></row>" + damaged));

        assertThatThrownBy(() -> {
                    try (Table table = Table.open(file, vocabulary)) {
                        table.rest().forEachRemaining(line -> {});
                    }
                })
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo("not-a-table"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,56|COMMA|1234.56",
                "1,234.56|POINT|1234.56",
                "12.500 €|COMMA|12500",
                "EUR 48'000.00|POINT|48000.00",
                "1 234,5|COMMA|1234.5",
                "-5|POINT|-5",
                "48k|POINT|",
                "1.2.3|POINT|",
                "12,34|POINT|"
            })
    void numbers_are_read_with_the_columns_decimal_sign(String text, DecimalMark mark, String expected) {
        Optional<String> read = mark.read(text).map(Object::toString);

        assertThat(read).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-09,YEAR_MONTH_DAY,2027-03-09",
        "2027-03-09T10:15:00Z,YEAR_MONTH_DAY,2027-03-09",
        "9.3.2027,DAY_MONTH_YEAR,2027-03-09",
        "09-03-2027,DAY_MONTH_YEAR,2027-03-09",
        "03/09/27,MONTH_DAY_YEAR,2027-03-09",
        "31.02.2027,DAY_MONTH_YEAR,",
        "bald,DAY_MONTH_YEAR,"
    })
    void dates_are_read_in_the_columns_order(String text, DateForm form, LocalDate expected) {
        assertThat(form.read(text)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void only_what_can_be_nothing_else_is_put_right() {
        List<String> products = List.of("GTX Pro", "GTX Plus Pro", "GTK 500", "GTX Basic");

        assertThat(Spelling.otherwiseSpelt("GTXPro", products)).contains("GTX Pro");
        assertThat(Spelling.otherwiseSpelt("GTX 500", products)).isEmpty();
        assertThat(Spelling.slipOf("technolgy", vocabulary.sectors())).contains("technology");
        assertThat(Spelling.slipOf("Philipines", vocabulary.countries())).contains("Philippines");
        assertThat(Spelling.slipOf("retail", vocabulary.sectors())).isEmpty();
        assertThat(Spelling.slipOf("Quantenoptik", vocabulary.sectors())).isEmpty();
    }

    @Test
    void what_a_spreadsheet_would_run_is_made_harmless() {
        assertThat(List.of("=cmd|' /C calc'!A0", "+49 40 1", "-1+1", "@SUM(A1)", "\t=1", "＝1", "-12.50", "Müller", ""))
                .map(CsvText::harmless)
                .containsExactly(
                        "'=cmd|' /C calc'!A0",
                        "'+49 40 1",
                        "'-1+1",
                        "'@SUM(A1)",
                        "'\t=1",
                        "'＝1",
                        "-12.50",
                        "Müller",
                        "");
    }

    private void assertRefused(String content, String type) throws IOException {
        Path file = write(content, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> {
                    try (Table table = Table.open(file, vocabulary)) {
                        table.rest().forEachRemaining(line -> {});
                    }
                })
                .as(type)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private List<Line> read(String content, String charset) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Table table = Table.open(write(content, Charset.forName(charset)), vocabulary)) {
            lines.add(new Line(1, table.headers()));
            table.rest().forEachRemaining(line -> {
                if (!line.isBlank()) {
                    lines.add(line);
                }
            });
        }
        return lines;
    }

    private Path write(String content, Charset charset) throws IOException {
        Path file = folder.resolve("file.csv");
        Files.write(file, content.getBytes(charset));
        return file;
    }
}
