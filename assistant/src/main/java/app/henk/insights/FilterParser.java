package app.henk.insights;

import app.henk.insights.Refusal.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the conditions of a query. */
final class FilterParser {

    private static final int DEEPEST = 8;
    private static final Pattern NUMBER =
            Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,6})?)(k|m)?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> COMPARATORS = Set.of("=", "!=", "<", "<=", ">", ">=");
    /** What ends a value of several words that nobody has put into quotation marks. */
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "by", "measure", "compare", "order", "limit", "where", "is", "in");

    private final Tokens tokens;
    private final Entity entity;
    private int depth;

    FilterParser(Tokens tokens, Entity entity) {
        this.tokens = tokens;
        this.entity = entity;
    }

    Filter read() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood(Reason.TOO_MUCH, DEEPEST + " levels", List.of());
        }
        List<Filter> parts = new ArrayList<>(List.of(conjunction()));
        while (tokens.take("or")) {
            parts.add(conjunction());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    }

    private Filter conjunction() {
        List<Filter> parts = new ArrayList<>(List.of(negation()));
        while (tokens.take("and")) {
            parts.add(negation());
        }
        return Filter.all(parts);
    }

    private Filter negation() {
        if (!tokens.take("not")) {
            return tokens.sees("(") ? parenthesis() : test();
        }
        if (++depth > DEEPEST) {
            throw new NotUnderstood(Reason.TOO_MUCH, DEEPEST + " levels", List.of());
        }
        Filter.Not not = new Filter.Not(negation());
        depth--;
        return not;
    }

    private Filter parenthesis() {
        tokens.expect("(");
        Filter inside = read();
        tokens.expect(")");
        return inside;
    }

    private Filter test() {
        Field field = QueryParser.field(entity, tokens);
        if (tokens.take("is")) {
            return known(field);
        }
        if (field.type() == Field.Type.FLAG) {
            return flag(field);
        }
        if (tokens.take("between")) {
            return between(field);
        }
        if (tokens.take("not")) {
            tokens.expect("in");
            return new Filter.Not(in(field));
        }
        if (tokens.take("in")) {
            return in(field);
        }
        if (tokens.take("~")) {
            return contains(field);
        }
        String sign = tokens.peek().text();
        if (tokens.peek().kind() != Tokens.Kind.SIGN || !COMPARATORS.contains(sign)) {
            throw tokens.stopped(List.of("=", "<", ">", "in", "is missing"));
        }
        tokens.next();
        return sign.equals("!=") ? new Filter.Not(compare(field, "=")) : compare(field, sign);
    }

    private Filter known(Field field) {
        if (tokens.take("missing")) {
            return new Filter.Missing(field);
        }
        tokens.expect("known");
        return new Filter.Not(new Filter.Missing(field));
    }

    private Filter flag(Field field) {
        if (!tokens.take("=")) {
            return new Filter.Is(field);
        }
        boolean yes = tokens.take("true") || tokens.take("yes");
        if (!yes && !tokens.take("no")) {
            tokens.expect("false");
        }
        return yes ? new Filter.Is(field) : new Filter.Not(new Filter.Is(field));
    }

    private Filter between(Field field) {
        if (field.isDate()) {
            Period first = period();
            tokens.expect("and");
            return new Filter.When(field, Filter.Relation.IN, new Period.Between(first, period()));
        }
        BigDecimal least = number(field);
        tokens.expect("and");
        return new Filter.All(List.of(
                new Filter.Compares(field, Filter.Comparator.AT_LEAST, least),
                new Filter.Compares(field, Filter.Comparator.AT_MOST, number(field))));
    }

    private Filter in(Field field) {
        if (field.isDate() && !tokens.sees("(")) {
            return new Filter.When(field, Filter.Relation.IN, period());
        }
        tokens.expect("(");
        Filter list = field.isWords()
                ? new Filter.OneOf(field, list(rest -> value()))
                : either(list(rest -> compare(field, "=")));
        tokens.expect(")");
        return list;
    }

    private static Filter either(List<Filter> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    }

    private <T> List<T> list(Function<Tokens, T> one) {
        List<T> found = new ArrayList<>(List.of(one.apply(tokens)));
        while (tokens.take(",")) {
            found.add(one.apply(tokens));
        }
        return found;
    }

    private Filter contains(Field field) {
        if (!field.isWords()) {
            throw new NotUnderstood(Reason.WRONG_TYPE, field.key() + " ~", List.of("=", "<", ">"));
        }
        return new Filter.Contains(field, value());
    }

    private Filter compare(Field field, String sign) {
        if (field.isDate()) {
            return new Filter.When(field, relation(sign), period());
        }
        if (field.isNumeric()) {
            return new Filter.Compares(field, comparator(sign), number(field));
        }
        if (!sign.equals("=")) {
            throw new NotUnderstood(Reason.WRONG_TYPE, field.key() + " " + sign, List.of("=", "in", "~"));
        }
        return new Filter.OneOf(field, List.of(value()));
    }

    private static Filter.Relation relation(String sign) {
        return sign.equals("=") ? Filter.Relation.IN : bySign(Filter.Relation.values(), Filter.Relation::sign, sign);
    }

    private static Filter.Comparator comparator(String sign) {
        return bySign(Filter.Comparator.values(), Filter.Comparator::sign, sign);
    }

    private static <T> T bySign(T[] all, Function<T, String> signOf, String sign) {
        return List.of(all).stream()
                .filter(one -> signOf.apply(one).equals(sign))
                .findFirst()
                .orElseThrow();
    }

    private String value() {
        if (tokens.peek().kind() == Tokens.Kind.QUOTED) {
            return tokens.next().text();
        }
        if (tokens.peek().kind() != Tokens.Kind.WORD) {
            throw tokens.stopped(List.of("\"…\""));
        }
        var words = new StringBuilder(tokens.next().text());
        while (tokens.peek().kind() == Tokens.Kind.WORD
                && !KEYWORDS.contains(tokens.peek().text().toLowerCase(Locale.ROOT))) {
            words.append(' ').append(tokens.next().text());
        }
        return words.toString();
    }

    private BigDecimal number(Field field) {
        String text = tokens.peek().text();
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new NotUnderstood(Reason.WRONG_TYPE, field.key() + " " + text, List.of("10000"));
        }
        tokens.next();
        int zeros = Optional.ofNullable(matcher.group(2))
                .map(suffix -> suffix.equalsIgnoreCase("k") ? 3 : 6)
                .orElse(0);
        BigDecimal number =
                new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private Period period() {
        return QueryParser.period(tokens);
    }
}
