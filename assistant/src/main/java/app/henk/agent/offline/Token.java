package app.henk.agent.offline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, a number or a mark that separates.
 *
 * @param raw as it was written
 * @param folded as words are compared: lower case, ae for ä, no accents
 */
public record Token(String raw, String folded, int start, int end) {

    private static final Pattern PIECE = Pattern.compile(
            "\\p{L}[\\p{L}\\p{M}]*|\\d+(?:[.,:]\\d+|['’  ]\\d{3}(?!\\d))*|[€$£%,;.!?/–-]",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<String, String> WRITTEN_OUT =
            Map.of("m", "am", "re", "are", "ve", "have", "ll", "will", "d", "would", "t", "not");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern STRETCHED = Pattern.compile("(\\p{L})\\1{2,}");

    /** Marks are kept as tokens because they end clauses; a hyphen only beside a number, where it may mean a range. */
    public static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(), fold(matcher.group()), matcher.start(), matcher.end()));
        }
        writeOut(tokens, text);
        List<Token> kept = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean besideNumber = (i > 0 && tokens.get(i - 1).isNumber())
                    || (i + 1 < tokens.size() && tokens.get(i + 1).isNumber());
            if (!tokens.get(i).folded.equals("-") || besideNumber) {
                kept.add(tokens.get(i));
            }
        }
        return kept;
    }

    /** "I'm" and "I am", "don't" and "do not" are the same words. */
    private static void writeOut(List<Token> tokens, String text) {
        for (int i = 1; i < tokens.size(); i++) {
            Token before = tokens.get(i - 1);
            Token token = tokens.get(i);
            boolean joined = token.start == before.end + 1 && "'’".indexOf(text.charAt(before.end)) >= 0;
            String whole = joined ? WRITTEN_OUT.getOrDefault(token.folded, "") : "";
            if (!whole.isEmpty() && (!whole.equals("not") || before.folded.endsWith("n"))) {
                tokens.set(i, new Token(token.raw, whole, token.start, token.end));
                if (whole.equals("not")) {
                    tokens.set(i - 1, new Token(before.raw, negated(before.folded), before.start, before.end));
                }
            }
        }
    }

    private static String negated(String verb) {
        return switch (verb) {
            case "can" -> "can";
            case "won" -> "will";
            default -> verb.substring(0, verb.length() - 1);
        };
    }

    boolean endsSentence() {
        return ".!?;".contains(folded);
    }

    public static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace('–', '-');
        String bare =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        return STRETCHED.matcher(bare).replaceAll("$1");
    }

    public boolean isNumber() {
        return Character.isDigit(raw.charAt(0));
    }

    public boolean isWord() {
        return Character.isLetter(raw.charAt(0));
    }

    public boolean isMark() {
        return !isNumber() && !isWord();
    }

    public boolean isCapitalised() {
        return Character.isUpperCase(raw.charAt(0));
    }
}
