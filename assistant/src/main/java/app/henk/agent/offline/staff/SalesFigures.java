package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;

/** Reads questions for what was sold, earned or made, and how somebody did: "was haben wir verkauft?", "how did Anna do?". */
final class SalesFigures {

    private static final String COUNT = "count";
    private static final String SUM = "sum(value)";
    private static final String AVERAGE = "avg(value)";

    private final Clause clause;
    private final Draft draft;
    private final Ranking ranking;
    private final Breakdown breakdown;

    SalesFigures(Clause clause, Draft draft, Ranking ranking, Breakdown breakdown) {
        this.clause = clause;
        this.draft = draft;
        this.ranking = ranking;
        this.breakdown = breakdown;
    }

    /** "Was haben wir an Cancity verkauft?" asks for what it brought in, "am häufigsten verkauft" for how often. */
    void sold() {
        List<Hit> sold = clause.all("sold");
        sold.forEach(clause::take);
        boolean wentOut = CommandPatterns.take("went_out", clause);
        boolean deals = draft.entity.equals("deals");
        if (deals
                && (!sold.isEmpty() || wentOut || ranking.isCounted() || ranking.isByRevenue())
                && !draft.limits("status")) {
            draft.implied(clause, "status = won");
        }
        if (ranking.isByRevenue()) {
            draft.measure(SUM);
        }
        boolean products = draft.by.contains("product")
                || clause.all("dimension").stream()
                        .anyMatch(hit -> hit.meaning().equals("product"));
        boolean pieces = ranking.isOfMany() && products && !sold.isEmpty();
        if (draft.measures.isEmpty() && (ranking.isCounted() || pieces)) {
            draft.measure(COUNT);
        }
        boolean someOf = breakdown.asksWhich()
                || (clause.has("which") && clause.has("plural_entity"))
                || clause.isAnyway("all_that", 0)
                || sold.stream().anyMatch(this::isOfAnything);
        if (draft.measures.isEmpty() && !sold.isEmpty() && !someOf) {
            draft.measure(SUM);
        }
    }

    /** "Haben wir gestern was verkauft?" asks whether; "was haben wir verkauft?" for how much. */
    private boolean isOfAnything(Hit sold) {
        return clause.before("anything", sold.from())
                .filter(hit -> hit.from() > 0 && !clause.has("who") && !clause.has("whom"))
                .isPresent();
    }

    /** "Wie viel hat Anna gewonnen?" asks for the value; what it is that it asks for must be said. */
    void howMuch(boolean pipeline) {
        Optional<Hit> howMuch = clause.first("how_much");
        if (howMuch.isEmpty()) {
            return;
        }
        boolean won =
                clause.all("status").stream().anyMatch(hit -> hit.meaning().equals("won"));
        List<Hit> made = clause.has("pointing") ? List.of() : clause.all("made");
        boolean deals = clause.everywhere("entity").stream()
                .anyMatch(hit -> hit.meaning().equals("deals"));
        boolean counted = clause.anyway("entity", howMuch.get().to())
                .filter(hit -> hit.meaning().startsWith("deals|") && clause.isAnyway("plural_entity", hit.from()))
                .isPresent();
        if (draft.measures.isEmpty() && (deals || counted) && !pipeline) {
            // "wieviel Deals", "combien avons-nous gagné d'affaires"
            draft.measure(COUNT);
        }
        if (draft.measures.isEmpty() && !made.isEmpty() && !won) {
            draft.measure(SUM);
            draft.implied(clause, "status = won");
            made.forEach(clause::take);
        } else if (draft.measures.isEmpty() && hasClosed()) {
            draft.measure(SUM);
            draft.implied(clause, "status = won");
            draft.date = Optional.of("closed");
        } else if (draft.measures.isEmpty() && (pipeline || won || clause.has("money"))) {
            draft.measure(SUM);
            clause.all("money").forEach(clause::take);
        }
        if (!draft.measures.isEmpty()) {
            clause.take(howMuch.get());
        }
    }

    /** "How much did I close?" */
    private boolean hasClosed() {
        Optional<Hit> verb = clause.first("closing_verb")
                .filter(closing -> clause.everywhere("past").stream().anyMatch(did -> did.to() <= closing.from()));
        verb.ifPresent(clause::take);
        return verb.isPresent();
    }

    /** "How did Anna do?": what she sold. */
    void performance() {
        if (ranking.followsFigure() && draft.compare.isPresent() && draft.measures.isEmpty()) {
            // "und im Vergleich zum Vorjahr?" compares the figure of before
            clause.all("performance").forEach(clause::take);
            return;
        }
        boolean buyers = ranking.isRanked()
                && draft.by.equals(List.of("company"))
                && !clause.everywhere("buyer").isEmpty()
                && clause.everywhere("status").isEmpty();
        boolean asked = clause.has("performance") || buyers || (ranking.isBest() && !draft.by.isEmpty());
        boolean compared = draft.compare.isPresent() && draft.by.isEmpty();
        if (draft.measures.isEmpty()
                && compared
                && !asked
                && !clause.everywhere("status").isEmpty()
                && clause.everywhere("entity").isEmpty()) {
            // more deals or more value?
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (draft.measures.isEmpty()
                && compared
                && !asked
                && !clause.everywhere("entity").isEmpty()) {
            // "mehr Deals als im Oktober"
            draft.measure(COUNT);
        } else if (draft.measures.isEmpty() && asked && !draft.entity.equals("deals")) {
            draft.unsure.add(clause.raw(0, clause.size()));
        } else if (draft.measures.isEmpty() && (asked || compared)) {
            draft.measure(SUM);
            if (!draft.limits("status")) {
                draft.value("status", "won", false);
            }
        }
        clause.all("performance").forEach(clause::take);
    }

    /** "What is our pipeline worth?", "que valent les affaires de …?": one of them on average, all of them together. */
    void worth() {
        Optional<Hit> worth = clause.all("worth_verb").stream()
                .filter(hit -> !clause.isBeforeNumber(hit.to()))
                .findFirst();
        boolean asked =
                clause.has("how_much") || clause.all("what").stream().anyMatch(hit -> clause.onlySmall(0, hit.from()));
        if (draft.measures.isEmpty() && asked && worth.isPresent()) {
            boolean one = clause.everywhere("entity").stream().anyMatch(this::isAnyOne);
            draft.measure(one ? AVERAGE : SUM);
            clause.take(worth.get());
        }
    }

    /** "Ein gewonnener Deal". */
    private boolean isAnyOne(Hit noun) {
        int at = noun.from() - 1;
        while (at >= 0 && clause.isAnyway("status", at)) {
            at--;
        }
        return clause.isAnyway("a_single", at) && clause.isAnyway("singular_noun", noun.from());
    }
}
