package app.henk.customers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text on A4, broken where the page or the line ends. The font comes with the library and has the scripts of
 * Europe; a sign that it does not have is shown as an empty box. At most a few hundred pages.
 */
final class PaperText implements AutoCloseable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float SIZE = 10;
    private static final float LEADING = 14;
    private static final int MOST_LINES = 20_000;
    private static final String NO_SIGN = "\u25a1";

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final Map<Integer, Float> widths = new HashMap<>();
    private @Nullable PDPageContentStream page;
    private float y;
    private int lines;
    private boolean full;

    PaperText() throws IOException {
        try (InputStream ttf = PDDocument.class.getResourceAsStream(FONT)) {
            if (ttf == null) {
                throw new IOException("the library came without its font");
            }
            font = PDType0Font.load(document, ttf, true);
        }
    }

    void title(String text) {
        write(text, 18, 26);
    }

    void heading(String text) {
        gap();
        write(text, 13, 20);
    }

    void line(String text) {
        write(text, SIZE, LEADING);
    }

    void field(String name, String value) {
        line(name + ": " + value);
    }

    void gap() {
        y -= LEADING / 2;
    }

    /** Whether there was more than is printed. */
    boolean isFull() {
        return full;
    }

    void closing(String text) {
        lines = 0;
        line(text);
    }

    byte[] bytes() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void write(String text, float size, float leading) {
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
        text.lines().forEach(paragraph -> broken(paragraph, size, leading, width));
    }

    /** Breaks at the last space that fits, in the middle of a word that is longer than the line. */
    private void broken(String paragraph, float size, float leading, float width) {
        StringBuilder fitting = new StringBuilder();
        float used = 0;
        int lastSpace = -1;
        for (int i = 0; i < paragraph.length(); ) {
            int sign = paragraph.codePointAt(i);
            float wide = width(sign) * size / 1000;
            if (used + wide > width && !fitting.isEmpty()) {
                int cut = lastSpace > 0 ? lastSpace : fitting.length();
                String rest = fitting.substring(cut).stripLeading();
                print(fitting.substring(0, cut), size, leading);
                fitting = new StringBuilder(rest);
                used = rest.codePoints().mapToObj(this::width).reduce(0f, Float::sum) * size / 1000;
                lastSpace = -1;
            }
            String shown = shown(sign);
            if (shown.equals(" ")) {
                lastSpace = fitting.length();
            }
            fitting.append(shown);
            used += wide;
            i += Character.charCount(sign);
        }
        print(fitting.toString(), size, leading);
    }

    private void print(String line, float size, float leading) {
        if (lines++ >= MOST_LINES) {
            full = true;
            return;
        }
        try {
            PDPageContentStream on = page;
            if (on == null || y < MARGIN + leading) {
                on = turn(on);
            }
            y -= leading;
            on.beginText();
            on.setFont(font, size);
            on.newLineAtOffset(MARGIN, y);
            on.showText(line);
            on.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDPageContentStream turn(@Nullable PDPageContentStream before) throws IOException {
        if (before != null) {
            before.close();
        }
        PDPage sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        PDPageContentStream next = new PDPageContentStream(document, sheet);
        page = next;
        y = PDRectangle.A4.getHeight() - MARGIN;
        return next;
    }

    private String shown(int sign) {
        if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
            return " ";
        }
        return has(sign) ? Character.toString(sign) : NO_SIGN;
    }

    private float width(int sign) {
        return widths.computeIfAbsent(sign, any -> measured(shown(sign)));
    }

    private float measured(String shown) {
        try {
            return font.getStringWidth(shown);
        } catch (IOException | IllegalArgumentException none) {
            return 0;
        }
    }

    private boolean has(int sign) {
        try {
            font.encode(Character.toString(sign));
            return !Character.isISOControl(sign);
        } catch (IOException | IllegalArgumentException none) {
            return false;
        }
    }
}
