package app.henk.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What can be added to a product, found by number or by plain words: a misspelling is forgiven, words that fit several
 * are not decided.
 */
record Extras(List<Extra> all) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final double SAME = 0.7;
    private static final double CLEARLY = 0.08;
    private static final double NEAR = 0.3;
    /** Its name stands among the words, which say more than that. */
    private static final double SAID = 1;

    private static final int LONGEST_FILLER = 3;
    private static final int MOST_NEAREST = 3;

    private record Likeness(Extra extra, double value) {}

    Extras of(Predicate<Extra> some) {
        return new Extras(all.stream().filter(some).toList());
    }

    /** The one that these words name; empty when none or more than one could be meant. */
    Optional<Extra> named(String words) {
        String asked = plain(words);
        return only(of(extra -> forms(extra).contains(asked)))
                .or(() -> only(longestIn(asked)))
                .or(() -> only(of(
                        extra -> asked.length() > 2 && forms(extra).stream().anyMatch(form -> has(form, asked)))))
                .or(() -> alike(asked));
    }

    /** What could have been meant, the likeliest first; a few of all when nothing is like it. */
    List<Product> nearest(String words) {
        String asked = plain(words);
        List<Product> near = likenesses(asked).stream()
                .filter(like -> like.value() >= NEAR)
                .map(like -> like.extra().product())
                .limit(MOST_NEAREST)
                .toList();
        return near.isEmpty()
                ? all.stream().map(Extra::product).limit(MOST_NEAREST).toList()
                : near;
    }

    private static Optional<Extra> only(Extras found) {
        return found.all.size() == 1 ? Optional.of(found.all.getFirst()) : Optional.empty();
    }

    /** "bitte mit Monogramm", "Knöpfe aus Perlmutt": those that the words are about, the longest name only. */
    private Extras longestIn(String asked) {
        Extras about = of(extra -> isAbout(extra, asked));
        int longest = about.all.stream()
                .mapToInt(extra -> longest(extra, asked))
                .max()
                .orElse(0);
        return about.of(extra -> longest(extra, asked) == longest);
    }

    /** A name of it is most of what is said, or whatever else is said belongs to one of its names. */
    private static boolean isAbout(Extra extra, String asked) {
        int longest = longest(extra, asked);
        return longest > 0
                && (2 * longest >= asked.length()
                        || Arrays.stream(asked.split(" "))
                                .filter(word -> word.length() > LONGEST_FILLER)
                                .allMatch(word -> forms(extra).stream().anyMatch(form -> form.contains(word))));
    }

    private static int longest(Extra extra, String asked) {
        return forms(extra).stream()
                .filter(form -> has(asked, form))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private Optional<Extra> alike(String asked) {
        List<Likeness> best = likenesses(asked);
        if (best.isEmpty() || best.getFirst().value() < SAME || best.getFirst().value() == SAID) {
            return Optional.empty();
        }
        boolean clear = best.size() == 1 || best.get(0).value() - best.get(1).value() >= CLEARLY;
        return clear ? Optional.of(best.getFirst().extra()) : Optional.empty();
    }

    private List<Likeness> likenesses(String asked) {
        return all.stream()
                .map(extra -> new Likeness(
                        extra,
                        forms(extra).stream()
                                .mapToDouble(form -> has(asked, form) ? SAID : likeness(form, asked))
                                .max()
                                .orElse(0)))
                .sorted(Comparator.comparingDouble(Likeness::value)
                        .reversed()
                        .thenComparing(like -> like.extra().sku()))
                .toList();
    }

    private static List<String> forms(Extra extra) {
        return extra.names().stream().map(Extras::plain).distinct().toList();
    }

    private static boolean has(String text, String words) {
        return (" " + text + " ").contains(" " + words + " ");
    }

    /** How many pairs of letters two texts share: 0 to 1. */
    private static double likeness(String one, String other) {
        List<String> mine = pairs(one);
        List<String> rest = pairs(other);
        int sum = mine.size() + rest.size();
        Set<String> known = new HashSet<>(mine);
        long shared = rest.stream().filter(known::contains).count();
        return sum == 0 ? 0 : Math.min(1, 2.0 * shared / sum);
    }

    private static List<String> pairs(String text) {
        List<String> pairs = new ArrayList<>();
        String framed = " " + text + " ";
        for (int i = 0; i + 2 <= framed.length(); i++) {
            pairs.add(framed.substring(i, i + 2));
        }
        return pairs;
    }

    /** Lower case, without accents; "Knöpfe", "Knoepfe" and "Knopfe" read alike. */
    private static String plain(String text) {
        String folded = text.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("œ", "oe");
        folded =
                MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
        return NO_WORD.matcher(folded.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
                .replaceAll(" ")
                .strip();
    }
}
