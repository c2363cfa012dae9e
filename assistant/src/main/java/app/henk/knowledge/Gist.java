package app.henk.knowledge;

import java.util.TreeSet;
import java.util.stream.Collectors;

/** What two ways to ask the same have in common. */
final class Gist {

    private static final int LONGEST = 300;

    private Gist() {}

    /** Its concepts, and the stems of words that are none, sorted; the words themselves where nothing else is left. */
    static String of(String question, Language language, Profile profile) {
        TreeSet<String> parts = profile.features().ofQuestion(question, language, profile.statistics()).stream()
                .map(Gist::part)
                .collect(Collectors.toCollection(TreeSet::new));
        String gist = parts.isEmpty() ? Letters.fold(question) : String.join(" ", parts);
        return gist.substring(0, Math.min(gist.length(), LONGEST));
    }

    private static String part(Features.Asked word) {
        return word.ways().stream()
                .map(Features.Way::feature)
                .filter(feature -> feature.startsWith(Features.CONCEPT))
                .findFirst()
                .or(() -> word.ways().stream().map(Features.Way::feature).findFirst())
                .orElse(word.word());
    }
}
