package app.henk.insights;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a query in its text form. */
final class QueryPrinter {

    private QueryPrinter() {}

    static String print(Query query) {
        var text = new StringBuilder(query.entity().key());
        if (!query.where().conjuncts().isEmpty()) {
            text.append(" where ").append(print(query.where()));
        }
        section(text, " by ", query.by());
        section(text, " measure ", query.measures());
        query.compare().ifPresent(comparison -> text.append(" compare ").append(comparison.text()));
        if (!query.order().isEmpty()) {
            text.append(" order ")
                    .append(query.order().stream().map(Order::text).collect(Collectors.joining(", ")));
        }
        query.limit().ifPresent(limit -> text.append(" limit ").append(limit));
        return text.toString();
    }

    private static void section(StringBuilder text, String keyword, List<? extends Term> terms) {
        if (!terms.isEmpty()) {
            text.append(keyword).append(terms.stream().map(Term::text).collect(Collectors.joining(", ")));
        }
    }

    static String print(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> joined(parts, " and ");
            case Filter.Any(List<Filter> parts) -> joined(parts, " or ");
            case Filter.Not(Filter part) -> "not " + nested(part);
            case Filter.Compares compares ->
                compares.field().key() + " " + compares.comparator().sign() + " "
                        + compares.with().toPlainString();
            case Filter.When when ->
                when.field().key() + " " + when.relation().sign() + " "
                        + when.period().text();
            case Filter.OneOf(Field field, List<String> values) ->
                values.size() == 1
                        ? field.key() + " = " + value(values.getFirst())
                        : field.key() + " in ("
                                + values.stream().map(QueryPrinter::value).collect(Collectors.joining(", ")) + ")";
            case Filter.Contains(Field field, String words) -> field.key() + " ~ " + Tokens.quoted(words);
            case Filter.Missing(Field field) -> field.key() + " is missing";
            case Filter.Is(Field field) -> field.key();
        };
    }

    private static String value(String value) {
        return value.matches("[a-z][a-z0-9_]*") ? value : Tokens.quoted(value);
    }

    private static String joined(List<Filter> parts, String word) {
        return parts.stream().map(QueryPrinter::nested).collect(Collectors.joining(word));
    }

    private static String nested(Filter part) {
        return part instanceof Filter.All || part instanceof Filter.Any ? "(" + print(part) + ")" : print(part);
    }
}
