package app.henk.agent.offline;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What holds for every answer, whatever was said. */
final class Manners {

    private static final int LONGEST = 1_400;

    private Manners() {}

    /**
     * @param own what the engine worded
     * @param withheld how many sentences of it did not pass the check of facts
     * @param said sentences of earlier answers; this one's are added
     */
    static List<String> faults(String own, int withheld, Set<String> said) {
        List<String> faults = new ArrayList<>();
        if (own.isBlank()) {
            faults.add("says nothing");
        }
        if (own.contains("{{")
                || own.contains("null")
                || own.contains("  ")
                || own.contains(" .")
                || own.contains("()")) {
            faults.add("has a hole");
        }
        if (withheld > 0) {
            faults.add("says what nothing bears out: " + own);
        }
        if (questions(own) > 1) {
            faults.add("asks more than one question");
        }
        if (own.length() > LONGEST) {
            faults.add("is too long: " + own.length());
        }
        for (String sentence : sentences(own)) {
            if (!said.add(sentence)) {
                faults.add("says again: " + sentence);
            }
        }
        return faults;
    }

    private static long questions(String text) {
        // a question that is quoted from a document is not ours
        return text.replaceAll("(?s)[^\\n]*\\((Quelle|Source)\\s?:[^)]*\\)", "")
                .chars()
                .filter(c -> c == '?')
                .count();
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String line : text.split("\n")) {
            boolean product = line.matches("\\s*\\d\\. .*")
                    || line.contains("(Quelle")
                    || line.contains("(Source")
                    || line.contains("**");
            if (product) {
                continue;
            }
            BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.GERMAN);
            iterator.setText(line);
            for (int from = iterator.first(), to = iterator.next();
                    to != BreakIterator.DONE;
                    from = to, to = iterator.next()) {
                String sentence = line.substring(from, to).strip();
                if (sentence.length() > 12) {
                    sentences.add(sentence);
                }
            }
        }
        return sentences;
    }
}
