package app.henk.knowledge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people say for a thesaurus' concepts in one language: as it is written, and by its stems. */
final class Forms {

    /** Words of the longest form that is understood. */
    static final int LONGEST = 5;

    private final Language language;
    private final Map<String, Set<String>> stems = new LinkedHashMap<>();
    private final Map<String, Set<String>> written = new LinkedHashMap<>();
    private Spelling spelling = new Spelling(Set.of());

    Forms(Language language) {
        this.language = language;
    }

    void add(String concept, String form) {
        List<Token> tokens = language.tokens(form);
        if (tokens.isEmpty() || tokens.size() > LONGEST) {
            return;
        }
        note(stems, key(tokens, 0, tokens.size()), concept);
        if (tokens.size() == 1) {
            note(written, tokens.getFirst().word(), concept);
        }
    }

    private static void note(Map<String, Set<String>> into, String key, String concept) {
        into.computeIfAbsent(key, unseen -> new LinkedHashSet<>()).add(concept);
    }

    /** After the last form, before the first question. */
    void complete() {
        spelling = new Spelling(written.keySet());
    }

    Set<String> words() {
        return written.keySet();
    }

    /** A single word as it is written says more than its stem, which it may share with another word. */
    Set<String> known(List<Token> tokens, int from, int to) {
        Set<String> exact = to - from > 1 ? Set.of() : written(tokens.get(from).word());
        return exact.isEmpty() ? stem(key(tokens, from, to)) : exact;
    }

    Set<String> written(String word) {
        return written.getOrDefault(word, Set.of());
    }

    Set<String> stem(String stem) {
        return stems.getOrDefault(stem, Set.of());
    }

    Optional<String> closest(String word) {
        return spelling.closest(word);
    }

    private static String key(List<Token> tokens, int from, int to) {
        StringBuilder key = new StringBuilder();
        for (Token token : tokens.subList(from, to)) {
            key.append(' ').append(token.stem());
        }
        return key.substring(1);
    }
}
