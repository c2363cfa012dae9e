package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the present sentence speaks of, and the figures that it told before it said of what. */
final class Subjects {

    private final Set<String> named = new LinkedHashSet<>();
    /** Of the last sentence that named something: what "er" and "it" stand for. */
    private final Set<String> before = new LinkedHashSet<>();

    private final List<Figure> untold = new ArrayList<>();

    void endSentence() {
        if (!named.isEmpty()) {
            before.clear();
            before.addAll(named);
        }
        named.clear();
        untold.clear();
    }

    /**
     * Whether this may be said of what the sentence speaks of so far.
     *
     * @param pointing it has a word that stands for what was named before
     */
    boolean bear(Figure figure, Evidence evidence, boolean pointing, boolean asLimit) {
        Set<String> meant = named.isEmpty() && pointing ? before : named;
        if (!meant.isEmpty()) {
            return evidence.bears(figure, meant, asLimit);
        }
        if (figure.measure() != Measure.NUMBER) {
            untold.add(figure);
        }
        return true;
    }

    /** Now it speaks of this as well. False when all that was told before is another one's. */
    boolean add(String product, Evidence evidence, boolean asLimit) {
        if (!evidence.describes(product)) {
            return true;
        }
        boolean first = named.isEmpty();
        boolean fits = untold.isEmpty()
                || untold.stream().anyMatch(figure -> evidence.bears(figure, Set.of(product), asLimit));
        named.add(product);
        return !first || fits;
    }
}
