package app.henk.insights;

import app.henk.insights.Refusal.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the text form. The grammar stands in {@code docs/decisions/2026-11-28-typed-query.md}. */
final class QueryParser {

    private final Tokens tokens;
    private final Entity entity;

    private QueryParser(Tokens tokens, Entity entity) {
        this.tokens = tokens;
        this.entity = entity;
    }

    static Reading parse(String text) {
        return reading(() -> {
            Tokens tokens = new Tokens(text);
            return new QueryParser(tokens, entity(tokens)).query();
        });
    }

    static Reading parse(QuerySections sections) {
        return reading(() -> {
            Entity entity = whole(sections.entity(), QueryParser::entity);
            return new Query(
                    entity,
                    section(sections.where(), entity, QueryParser::filter, Filter.EVERYTHING),
                    section(sections.by(), entity, QueryParser::groups, List.of()),
                    section(sections.measure(), entity, QueryParser::measures, List.of()),
                    section(sections.compare(), entity, parser -> Optional.of(parser.comparison()), Optional.empty()),
                    section(sections.order(), entity, QueryParser::orders, List.of()),
                    section(sections.limit(), entity, parser -> Optional.of(parser.limit()), Optional.empty()));
        });
    }

    private static Reading reading(Supplier<Query> reader) {
        try {
            return QueryRules.checked(reader.get());
        } catch (NotUnderstood refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    /** Each part stands alone: what a value brings with it cannot begin another part. */
    private static <T> T section(String text, Entity entity, Function<QueryParser, T> reader, T otherwise) {
        return text.isBlank() ? otherwise : whole(text, tokens -> reader.apply(new QueryParser(tokens, entity)));
    }

    private static <T> T whole(String text, Function<Tokens, T> reader) {
        Tokens tokens = new Tokens(text);
        T read = reader.apply(tokens);
        if (!tokens.atEnd()) {
            throw tokens.stopped(List.of());
        }
        return read;
    }

    private Query query() {
        Filter where = tokens.take("where") ? filter() : Filter.EVERYTHING;
        List<Group> by = tokens.take("by") ? groups() : List.of();
        List<Measure> measures = tokens.take("measure") ? measures() : List.of();
        Optional<Comparison> compare = tokens.take("compare") ? Optional.of(comparison()) : Optional.empty();
        List<Order> order = tokens.take("order") ? orders() : List.of();
        Optional<Integer> limit = tokens.take("limit") ? Optional.of(limit()) : Optional.empty();
        if (!tokens.atEnd()) {
            throw tokens.stopped(List.of("where", "by", "measure", "compare", "order", "limit"));
        }
        return new Query(entity, where, by, measures, compare, order, limit);
    }

    private Filter filter() {
        return new FilterParser(tokens, entity).read();
    }

    private List<Group> groups() {
        return list(this::group);
    }

    private Group group() {
        String word = word();
        Optional<Group.Bucket> bucket = Arrays.stream(Group.Bucket.values())
                .filter(b -> b.key().equals(word))
                .findFirst();
        tokens.next();
        if (bucket.isEmpty()) {
            return Group.by(field(entity, word));
        }
        return Group.by(bucket.get(), tokens.sees("(") ? argument() : Catalogue.date(entity));
    }

    private List<Measure> measures() {
        return list(this::measure);
    }

    private Measure measure() {
        String word = word();
        Measure.Kind kind = kind(word)
                .orElseThrow(() -> new NotUnderstood(
                        Reason.UNKNOWN_MEASURE,
                        word,
                        Nearest.to(
                                word,
                                Arrays.stream(Measure.Kind.values())
                                        .map(Measure.Kind::key)
                                        .toList())));
        tokens.next();
        return kind.ofField() ? Measure.of(kind, argument()) : Measure.of(kind);
    }

    private static Optional<Measure.Kind> kind(String word) {
        return switch (word) {
            case "average", "mean" -> Optional.of(Measure.Kind.AVG);
            case "total" -> Optional.of(Measure.Kind.SUM);
            case "number" -> Optional.of(Measure.Kind.COUNT);
            default ->
                Arrays.stream(Measure.Kind.values())
                        .filter(kind -> kind.key().equals(word))
                        .findFirst();
        };
    }

    private Field argument() {
        tokens.expect("(");
        Field field = field(entity, tokens);
        tokens.expect(")");
        return field;
    }

    private Comparison comparison() {
        Optional<Field> date = Catalogue.find(entity, word());
        if (date.isPresent()) {
            tokens.next();
            tokens.take("in");
        }
        Period of = period(tokens);
        tokens.expect("with");
        return new Comparison(date, of, period(tokens));
    }

    private List<Order> orders() {
        tokens.take("by");
        return list(this::order);
    }

    private Order order() {
        Term term = term();
        boolean descending = tokens.take("desc");
        if (!descending) {
            tokens.take("asc");
        }
        return new Order(term, descending);
    }

    /** {@code sum(value)} is a measure, {@code month(closed)} a group; a bare word is settled by {@link QueryRules}. */
    private Term term() {
        String word = word();
        if (Catalogue.find(entity, word).isPresent()) {
            return field(entity, tokens);
        }
        return kind(word).isPresent() ? measure() : group();
    }

    private int limit() {
        String word = word();
        if (!word.matches("\\d{1,4}")) {
            throw tokens.stopped(List.of("10"));
        }
        tokens.next();
        return Integer.parseInt(word);
    }

    private <T> List<T> list(Supplier<T> one) {
        List<T> found = new ArrayList<>(List.of(one.get()));
        while (tokens.take(",")) {
            found.add(one.get());
        }
        return found;
    }

    private String word() {
        return tokens.peek().text().toLowerCase(Locale.ROOT);
    }

    private static Entity entity(Tokens tokens) {
        String word = tokens.next().text().toLowerCase(Locale.ROOT);
        return Arrays.stream(Entity.values())
                .filter(entity -> entity.key().equals(word) || entity.aliases().contains(word))
                .findFirst()
                .orElseThrow(() -> new NotUnderstood(
                        Reason.UNKNOWN_ENTITY,
                        word,
                        Arrays.stream(Entity.values()).map(Entity::key).toList()));
    }

    static Field field(Entity entity, Tokens tokens) {
        return field(entity, tokens.next().text().toLowerCase(Locale.ROOT));
    }

    private static Field field(Entity entity, String word) {
        return Catalogue.find(entity, word)
                .orElseThrow(() -> new NotUnderstood(
                        Reason.UNKNOWN_FIELD,
                        word,
                        Nearest.to(
                                word,
                                Catalogue.fields(entity).stream()
                                        .map(Field::key)
                                        .toList())));
    }

    static Period period(Tokens tokens) {
        String word = tokens.next().text().toLowerCase(Locale.ROOT);
        return PeriodText.parse(word)
                .orElseThrow(
                        () -> new NotUnderstood(Reason.UNKNOWN_PERIOD, word, Nearest.to(word, PeriodText.names())));
    }
}
