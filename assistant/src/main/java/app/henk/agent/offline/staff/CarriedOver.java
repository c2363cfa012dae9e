package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Filter;
import app.henk.insights.Measure;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a question takes over from the one before it, once its own words are read. */
final class CarriedOver {

    private static final Set<String> RATES = Set.of("win_rate", "conversion");

    private final Clause clause;
    private final Draft draft;
    private final Query base;
    /** "Und der größte?" behind a figure is one of those that it is of. */
    private boolean ofRecords;

    /** @param base the question before */
    CarriedOver(Clause clause, Draft draft, Query base) {
        this.clause = clause;
        this.draft = draft;
        this.base = base;
    }

    /** What only leads over from the question before; "zusammen?" asks for the sum of what was listed. */
    void read(Ranking ranking) {
        clause.at("and_what_about", 0).ifPresent(clause::take);
        clause.at("same_for", 0).or(() -> clause.at("same", 0)).ifPresent(clause::take);
        clause.all("again").forEach(clause::take);
        oneOfThem(ranking);
        if (!base.by().isEmpty()) {
            clause.all("each_alone").forEach(clause::take);
        }
        ofRecords = ranking.isRanked()
                && draft.by.isEmpty()
                && draft.measures.isEmpty()
                && base.by().isEmpty();
        clause.first("of_them").ifPresent(clause::take);
        boolean instead = clause.has("instead");
        clause.all("instead").forEach(clause::take);
        boolean sameFigure = draft.measures.isEmpty() && !base.measures().isEmpty();
        if (draft.measures.isEmpty() && !sameFigure && !draft.by.isEmpty() && clause.has("how_much")) {
            // "combien par pays ?" of what was listed
            draft.measure("count");
        }
        if (sameFigure && clause.all("pointing").isEmpty()) {
            // "et combien en mars ?"
            clause.all("how_much").forEach(clause::take);
        }
        List<Hit> together = clause.all("together");
        boolean bare = draft.measures.isEmpty() && !draft.saysWhat() && draft.where.isEmpty();
        Optional<Hit> worth = clause.first("number_field")
                .filter(hit -> hit.meaning().equals("value") && (clause.has("pointing") || instead));
        if (bare && worth.isPresent()) {
            // "what were they worth?"
            draft.measure("sum(value)");
            clause.take(worth.get());
        }
        Optional<Hit> money = clause.first("money")
                .filter(hit -> clause.onlySmall(0, hit.from()) && clause.onlySmall(hit.to(), clause.size()));
        if (bare && money.isPresent()) {
            // "in Euro?"
            draft.measure("sum(value)");
            clause.take(money.get());
        }
        if (!together.isEmpty() && bare) {
            draft.measure("sum(value)");
        }
        together.forEach(clause::take);
        if (together.stream()
                .anyMatch(hit -> clause.everywhere("both").stream()
                        .anyMatch(both -> hit.from() <= both.from() && both.to() <= hit.to()))) {
            // those two were asked for one after the other, and nobody knows both of them here
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (!draft.measures.isEmpty()) {
            clause.all("how_much").forEach(clause::take);
        }
        clause.all("were_those").forEach(clause::take);
        clause.all("person_pronoun").forEach(clause::take);
        firstByOtherFigure(ranking);
    }

    /** "Der schwächste Monat nach Anzahl?" – "und nach Umsatz?": the one that is then the first. */
    private void firstByOtherFigure(Ranking ranking) {
        List<String> figures = base.measures().stream().map(Measure::text).toList();
        boolean one = base.limit().equals(Optional.of(1)) && base.by().size() == 1;
        boolean otherFigure = draft.measures.size() == 1 && !figures.containsAll(draft.measures);
        if (!one || !otherFigure || ranking.isRanked() || !draft.by.isEmpty() || !draft.order.isEmpty()) {
            return;
        }
        base.order().stream()
                .filter(order -> figures.contains(order.by().text()))
                .findFirst()
                .ifPresent(order -> {
                    draft.order.add(draft.measures.getFirst() + (order.descending() ? " desc" : " asc"));
                    draft.limit = Optional.of(1);
                });
    }

    /** "Which was the biggest?"; of a figure for all together there is none. */
    private void oneOfThem(Ranking ranking) {
        Optional<Hit> one = clause.at("one_of_them", 0);
        one.or(() -> clause.at("some_of_them", 0))
                .filter(hit -> ranking.isRanked())
                .ifPresent(hit -> {
                    clause.take(hit);
                    one.ifPresent(single -> ranking.ofOne());
                    Query before = base;
                    if (!before.measures().isEmpty() && before.by().isEmpty()) {
                        draft.unsure.add(clause.raw(0, clause.size()));
                    }
                });
    }

    /** "Und wie viel hat jeder verkauft?" of the first five by number: by another figure others would be the first. */
    boolean asksMoreOfTheFirst() {
        Query before = base;
        boolean otherFigure = !draft.measures.isEmpty()
                && !draft.measures.equals(
                        before.measures().stream().map(Measure::text).toList());
        boolean points = List.of("each_alone", "they", "theirs", "of_them").stream()
                .anyMatch(section -> !clause.everywhere(section).isEmpty());
        return before.limit().isPresent() && !before.by().isEmpty() && draft.by.isEmpty() && otherFigure && points;
    }

    /** The question before with what this one says. */
    Reading refined(Reading change) {
        return change instanceof Reading.Understood(Query query)
                ? new Reading.Understood(before().refined(query))
                : change;
    }

    private Query before() {
        Query before = wider();
        // of those that are won all are won
        boolean rates = !draft.measures.isEmpty() && RATES.containsAll(draft.measures) && !draft.limits("status");
        return rates ? without(before, "status") : before;
    }

    private static Query without(Query query, String field) {
        return query.where(Filter.all(query.where().conjuncts().stream()
                .filter(part ->
                        !(part instanceof Filter.OneOf one && one.field().key().equals(field)))
                .toList()));
    }

    /** "Und das ganze Team von Dustin?" is about more than the one who sells and was spoken of before. */
    private Query wider() {
        Query before = ofRecords ? base.measuring(List.of()).comparing(Optional.empty()) : base;
        boolean wider = clause.isAnyway("and_what_about", 0)
                && (draft.limits("manager") || draft.limits("team"))
                && !draft.limits("assignee");
        return wider ? without(before, "assignee") : before;
    }
}
