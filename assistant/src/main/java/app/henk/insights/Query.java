package app.henk.insights;

import java.util.List;
import java.util.Optional;

/**
 * A question about sales, typed: what a model, the offline engine or a page writes, and what the server validates and
 * runs. Without groups and measures it asks for the records themselves, with groups alone for how many there are in
 * each. Its text form is a promise, see {@code docs/decisions/2026-11-28-typed-query.md}.
 *
 * @param limit most lines; the server's own where there is none
 */
public record Query(
        Entity entity,
        Filter where,
        List<Group> by,
        List<Measure> measures,
        Optional<Comparison> compare,
        List<Order> order,
        Optional<Integer> limit) {

    public Query {
        by = List.copyOf(by);
        measures = List.copyOf(measures);
        order = List.copyOf(order);
    }

    /** All records of a kind. */
    public static Query of(Entity entity) {
        return new Query(
                entity, Filter.EVERYTHING, List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /** Reads the text form. */
    public static Reading parse(String text) {
        return QueryParser.parse(text);
    }

    /** Reads the parts of the text form one by one, as a tool's arguments bring them; a blank one is left out. */
    public static Reading parse(QuerySections sections) {
        return QueryParser.parse(sections);
    }

    /** The text form: {@code parse(text())} is this query again. */
    public String text() {
        return QueryPrinter.print(this);
    }

    /** The question that this one becomes when {@code change} follows it, see {@link Refinement}. */
    public Query refined(Query change) {
        return Refinement.of(this, change);
    }

    /** Whether the answer is the records themselves. */
    public boolean asksForRecords() {
        return by.isEmpty() && measures.isEmpty() && compare.isEmpty();
    }

    /** What is measured, counting where nobody says. */
    public List<Measure> figures() {
        return measures.isEmpty() ? List.of(Measure.COUNT) : measures;
    }

    public Query where(Filter filter) {
        return new Query(entity, filter, by, measures, compare, order, limit);
    }

    public Query by(List<Group> groups) {
        return new Query(entity, where, groups, measures, compare, order, limit);
    }

    public Query measuring(List<Measure> figures) {
        return new Query(entity, where, by, figures, compare, order, limit);
    }

    public Query comparing(Optional<Comparison> comparison) {
        return new Query(entity, where, by, measures, comparison, order, limit);
    }

    public Query ordered(List<Order> terms) {
        return new Query(entity, where, by, measures, compare, terms, limit);
    }

    public Query limited(Optional<Integer> lines) {
        return new Query(entity, where, by, measures, compare, order, lines);
    }
}
