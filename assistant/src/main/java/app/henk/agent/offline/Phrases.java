package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Expands "(Hallo|Guten Tag), ich suche (einen|nen) Anzug" to phrases that it stands for. */
final class Phrases {

    /** So many say all that a pattern has to say; every choice stands in one of them. */
    private static final int MOST = 30;

    private Phrases() {}

    static List<String> expand(String pattern) {
        List<List<String>> parts = parts(pattern);
        int largest = parts.stream().mapToInt(List::size).max().orElse(1);
        long all = parts.stream().mapToLong(List::size).reduce(1, (one, other) -> Math.min(1_000_000, one * other));
        int wanted = (int) Math.min(all, Math.max(MOST, largest));
        Set<String> phrases = new LinkedHashSet<>();
        for (int i = 0; i < wanted; i++) {
            phrases.add(phrase(parts, i, all == wanted));
        }
        return List.copyOf(phrases);
    }

    /** Each in turn, or, where there are too many, every choice as often as the others and beside different ones. */
    private static String phrase(List<List<String>> parts, int number, boolean each) {
        StringBuilder phrase = new StringBuilder();
        int rest = number;
        for (int p = 0; p < parts.size(); p++) {
            List<String> choices = parts.get(p);
            int choice = each ? rest % choices.size() : (number + p * (number / choices.size())) % choices.size();
            rest /= choices.size();
            phrase.append(choices.get(choice));
        }
        return phrase.toString().replaceAll("\\s+", " ").strip();
    }

    /** What stands outside of brackets is a choice of one. */
    private static List<List<String>> parts(String pattern) {
        List<List<String>> parts = new ArrayList<>();
        int at = 0;
        for (int open = pattern.indexOf('('); open >= 0; open = pattern.indexOf('(', at)) {
            int close = pattern.indexOf(')', open);
            if (close < 0 || pattern.substring(open + 1, close).indexOf('(') >= 0) {
                throw new IllegalArgumentException("brackets do not match in " + pattern);
            }
            parts.add(List.of(pattern.substring(at, open)));
            parts.add(List.of(pattern.substring(open + 1, close).split("\\|", -1)));
            at = close + 1;
        }
        parts.add(List.of(pattern.substring(at)));
        return parts;
    }
}
