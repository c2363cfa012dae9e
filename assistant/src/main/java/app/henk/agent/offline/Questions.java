package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/** Tells from an answer's text, whoever worded it, what it asked for. */
final class Questions {

    /** One sentence may name several things; the more binding question counts. */
    private static final List<String> BINDING = List.of(
            "consent", "erase", "cancel", "later", "contact", "reach", "name", "slot", "person", "relax", "pick");
    /** These are as often asked for ("please give me …") as they are put as a question. */
    private static final List<String> REQUESTS = List.of("contact", "reach", "name");

    private final EngineData data;

    Questions(EngineData data) {
        this.data = data;
    }

    /** The slot that the last question or request of the text asks for; empty for none or an unknown one. */
    String asked(String text, String language) {
        Lookup asks = data.tongue(language).words().of("asks");
        String found = "";
        for (String sentence : text.split("(?<=[.!?])\\s|\\n")) {
            List<String> named = asks.values(Token.of(sentence));
            Optional<String> slot = sentence.strip().endsWith("?")
                    ? BINDING.stream()
                            .filter(named::contains)
                            .findFirst()
                            .or(() -> named.stream().findFirst())
                    : REQUESTS.stream().filter(named::contains).findFirst();
            found = slot.orElse(found);
        }
        return found;
    }
}
