package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The linings and options that a message names. */
final class Extras {

    /** @param words as the person wrote them */
    record Extra(String words, boolean lining, boolean without) {}

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final List<Token> tokens;

    Extras(Dialogue dialogue, Consultation consultation) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.tokens = Token.of(dialogue.heard.text());
    }

    List<Extra> named() {
        Words words = dialogue.words();
        Negation negation = new Negation(words, tokens);
        List<Extra> extras = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int at = i;
            List<Span<String>> here = dialogue.concepts.find(tokens, dialogue.language, w -> true, w -> false).stream()
                    .filter(span -> span.from() == at && consultation.isExtra(span.value()))
                    .toList();
            if (here.isEmpty() || i < from) {
                continue;
            }
            Span<String> hit = here.getFirst();
            int start = adjective(withoutJoint(i, hit.to()));
            boolean lining =
                    here.stream().anyMatch(span -> consultation.lining().contains(span.value()));
            int end = madeOf(hit.to());
            extras.add(new Extra(words(start, end), lining, negation.covers(hit.from(), hit.to())));
            from = hit.to();
        }
        return extras;
    }

    /** "Ein Futter aus Seide": what it is made of belongs to it. */
    private int madeOf(int end) {
        boolean said = dialogue.words().of("preposition").has(tokens, end)
                && dialogue.concepts.find(tokens, dialogue.language, w -> true, w -> false).stream()
                        .anyMatch(span -> span.from() == end + 1 && consultation.isQuality(span.value()));
        return said ? end + 2 : end;
    }

    /** "ein rotes Futter": the word in front belongs to it when it is no small one. */
    private int adjective(int at) {
        boolean said = at > 0
                && tokens.get(at - 1).isWord()
                && !dialogue.words().of("function").has(tokens, at - 1)
                && !dialogue.words().of("negation.before").has(tokens, at - 1)
                && !dialogue.words().of("extras_joint").has(tokens, at - 1);
        return said ? at - 1 : at;
    }

    /** "Mit Weste" is a waistcoat. */
    private int withoutJoint(int from, int to) {
        int at = from;
        while (at < to - 1 && dialogue.words().of("extras_joint").has(tokens, at)) {
            at++;
        }
        return at;
    }

    /** "Und mit Weste?" asks for the price with it, "Weste oder keine?" for advice. */
    boolean areAdded() {
        return dialogue.words().of("extras_with").isIn(tokens)
                && !dialogue.words().of("extras_or").isIn(tokens);
    }

    /** "Mit allem", "insgesamt". */
    boolean everything() {
        return dialogue.words().of("everything").isIn(tokens);
    }

    private String words(int from, int to) {
        return dialogue.heard
                .text()
                .substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    static Set<String> stems(String words) {
        return Token.of(words).stream()
                .filter(Token::isWord)
                .map(token -> token.folded().replaceFirst("(e|en|er|es|em|s)$", ""))
                .collect(Collectors.toSet());
    }
}
