package app.henk.agent.offline;

import java.util.HashSet;
import java.util.Set;

/**
 * All by which the engine understands one language: words of dates, money, yes and no, and the trained intents.
 *
 * @param small words of the language itself, nothing of any trade
 * @param known every word that occurs in either; none of them is a misspelling or a name
 */
record Tongue(Words words, Classifier classifier, Mending mending, Set<String> known, Set<String> small) {

    /** @param weights learnt from these phrases */
    static Tongue of(Words words, TrainingPhrases phrases, Weights weights) {
        Set<String> known = new HashSet<>();
        words.eachWord(known::add);
        Set<String> small = Set.copyOf(known);
        phrases.tokens().forEach(token -> known.add(token.folded()));
        return new Tongue(
                words,
                new Classifier(new Features(words), phrases, weights),
                new Mending(words, Set.copyOf(known)),
                Set.copyOf(known),
                small);
    }
}
