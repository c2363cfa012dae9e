package app.henk.agent.offline.staff;

import java.util.Optional;

/** "Wem gehört der?", "how much is it worth?": asks of the one record that was shown, and of no other. */
final class ShownRecord {

    private static final int MOST_WORDS = 9;

    private ShownRecord() {}

    static boolean isAsked(Clause clause, Situation situation) {
        boolean asks = clause.isQuestionMarked()
                || clause.at("interrogative", 0).isPresent()
                || clause.at("asking", 0).isPresent();
        return situation.single().isPresent()
                && asks
                && clause.size() <= MOST_WORDS
                && clause.has("asked_of_one")
                && pointsAtIt(clause)
                && clause.names().isEmpty()
                && !clause.has("plural_entity")
                && new Quantities(clause).all().isEmpty()
                && new Periods(clause.fresh(), false, Optional.empty(), false)
                        .all()
                        .isEmpty();
    }

    /** "… gehört der?" ends with what points; "der Wert" and "it" say so anywhere. */
    private static boolean pointsAtIt(Clause clause) {
        int end = clause.size();
        while (end > 0 && clause.tokens.get(end - 1).isMark()) {
            end--;
        }
        int last = end;
        return clause.has("it_alone") || clause.all("it_at_the_end").stream().anyMatch(hit -> hit.to() == last);
    }
}
