package app.henk.agent.offline;

import app.henk.agent.Remembered;
import app.henk.customers.KnownFact;
import java.util.List;
import java.util.stream.Stream;

/** What is known of a person from before this conversation, and what follows from it for advice. */
final class Acquaintance {

    /** Topics of what somebody did not want. */
    private static final String NOT = ".not";

    private final Remembered remembered;
    private final Concepts concepts;

    Acquaintance(Remembered remembered, Concepts concepts) {
        this.remembered = remembered;
        this.concepts = concepts;
    }

    /** What was not liked is not shown again, unless it is asked for. */
    List<Change> dislikes(String language) {
        return remembered.earlier().stream()
                .filter(fact -> fact.topic().endsWith(NOT))
                .flatMap(fact -> concepts(fact, language))
                .distinct()
                .<Change>map(Change.Avoided::new)
                .toList();
    }

    private Stream<String> concepts(KnownFact fact, String language) {
        String kind = fact.topic().substring(0, fact.topic().length() - NOT.length());
        return concepts.find(Token.of(fact.value()), language, word -> true, word -> false).stream()
                .map(Span::value)
                .filter(concept -> Change.kind(concept).equals(kind));
    }

    /** What colleagues wrote down, in its order, without their names. */
    List<String> notes() {
        return remembered.notes().reversed().stream()
                .map(note -> note.substring(note.indexOf(": ") + 1).strip())
                .toList();
    }
}
