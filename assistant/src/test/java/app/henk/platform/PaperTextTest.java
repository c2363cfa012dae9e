package app.henk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PaperTextTest {

    @Test
    void the_scripts_of_europe_are_printed_and_what_has_no_sign_is_a_box() throws Exception {
        assertThat(printed(
                        "Müßiggang für Ölgötzen – 1.250 €",
                        "Ольга Иванова, Żółć, Ĝoja, Ελένη",
                        "Emoji \ud83e\uddf5 und 漢 \u0007"))
                .contains("Müßiggang für Ölgötzen – 1.250 €")
                .contains("Ольга Иванова, Żółć, Ĝoja, Ελένη")
                .contains("Emoji □ und □ □");
    }

    @Test
    void a_long_line_is_broken_at_spaces_and_a_long_word_within() throws Exception {
        String words = "Wolle ".repeat(200).strip();
        String one = "x".repeat(500);

        String text = printed(words, one);

        assertThat(text.replaceAll("\\s+", " ")).contains(words);
        assertThat(text.replaceAll("\\s+", "")).contains(one);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(130));
    }

    @Test
    void many_lines_are_many_pages_up_to_a_limit() throws Exception {
        try (PaperText paper = new PaperText()) {
            for (int i = 0; i < 20_100; i++) {
                paper.line("Zeile " + i);
            }
            assertThat(paper.isFull()).isTrue();
            try (var document = Loader.loadPDF(paper.bytes())) {
                assertThat(document.getNumberOfPages()).isBetween(300, 500);
            }
        }
    }

    private static String printed(String... lines) throws Exception {
        try (PaperText paper = new PaperText()) {
            for (String line : lines) {
                paper.line(line);
            }
            try (var document = Loader.loadPDF(paper.bytes())) {
                return new PDFTextStripper().getText(document);
            }
        }
    }
}
