package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import app.henk.customers.KnownFact;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a customer has or had already, said beside what is shown: the more alike of it, or that nothing is doubled. */
final class Owned {

    private static final String ORDERS = "orders";
    private static final Set<String> SECTIONS = Set.of(ORDERS, "wardrobe");
    /** Shorter words say nothing of a cloth. */
    private static final int TELLING = 5;

    private final Dialogue dialogue;

    Owned(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    Optional<Line> beside(List<Offer> shown) {
        List<KnownFact> pieces = dialogue.turn.remembered().earlier().stream()
                .filter(fact -> SECTIONS.contains(fact.section()))
                .toList();
        return pieces.stream()
                .flatMap(piece -> shown.stream()
                        .filter(offer -> alike(piece, offer))
                        .map(offer -> line("like", piece, Map.of("name", offer.name()))))
                .findFirst()
                .or(() -> pieces.stream().findFirst().map(piece -> line("other", piece, Map.of())));
    }

    private static boolean alike(KnownFact piece, Offer offer) {
        Set<String> had = telling(piece.value());
        return telling(offer.name()).stream().anyMatch(had::contains);
    }

    private static Set<String> telling(String text) {
        return Token.of(text.toLowerCase(Locale.ROOT)).stream()
                .map(Token::folded)
                .filter(word -> word.length() >= TELLING)
                .collect(Collectors.toSet());
    }

    private Line line(String how, KnownFact piece, Map<String, String> more) {
        Map<String, Object> values = new HashMap<>(more);
        // behind the title stand the cloths it was made of
        values.put("what", piece.value().replaceFirst(":.*", ""));
        values.put(
                "year",
                String.valueOf(piece.at().atZone(dialogue.turn.tenant().zone()).getYear()));
        String which = piece.section().equals(ORDERS) ? "ordered" : "owned";
        return Line.of(which + "." + how, values).at(Place.PARAGRAPH);
    }
}
