package app.henk.insights;

import app.henk.insights.Refusal.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a query may ask, whoever wrote it. */
final class QueryRules {

    static final int MOST_LINES = 1000;
    private static final int MOST_GROUPS = 2;
    private static final int MOST_MEASURES = 6;
    private static final int MOST_TESTS = 40;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 200;
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(100_000);
    private static final Set<Measure.Kind> OF_DEALS = Set.of(
            Measure.Kind.WEIGHTED,
            Measure.Kind.REVENUE,
            Measure.Kind.BASKET,
            Measure.Kind.DAYS_IN_STAGE,
            Measure.Kind.CYCLE_TIME);
    private static final Set<Measure.Kind> OF_WHAT_IS_WON = Set.of(Measure.Kind.CONVERSION, Measure.Kind.WIN_RATE);

    private QueryRules() {}

    /** The query with its order settled, or why it is refused. */
    static Reading checked(Query query) {
        try {
            most(query.by().size(), MOST_GROUPS, "groups");
            most(query.measures().size(), MOST_MEASURES, "measures");
            most((int) tests(query.where()).count(), MOST_TESTS, "conditions");
            most(query.limit().orElse(1), MOST_LINES, "lines");
            least(query.limit().orElse(1));
            tests(query.where()).forEach(test -> test(query.entity(), test));
            query.by().forEach(group -> group(query.entity(), group));
            query.measures().forEach(measure -> measure(query.entity(), measure));
            query.compare().ifPresent(comparison -> comparison(query.entity(), comparison));
            return new Reading.Understood(query.ordered(query.order().stream()
                    .map(order -> new Order(settled(query, order.by()), order.descending()))
                    .toList()));
        } catch (NotUnderstood refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    private static void most(int number, int most, String of) {
        if (number > most) {
            throw new NotUnderstood(Reason.TOO_MUCH, number + " " + of, List.of(most + " " + of));
        }
    }

    private static void least(int lines) {
        if (lines < 1) {
            throw new NotUnderstood(Reason.WRONG_TYPE, "limit " + lines, List.of("limit 1"));
        }
    }

    static Stream<Filter> tests(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> parts.stream().flatMap(QueryRules::tests);
            case Filter.Any(List<Filter> parts) -> parts.stream().flatMap(QueryRules::tests);
            case Filter.Not(Filter part) -> tests(part);
            case Filter.Compares _, Filter.When _, Filter.OneOf _, Filter.Contains _, Filter.Missing _, Filter.Is _ ->
                Stream.of(filter);
        };
    }

    /** What a single condition is about. */
    static Field tested(Filter test) {
        return switch (test) {
            case Filter.Compares compares -> compares.field();
            case Filter.When when -> when.field();
            case Filter.OneOf oneOf -> oneOf.field();
            case Filter.Contains contains -> contains.field();
            case Filter.Missing missing -> missing.field();
            case Filter.Is is -> is.field();
            case Filter.All _, Filter.Any _, Filter.Not _ -> throw new IllegalStateException("not a test: " + test);
        };
    }

    private static void test(Entity entity, Filter test) {
        switch (test) {
            case Filter.Compares(Field field, var comparator, BigDecimal with) -> {
                need(entity, field, field.isNumeric(), field.key() + " " + comparator.sign());
                days(field, with);
            }
            case Filter.When(Field field, var relation, Period period) -> {
                need(entity, field, field.isDate(), field.key() + " " + relation.sign());
                alone(period);
            }
            case Filter.OneOf(Field field, List<String> values) -> {
                need(entity, field, field.isWords(), field.key() + " =");
                most(values.size(), MOST_VALUES, "values");
                values.forEach(value -> value(field, value));
            }
            case Filter.Contains(Field field, String words) -> {
                need(entity, field, field.isWords(), field.key() + " ~");
                most(words.length(), LONGEST_VALUE, "letters");
            }
            case Filter.Missing(Field field) ->
                need(entity, field, field.type() != Field.Type.FLAG, field.key() + " is missing");
            case Filter.Is(Field field) -> need(entity, field, field.type() == Field.Type.FLAG, field.key());
            case Filter.All _, Filter.Any _, Filter.Not _ -> throw new IllegalStateException("not a test: " + test);
        }
    }

    /** Days are counted back from now, and there is a first one. */
    private static void days(Field field, BigDecimal number) {
        if (Units.of(field) == Answer.Unit.DAYS && number.abs().compareTo(MOST_DAYS) > 0) {
            throw new NotUnderstood(Reason.WRONG_TYPE, field.key() + " " + number, List.of(field.key() + " > 100"));
        }
    }

    private static void value(Field field, String value) {
        most(value.length(), LONGEST_VALUE, "letters");
        boolean unknown = !field.choices().isEmpty()
                && field.choices().stream().noneMatch(choice -> choice.equalsIgnoreCase(value));
        if (unknown) {
            throw new NotUnderstood(Reason.UNKNOWN_VALUE, field.key() + " = " + value, field.choices());
        }
    }

    private static void alone(Period period) {
        if (!standsAlone(period)) {
            throw new NotUnderstood(Reason.UNKNOWN_PERIOD, period.text(), Nearest.to("last", PeriodText.names()));
        }
    }

    /** Whether it tells its days by itself; what lies before another period only a comparison knows. */
    static boolean standsAlone(Period period) {
        return switch (period) {
            case Period.Previous _, Period.YearBefore _ -> false;
            case Period.Between(Period first, Period last) -> standsAlone(first) && standsAlone(last);
            case Period.Whole _, Period.Rolling _, Period.FromToday _, Period.Fixed _ -> true;
        };
    }

    private static void group(Entity entity, Group group) {
        own(entity, group.field());
        if (group.bucket().isPresent() != group.field().isDate()
                || !(group.field().isDate() || group.field().category())) {
            throw new NotUnderstood(
                    Reason.NOT_GROUPABLE,
                    group.text(),
                    Catalogue.fields(entity).stream()
                            .filter(field -> field.category() || field.isDate())
                            .map(field -> field.isDate() ? "month(" + field.key() + ")" : field.key())
                            .toList());
        }
    }

    private static void measure(Entity entity, Measure measure) {
        boolean deals = entity == Entity.DEALS;
        boolean fits = switch (measure.kind()) {
            case COUNT -> true;
            case SUM, AVG, MEDIAN -> measure.field().filter(Field::isNumeric).isPresent();
            case MIN, MAX ->
                measure.field().filter(f -> f.isNumeric() || f.isDate()).isPresent();
            case DISTINCT -> measure.field().filter(Field::category).isPresent();
            case WEIGHTED, REVENUE, BASKET, DAYS_IN_STAGE, CYCLE_TIME, CONVERSION, WIN_RATE ->
                deals || (entity == Entity.LEADS && OF_WHAT_IS_WON.contains(measure.kind()));
        };
        measure.field().ifPresent(field -> own(entity, field));
        if (!fits || measure.field().isPresent() != measure.kind().ofField()) {
            List<String> nearest = OF_DEALS.contains(measure.kind()) ? List.of("count") : measurable(entity);
            throw new NotUnderstood(Reason.WRONG_TYPE, measure.text(), nearest);
        }
    }

    private static List<String> measurable(Entity entity) {
        return Stream.concat(
                        Stream.of("count"),
                        Catalogue.fields(entity).stream()
                                .filter(Field::isNumeric)
                                .map(field -> "sum(" + field.key() + ")"))
                .limit(4)
                .toList();
    }

    private static void comparison(Entity entity, Comparison comparison) {
        comparison.date().ifPresent(date -> need(entity, date, date.isDate(), "compare " + date.key()));
        alone(comparison.of());
        if (comparison.with() instanceof Period.Between) {
            alone(comparison.with());
        }
    }

    /** An order by a bare name means the group or the measure of that name, where the answer has one. */
    private static Term settled(Query query, Term term) {
        if (query.asksForRecords()) {
            if (term instanceof Field field) {
                own(query.entity(), field);
                return field;
            }
            // the value of a measure is a field of a record where both have one name
            return Catalogue.find(query.entity(), term.text())
                    .orElseThrow(() -> new NotUnderstood(
                            Reason.NOT_ORDERABLE,
                            term.text(),
                            Catalogue.fields(query.entity()).stream()
                                    .map(Field::key)
                                    .toList()));
        }
        List<Term> terms = Stream.<Term>concat(query.by().stream(), query.figures().stream())
                .toList();
        return terms.stream()
                .filter(own -> own.text().equals(term.text()))
                .findFirst()
                .or(() -> terms.stream().filter(own -> measures(own, term)).findFirst())
                .orElseThrow(() -> new NotUnderstood(
                        Reason.NOT_ORDERABLE,
                        term.text(),
                        terms.stream().map(Term::text).toList()));
    }

    /** {@code order value} where the answer has {@code sum(value)}, or {@code order closed} by the month. */
    private static boolean measures(Term own, Term asked) {
        return switch (own) {
            case Measure measure -> measure.field().equals(Optional.of(asked));
            case Group group -> group.field().equals(asked);
            case Field _ -> false;
        };
    }

    private static void own(Entity entity, Field field) {
        if (!Catalogue.fields(entity).contains(field)) {
            throw new NotUnderstood(
                    Reason.UNKNOWN_FIELD,
                    field.key(),
                    Nearest.to(
                            field.key(),
                            Catalogue.fields(entity).stream().map(Field::key).toList()));
        }
    }

    private static void need(Entity entity, Field field, boolean fits, String what) {
        own(entity, field);
        if (!fits) {
            List<String> possible = switch (field.type()) {
                case NUMBER, MONEY -> List.of(field.key() + " > 100");
                case DATE -> List.of(field.key() + " in this_month");
                case FLAG -> List.of(field.key(), "not " + field.key());
                case TEXT, CHOICE, PERSON -> List.of(field.key() + " = \"…\"");
            };
            throw new NotUnderstood(Reason.WRONG_TYPE, what, possible);
        }
    }
}
