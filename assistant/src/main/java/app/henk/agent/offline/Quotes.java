package app.henk.agent.offline;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes from a passage the few sentences that answer, word by word. */
final class Quotes {

    static final int LONGEST = 420;
    /** Where several are given. */
    static final int SHORT = 330;

    private static final Pattern MONEY = Pattern.compile("\\d[\\d.,\\u00a0\\u202f ]*\\s?[€£$]|[€£$]\\s?\\d|\\d\\s?%");
    /** Counts like so many words in common. */
    private static final double SUM = 1.5;

    private Quotes() {}

    /**
     * @param heading of the passage
     * @param price whether a sum is what is asked for, so that a sentence with one answers best
     */
    static String from(String passage, String question, String heading, String language, boolean price, int longest) {
        List<String> sentences =
                sentences(passage.replaceAll("(?m)^\\s*[#|>].*$", " ").replaceAll("[*_`]", ""), language);
        if (sentences.isEmpty()) {
            return "";
        }
        Set<String> wanted = stems(question, language);
        // all of the passage is about what its heading says
        Set<String> named = stems(heading, language);
        wanted.removeIf(word -> named.stream().anyMatch(other -> other.contains(word)));
        int best = 0;
        double most = -1;
        for (int i = 0; i < sentences.size(); i++) {
            double score = overlap(stems(sentences.get(i), language), wanted) - 0.15 * i;
            score += price && MONEY.matcher(sentences.get(i)).find() ? SUM : 0;
            if (score > most) {
                most = score;
                best = i;
            }
        }
        // the second sentence often leans on the first
        boolean whole =
                best == 1 && sentences.get(0).length() + sentences.get(1).length() < longest;
        return from(sentences, whole ? 0 : best, longest);
    }

    private static String from(List<String> sentences, int first, int longest) {
        StringBuilder quote = new StringBuilder(sentences.get(first));
        for (int i = first + 1;
                i < sentences.size() && quote.length() + sentences.get(i).length() < longest;
                i++) {
            quote.append(' ').append(sentences.get(i));
        }
        return quote.toString();
    }

    /** How much of a question a text takes up: words in common, and a sum where one is asked for. */
    static double fit(String text, String question, String language, boolean price) {
        return overlap(stems(text, language), stems(question, language))
                + (price && MONEY.matcher(text).find() ? SUM : 0);
    }

    private static double overlap(Set<String> said, Set<String> wanted) {
        return wanted.stream().filter(said::contains).count();
    }

    private static Set<String> stems(String text, String language) {
        Set<String> stems = new HashSet<>();
        for (Token token : Token.of(text)) {
            if (token.isWord() && token.folded().length() > 3) {
                stems.add(Stems.stem(token.folded(), language));
            }
        }
        return stems;
    }

    /** The first sentence of a description. */
    static String first(String text, String language) {
        List<String> sentences = sentences(text, language);
        return sentences.isEmpty() ? "" : sentences.getFirst();
    }

    static List<String> sentences(String text, String language) {
        String line = text.replaceAll("\\s+", " ").strip();
        BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.of(language));
        iterator.setText(line);
        List<String> sentences = new ArrayList<>();
        for (int from = iterator.first(), to = iterator.next();
                to != BreakIterator.DONE;
                from = to, to = iterator.next()) {
            String sentence = line.substring(from, to).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }
}
