package app.henk.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a cell's words mean here, and puts right what can only be a slip. Remembers: a file repeats itself. */
final class Corrections {

    private static final int MOST_REMEMBERED = 10_000;

    private final Vocabulary vocabulary;
    private final List<String> products;
    private final Map<String, Optional<String>> known = new HashMap<>();
    private final Map<String, Optional<String>> words = new HashMap<>();

    Corrections(Vocabulary vocabulary, List<String> products) {
        this.vocabulary = vocabulary;
        this.products = products;
    }

    /** Empty when the text is right, or when nobody can say what it should be. */
    Optional<String> of(Field field, String text) {
        return remembered(known, field, text).orElseGet(() -> remember(known, field, text, find(field, text)));
    }

    /** The one of a closed set of words; empty for what is none of them. */
    Optional<String> word(Field field, String text) {
        return remembered(words, field, text)
                .orElseGet(() -> remember(
                        words, field, text, vocabulary.word(field.key(), text).map(Vocabulary.Guess::meant)));
    }

    private static Optional<Optional<String>> remembered(
            Map<String, Optional<String>> answers, Field field, String text) {
        return Optional.ofNullable(answers.get(field.key() + " " + text));
    }

    private static Optional<String> remember(
            Map<String, Optional<String>> answers, Field field, String text, Optional<String> answer) {
        if (answers.size() >= MOST_REMEMBERED) {
            answers.clear();
        }
        answers.put(field.key() + " " + text, answer);
        return answer;
    }

    private Optional<String> find(Field field, String text) {
        return switch (field) {
            // a product that differs by a letter is another product
            case PRODUCT -> Spelling.otherwiseSpelt(text, products);
            case SECTOR -> Spelling.slipOf(text, vocabulary.sectors());
            case COUNTRY -> Spelling.slipOf(text, vocabulary.countries());
            default -> Optional.empty();
        };
    }
}
