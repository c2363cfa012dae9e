package app.henk.insights;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The conditions of a query in words, each with the query that is left without it. */
record Chips(Labels labels) {

    List<Answer.Chip> of(Query query) {
        List<Answer.Chip> chips = new ArrayList<>();
        List<Filter> parts = query.where().conjuncts();
        for (int i = 0; i < parts.size(); i++) {
            List<Filter> rest = new ArrayList<>(parts);
            rest.remove(i);
            chips.add(new Answer.Chip(text(parts.get(i)), query.where(Filter.all(rest))));
        }
        query.compare()
                .ifPresent(comparison -> chips.add(new Answer.Chip(
                        labels.say(
                                "chip.compare",
                                Map.of(
                                        "field",
                                        labels.field(comparison.date().orElse(Catalogue.date(query.entity()))),
                                        "of",
                                        labels.dated(comparison.of()),
                                        "with",
                                        labels.dated(comparison.with()))),
                        without(query))));
        query.limit()
                .ifPresent(limit -> chips.add(new Answer.Chip(
                        labels.say("chip.limit", Map.of("limit", limit)), query.limited(Optional.empty()))));
        return List.copyOf(chips);
    }

    /** Without a comparison the figures of its first period are left. */
    private static Query without(Query query) {
        Comparison comparison = query.compare().orElseThrow();
        Filter period = new Filter.When(
                comparison.date().orElse(Catalogue.date(query.entity())), Filter.Relation.IN, comparison.of());
        return query.comparing(Optional.empty())
                .where(Filter.all(List.of(query.where(), period)))
                .measuring(query.figures());
    }

    String text(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) ->
                labels.joined(parts.stream().map(this::text).toList(), "and");
            case Filter.Any(List<Filter> parts) ->
                labels.joined(parts.stream().map(this::text).toList(), "or");
            case Filter.Not(Filter.Missing(Field field)) ->
                labels.say("chip.known", Map.of("field", labels.field(field)));
            case Filter.Not(Filter part) -> labels.say("chip.not", Map.of("what", text(part)));
            case Filter.Compares(Field field, Filter.Comparator comparator, BigDecimal with) ->
                labels.say(
                        "chip." + comparator.name().toLowerCase(Locale.ROOT),
                        Map.of("field", labels.field(field), "value", labels.number(with, Units.of(field))));
            case Filter.When(Field field, Filter.Relation relation, Period period) ->
                labels.say(
                        "chip." + relation.name().toLowerCase(Locale.ROOT),
                        Map.of("field", labels.field(field), "period", labels.dated(period)));
            case Filter.OneOf(Field field, List<String> values) ->
                labels.say(
                        "chip.one_of",
                        Map.of(
                                "field",
                                labels.field(field),
                                "values",
                                labels.joined(
                                        values.stream()
                                                .map(value -> labels.value(field, value))
                                                .toList(),
                                        "or")));
            case Filter.Contains(Field field, String words) ->
                labels.say("chip.contains", Map.of("field", labels.field(field), "words", words));
            case Filter.Missing(Field field) -> labels.say("chip.missing", Map.of("field", labels.field(field)));
            case Filter.Is(Field field) -> labels.field(field);
        };
    }
}
