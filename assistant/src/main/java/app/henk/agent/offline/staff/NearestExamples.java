package app.henk.agent.offline.staff;

import app.henk.agent.offline.Stems;
import app.henk.agent.offline.Token;
import app.henk.platform.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which of the written questions come nearest to one that is not understood: those that share the most words with it. */
public final class NearestExamples {

    private static final String EXAMPLES = "offline-staff.examples";
    private static final int SHORTEST = 3;

    private final Wording wording;
    private final String language;

    NearestExamples(Wording wording, String language) {
        this.wording = wording;
        this.language = language;
    }

    /** All of them, in the order in which they are written. */
    public static List<String> all(Wording wording, String language) {
        return IntStream.range(0, wording.variants(EXAMPLES, language))
                .mapToObj(i -> wording.say(EXAMPLES, language, i, Map.of()))
                .toList();
    }

    /** The nearest first; where none shares a word, in the order in which they are written. */
    List<String> to(String part, int most) {
        Set<String> said = stems(part);
        return all(wording, language).stream()
                .sorted(Comparator.comparingDouble((String example) -> -likeness(said, stems(example))))
                .limit(most)
                .toList();
    }

    private static double likeness(Set<String> said, Set<String> example) {
        long shared = said.stream().filter(example::contains).count();
        return shared / (double) (said.size() + example.size() - shared + 1);
    }

    private Set<String> stems(String text) {
        return Token.of(text).stream()
                .filter(token -> token.isWord() && token.folded().length() >= SHORTEST)
                .map(token -> Stems.stem(token.folded(), language))
                .collect(Collectors.toSet());
    }
}
