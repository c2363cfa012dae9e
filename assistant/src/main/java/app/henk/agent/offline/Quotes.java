package app.henk.agent.offline;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Takes from a passage the few sentences that answer, word by word. */
final class Quotes {

    static final int LONGEST = 650;
    /** Where several are given. */
    static final int SHORT = 450;

    private static final Pattern MONEY = Pattern.compile("\\d[\\d.,\\u00a0\\u202f ]*\\s?[€£$]|[€£$]\\s?\\d|\\d\\s?%");
    /** Counts like so many words in common. */
    private static final double SUM = 1.5;

    private Quotes() {}

    /**
     * The whole of it where there is room, else the neighbouring sentences that take up most of the question.
     *
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
        List<Set<String>> said =
                sentences.stream().map(one -> stems(one, language)).toList();
        double[] fits = new double[sentences.size()];
        for (int i = 0; i < fits.length; i++) {
            fits[i] = wanted.stream()
                            .filter(said.get(i)::contains)
                            .mapToDouble(word -> rarity(word, said))
                            .sum()
                    + (price && MONEY.matcher(sentences.get(i)).find() ? SUM : 0);
        }
        int best = 0;
        double most = -1;
        for (int first = 0; first < fits.length; first++) {
            double fit = IntStream.range(first, end(sentences, first, longest))
                    .mapToDouble(i -> fits[i])
                    .sum();
            if (fit > most) {
                most = fit;
                best = first;
            }
        }
        return String.join(" ", sentences.subList(best, end(sentences, best, longest)));
    }

    /** Behind the last sentence for which there is room. */
    private static int end(List<String> sentences, int first, int longest) {
        int end = first + 1;
        for (int length = sentences.get(first).length(); end < sentences.size(); end++) {
            length += 1 + sentences.get(end).length();
            if (length > longest) {
                break;
            }
        }
        return end;
    }

    /** A word that only one sentence has tells it from the others. */
    private static double rarity(String word, List<Set<String>> said) {
        return 1.0 / said.stream().filter(sentence -> sentence.contains(word)).count();
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
