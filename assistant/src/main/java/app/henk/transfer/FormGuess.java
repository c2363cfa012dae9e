package app.henk.transfer;

import app.henk.platform.Problem;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out how a file was written. The encoding is not guessed by frequencies: a byte order mark or the zeros of UTF-16
 * say it, text that is valid UTF-8 to its end is UTF-8, and what is left is Windows-1252, which Excel writes.
 */
final class FormGuess {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int SAMPLE = 64 * 1024;
    private static final int SAMPLE_ROWS = 200;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final char[] QUOTES = {'"', '\''};

    private FormGuess() {}

    /** Fails with a problem when this is no text. */
    static FileForm of(Path file) throws IOException {
        Charset charset = charset(file);
        char[] sample = new char[SAMPLE];
        int length;
        try (Reader reader = open(file, charset)) {
            length = read(reader, sample);
        }
        String text = new String(sample, 0, length);
        if (text.isBlank()) {
            throw Problem.badRequest(
                    "empty-file", "The file is empty. It needs a line of column names and rows below.");
        }
        return dialect(charset, length < SAMPLE ? text : text.substring(0, text.lastIndexOf('\n') + 1));
    }

    /** Without its byte order mark. */
    static Reader open(Path file, Charset charset) throws IOException {
        Reader reader = new java.io.BufferedReader(
                new java.io.InputStreamReader(
                        Files.newInputStream(file),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                SAMPLE);
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    private static Charset charset(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(SAMPLE);
        }
        Charset wide = wide(head);
        if (!wide.equals(StandardCharsets.UTF_8)) {
            return wide;
        }
        requireText(head);
        return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    /** UTF-16 by its mark, or by the zero that every second byte of western text is; UTF-8 for everything else. */
    private static Charset wide(byte[] head) {
        if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        int most = head.length / 2;
        if (odd > most * 3 / 4 && even == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return even > most * 3 / 4 && odd == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static void requireText(byte[] head) {
        for (byte sign : head) {
            if (sign >= 0 && sign < ' ' && sign != '\t' && sign != '\n' && sign != '\r' && sign != '\f') {
                throw binary();
            }
        }
    }

    static Problem binary() {
        return Problem.badRequest(
                "not-a-table",
                "The file is not text, so it cannot be a CSV file. Save it as CSV (or .xlsx) and send that.");
    }

    private static boolean isUtf8(Path file) throws IOException {
        char[] buffer = new char[SAMPLE];
        try (Reader reader = open(file, StandardCharsets.UTF_8)) {
            while (reader.read(buffer) >= 0) {
                // only whether it can be decoded matters
            }
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static int read(Reader reader, char[] into) throws IOException {
        int length = 0;
        int got = 0;
        while (length < into.length && got >= 0) {
            length += got;
            got = reader.read(into, length, into.length - length);
        }
        return length;
    }

    /** The signs under which most rows have as many cells as the first one, the more cells the better. */
    private static FileForm dialect(Charset charset, String sample) {
        FileForm best = new FileForm(charset.name(), ',', '"');
        double bestScore = 0;
        for (char quote : QUOTES) {
            for (char separator : SEPARATORS) {
                FileForm form = new FileForm(charset.name(), separator, quote);
                double score = score(form, sample);
                if (score > bestScore) {
                    best = form;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private static double score(FileForm form, String sample) {
        List<Integer> widths = new ArrayList<>();
        int quoted = 0;
        try (CsvReader<CsvRecord> reader = form.read(new StringReader(sample))) {
            for (CsvRecord row : reader) {
                widths.add(row.getFieldCount());
                quoted += (int)
                        row.getFields().stream().filter(FormGuess::stillQuoted).count();
                if (widths.size() >= SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | IOException notThis) {
            // what was read before the sample broke off counts
        }
        if (widths.isEmpty() || widths.getFirst() < 2) {
            return 0;
        }
        int first = widths.getFirst();
        double even = widths.stream().filter(width -> width == first).count() / (double) widths.size();
        return even * (1 + Math.log(first)) / (1 + quoted);
    }

    /** A cell that keeps its quotes was read with the wrong ones. */
    private static boolean stillQuoted(String cell) {
        return cell.length() > 1
                && cell.charAt(0) == cell.charAt(cell.length() - 1)
                && (cell.charAt(0) == '\'' || cell.charAt(0) == '"');
    }
}
