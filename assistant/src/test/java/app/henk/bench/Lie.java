package app.henk.bench;

import java.util.Optional;

/**
 * A sentence of a model.
 *
 * @param tell the piece of it that must not be read by anybody; absent where the sentence is true
 */
record Lie(String sentence, Optional<String> tell) {

    static Lie of(String sentence, String tell) {
        return new Lie(sentence, Optional.of(tell));
    }

    /** False from its first word to its last. */
    static Lie whole(String sentence) {
        return of(sentence, sentence.replaceAll("[.!]$", ""));
    }

    static Lie truth(String sentence) {
        return new Lie(sentence, Optional.empty());
    }
}
