package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.agent.offline.staff.Quantities.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Finds the words that put something first, and how many are meant. */
final class Superlatives {

    private static final BigDecimal MOST_LINES = BigDecimal.valueOf(100);

    private final Clause clause;

    Superlatives(Clause clause) {
        this.clause = clause;
    }

    /** "Am meisten", "die größten", "le plus souvent". */
    Optional<Hit> extreme() {
        return clause.all("most").stream()
                .filter(hit -> !clause.isPartOfLonger(hit, "operator", "newest", "behind", "oftest"))
                .filter(hit -> !isComparative(hit))
                .filter(hit -> clause.at("operator", hit.from()).isEmpty())
                .findFirst()
                .or(() -> clause.first("newest"))
                .or(() -> clause.first("oftest"));
    }

    /** "Vendu plus en juin qu'en mai": the same word without an article only says that there is more. */
    private boolean isComparative(Hit hit) {
        boolean more = clause.at("more", hit.from())
                .filter(same -> same.to() == hit.to())
                .isPresent();
        return more && clause.has("comparing") && !clause.isAnyway("article", hit.from() - 1);
    }

    /** "Die letzten fünf gewonnenen Deals"; of a time the word is a part of it. */
    Optional<Hit> last() {
        return clause.all("last").stream()
                .filter(hit -> isCounted(hit) || isRecord(hit.to()))
                .findFirst();
    }

    private boolean isCounted(Hit hit) {
        return quantities().stream()
                .anyMatch(q ->
                        (q.from() == hit.to() && isRecord(q.to())) || (q.to() == hit.from() && isRecord(hit.to())));
    }

    private boolean isRecord(int at) {
        return clause.isAnyway("entity", clause.pastStates(at));
    }

    /** Numbers that may say how many lines. */
    List<Quantity> quantities() {
        return new Quantities(clause)
                .all().stream()
                        .map(this::countedStretches)
                        .filter(q ->
                                q.unit() == Quantities.Unit.NONE && q.value().compareTo(MOST_LINES) <= 0)
                        .filter(q -> clause.before("operator", q.from()).isEmpty())
                        .toList();
    }

    /** "Die drei schlechtesten Monate" are no ninety days. */
    private Quantity countedStretches(Quantity q) {
        Optional<Hit> unit = clause.at("unit", q.to() - 1).filter(hit -> isNoun(hit.from()));
        return q.unit() == Quantities.Unit.DAYS && unit.isPresent()
                ? new Quantity(
                        q.value()
                                .divideToIntegralValue(new BigDecimal(unit.get().meaning())),
                        Quantities.Unit.NONE,
                        q.from(),
                        q.to() - 1)
                : q;
    }

    /** How many of them: "top 5", "die drei größten". */
    Optional<Quantity> number(Optional<Hit> top, Optional<Hit> extreme) {
        return quantities().stream()
                .filter(q -> top.filter(hit -> hit.to() == q.from()).isPresent()
                        || extreme.filter(hit -> hit.from() == q.to() || hit.to() == q.from())
                                .isPresent()
                        || (extreme.isPresent() && isNoun(clause.pastStates(q.to()))))
                .findFirst();
    }

    boolean isNoun(int at) {
        return clause.isAnyway("dimension", at) || clause.isAnyway("entity", at);
    }
}
