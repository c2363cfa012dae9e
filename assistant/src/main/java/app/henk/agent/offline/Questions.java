package app.henk.agent.offline;

import java.util.List;

/** Tells from an answer's text, whoever worded it, what it asked for. */
final class Questions {

    private static final List<String> BINDING = List.of("consent", "contact", "reach", "name", "person", "pick");

    private final EngineData data;

    Questions(EngineData data) {
        this.data = data;
    }

    /** The slot that the last question of the text asks for; empty for none or an unknown one. */
    String asked(String text, String language) {
        Words words = data.tongue(language).words();
        String found = "";
        for (List<Token> sentence : new Sentences(data.tongue(language), text).split(Token.of(text))) {
            if (!sentence.isEmpty() && sentence.getLast().folded().equals("?")) {
                String slot = slot(sentence, words);
                found = slot.isEmpty() ? found : slot;
            }
        }
        return found;
    }

    /** One sentence may name several things; the more binding question counts. */
    private static String slot(List<Token> sentence, Words words) {
        List<String> named = words.of("asks").values(sentence);
        return BINDING.stream().filter(named::contains).findFirst().orElseGet(() -> named.isEmpty() ? "" : named.getFirst());
    }
}
