package app.henk.agent.grounding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What documents and data say, word for word; signs, case and line breaks do not matter. */
final class Quotations {

    /** Fewer words in a row are found anywhere and mean nothing. */
    private static final int FEWEST_WORDS = 5;

    private static final String LEAD_IN = ":,;(–—\"„“«»";

    private final List<String> unread = new ArrayList<>();
    private final StringBuilder texts = new StringBuilder(" ");

    void add(String text) {
        unread.add(text);
    }

    /**
     * Whether a sentence, or what follows a lead-in of it, stands here.
     *
     * @param claim index of what is in doubt, which the quotation has to hold
     * @param over the sentence is complete; otherwise whether it may become a quotation
     */
    boolean have(String sentence, int claim, boolean over) {
        unread.forEach(text -> texts.append(plain(text)).append("| "));
        unread.clear();
        for (int from = 0; from <= Math.min(claim, sentence.length()); from++) {
            boolean start = from == 0 || LEAD_IN.indexOf(sentence.charAt(from - 1)) >= 0;
            if (start && has(plain(sentence.substring(from)), over)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(String words, boolean over) {
        if (!over) {
            return texts.indexOf(" " + words.stripTrailing()) >= 0;
        }
        boolean enough = words.chars().filter(c -> c == ' ').count() >= FEWEST_WORDS;
        return enough && texts.indexOf(" " + words) >= 0;
    }

    /** Words and numbers in lower case, each with a space behind it. */
    private static String plain(String text) {
        String words = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return words.isEmpty() ? "" : words + " ";
    }
}
