package app.henk.crm;

import app.henk.crm.Match.Closeness;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A name as people write it: "Müller & Söhne", "Mueller und Soehne", "muller". */
final class Spelling {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    // said with a name, in no name that is kept
    private static final Set<String> ADDRESS =
            Set.of("herr", "herrn", "frau", "mr", "mrs", "ms", "miss", "monsieur", "madame", "mme", "dr", "prof");

    /** The same name with "ü" as "ue" and as "u". */
    private final List<List<String>> spellings;

    private Spelling(String name) {
        spellings = isPlain(name) ? List.of(words(name.toLowerCase(Locale.ROOT))) : accented(name);
    }

    private static List<List<String>> accented(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe");
        String written = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
        return Stream.of(written, lower)
                .map(accents -> ACCENTS.matcher(Normalizer.normalize(accents, Normalizer.Form.NFD))
                        .replaceAll(""))
                .map(Spelling::words)
                .distinct()
                .toList();
    }

    /** Most are, and a common name brings hundreds of them: only the others are taken apart sign by sign. */
    private static boolean isPlain(String name) {
        return name.chars().allMatch(sign -> sign < 128);
    }

    static Spelling of(String name) {
        return new Spelling(name);
    }

    /** What somebody said, without "Herr" and "Frau". */
    static Spelling said(String words) {
        return new Spelling(Stream.of(words.strip().split("\\s+"))
                .filter(word -> !ADDRESS.contains(
                        NO_WORD.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("")))
                .reduce((a, b) -> a + " " + b)
                .orElse(words));
    }

    boolean isEmpty() {
        return spellings.getFirst().isEmpty();
    }

    boolean isOneWord() {
        return spellings.getFirst().size() == 1;
    }

    String longestWord() {
        return spellings.getFirst().stream()
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    /** As it is looked for. */
    String text() {
        return String.join(" ", spellings.getFirst());
    }

    /**
     * How near this comes to a record.
     *
     * @param parts other names that stand for it
     */
    Closeness to(String label, List<String> parts) {
        if (is(Spelling.of(label))) {
            return Closeness.SAME;
        }
        if (parts.stream().map(Spelling::of).anyMatch(this::is)) {
            return Closeness.SAME_PART;
        }
        Spelling whole = Spelling.of(label + " " + String.join(" ", parts));
        return begins(whole) ? Closeness.WORDS : Closeness.SIMILAR;
    }

    private boolean is(Spelling other) {
        return spellings.stream().anyMatch(other.spellings::contains);
    }

    private boolean begins(Spelling whole) {
        return spellings.stream()
                .anyMatch(own -> whole.spellings.stream()
                        .anyMatch(others -> own.stream()
                                .allMatch(word -> others.stream().anyMatch(other -> other.startsWith(word)))));
    }

    private static List<String> words(String plain) {
        return Stream.of(NO_WORD.split(plain)).filter(word -> !word.isEmpty()).toList();
    }
}
