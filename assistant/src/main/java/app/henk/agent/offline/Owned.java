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

    private static final int MOST_NAMED = 4;

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

    /** What was ordered here, the latest first; empty for who has ordered nothing yet. */
    Optional<Line> had() {
        List<String> orders = dialogue.turn.remembered().earlier().stream()
                .filter(fact -> fact.section().equals(ORDERS))
                .map(order -> title(order) + " (" + year(order) + ")")
                .distinct()
                .limit(MOST_NAMED)
                .toList();
        return orders.isEmpty()
                ? Optional.empty()
                : Optional.of(Line.of("recall.ordered", Map.of("what", String.join(", ", orders))));
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
        values.put("what", title(piece));
        values.put("year", year(piece));
        String which = piece.section().equals(ORDERS) ? "ordered" : "owned";
        return Line.of(which + "." + how, values).at(Place.PARAGRAPH);
    }

    /** Behind it stand the cloths that it was made of. */
    private static String title(KnownFact piece) {
        return piece.value().replaceFirst(":.*", "");
    }

    private String year(KnownFact piece) {
        return String.valueOf(piece.at().atZone(dialogue.turn.tenant().zone()).getYear());
    }
}
