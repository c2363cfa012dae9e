package app.henk.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
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
public final class PaperText implements AutoCloseable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float SIZE = 10;
    private static final float LEADING = 14;
    private static final int MOST_LINES = 20_000;
    private static final float SMALLEST = 6;
    private static final float GUTTER = 6;
    private static final String ELLIPSIS = "\u2026";
    private static final String NO_SIGN = "\u25a1";

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final Map<Integer, Float> widths = new HashMap<>();
    private @Nullable PDPageContentStream page;
    private float y;
    private int lines;
    private boolean full;

    public PaperText() throws IOException {
        try (InputStream ttf = PDDocument.class.getResourceAsStream(FONT)) {
            if (ttf == null) {
                throw new IOException("the library came without its font");
            }
            font = PDType0Font.load(document, ttf, true);
        }
    }

    public void title(String text) {
        write(text, 18, 26);
    }

    public void heading(String text) {
        gap();
        write(text, 13, 20);
    }

    public void line(String text) {
        write(text, SIZE, LEADING);
    }

    public void field(String name, String value) {
        line(name + ": " + value);
    }

    public void gap() {
        y -= LEADING / 2;
    }

    /** One line of a table whose columns share the width; what is too long for its column ends in an ellipsis. */
    public void cells(List<String> cells, List<Boolean> onTheRight) {
        if (lines++ >= MOST_LINES) {
            full = true;
            return;
        }
        float each = (PDRectangle.A4.getWidth() - 2 * MARGIN) / Math.max(1, cells.size());
        float size = Math.min(SIZE, Math.max(SMALLEST, each / 9));
        try {
            PDPageContentStream on = below(LEADING);
            for (int i = 0; i < cells.size(); i++) {
                String text = cut(cells.get(i), each - GUTTER, size);
                float from = MARGIN + i * each;
                show(on, text, size, onTheRight.get(i) ? from + each - GUTTER - wide(text, size) : from);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line below the names of a table's columns. */
    public void rule() {
        try {
            PDPageContentStream on = below(LEADING / 3);
            on.moveTo(MARGIN, y);
            on.lineTo(PDRectangle.A4.getWidth() - MARGIN, y);
            on.stroke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there was more than is printed. */
    public boolean isFull() {
        return full;
    }

    public void closing(String text) {
        lines = 0;
        line(text);
    }

    public byte[] bytes() throws IOException {
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
            show(below(leading), line, size, MARGIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the next line goes, on a new page when this one is full. */
    private PDPageContentStream below(float leading) throws IOException {
        PDPageContentStream on = page;
        if (on == null || y < MARGIN + leading) {
            on = turn(on);
        }
        y -= leading;
        return on;
    }

    private void show(PDPageContentStream on, String line, float size, float x) throws IOException {
        on.beginText();
        on.setFont(font, size);
        on.newLineAtOffset(x, y);
        on.showText(line);
        on.endText();
    }

    private String cut(String text, float width, float size) {
        StringBuilder fitting = new StringBuilder();
        text.codePoints().mapToObj(this::shown).forEach(fitting::append);
        if (wide(fitting.toString(), size) <= width) {
            return fitting.toString();
        }
        while (!fitting.isEmpty() && wide(fitting + ELLIPSIS, size) > width) {
            fitting.setLength(fitting.offsetByCodePoints(fitting.length(), -1));
        }
        return fitting + ELLIPSIS;
    }

    private float wide(String text, float size) {
        return text.codePoints().mapToObj(this::width).reduce(0f, Float::sum) * size / 1000;
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
