package app.henk.insights;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Queries by the thousand, every kind of part among them. The same seed makes the same ones. */
final class SomeQueries {

    private static final List<String> WORDS = List.of(
            "retail",
            "Acme Corporation",
            "Müller & Söhne",
            "a \"quoted\" one",
            "back\\slash",
            "and",
            "limit",
            "É",
            "(");

    private final Random random;
    private final Entity entity;

    SomeQueries(long seed) {
        this.random = new Random(seed);
        this.entity = one(List.of(Entity.values()));
    }

    Query next() {
        boolean records = random.nextInt(3) == 0;
        List<Group> by = records ? List.of() : some(2, this::group);
        List<Measure> measures = records ? List.of() : some(3, this::measure);
        Optional<Comparison> compare = records || random.nextBoolean() ? Optional.empty() : Optional.of(comparison());
        Query query = new Query(
                entity,
                where(),
                by,
                measures,
                compare,
                List.of(),
                random.nextBoolean() ? Optional.empty() : Optional.of(1 + random.nextInt(1000)));
        List<Term> terms = query.asksForRecords()
                ? List.copyOf(Catalogue.fields(entity))
                : Stream.<Term>concat(query.by().stream(), query.figures().stream())
                        .toList();
        return random.nextBoolean() ? query : query.ordered(List.of(new Order(one(terms), random.nextBoolean())));
    }

    private Filter where() {
        return switch (random.nextInt(4)) {
            case 0 -> Filter.EVERYTHING;
            case 1 -> test();
            case 2 -> new Filter.All(List.of(negated(), either(), test()));
            default -> either();
        };
    }

    private Filter either() {
        return new Filter.Any(List.of(test(), negated(), new Filter.All(List.of(test(), test()))));
    }

    private Filter negated() {
        return random.nextBoolean() ? test() : new Filter.Not(random.nextBoolean() ? test() : either2());
    }

    private Filter either2() {
        return new Filter.Any(List.of(test(), test()));
    }

    private Filter test() {
        Field field = one(Catalogue.fields(entity));
        if (field.type() == Field.Type.FLAG) {
            return new Filter.Is(field);
        }
        if (random.nextInt(6) == 0) {
            return new Filter.Missing(field);
        }
        return switch (field.type()) {
            case NUMBER, MONEY -> new Filter.Compares(field, one(List.of(Filter.Comparator.values())), number(field));
            case DATE -> new Filter.When(field, one(List.of(Filter.Relation.values())), period());
            case CHOICE, TEXT, PERSON ->
                random.nextInt(3) == 0
                        ? new Filter.Contains(field, one(WORDS))
                        : new Filter.OneOf(field, some(3, () -> value(field), 1));
            case FLAG -> throw new IllegalStateException();
        };
    }

    private String value(Field field) {
        return one(field.choices().isEmpty() ? WORDS : field.choices());
    }

    private BigDecimal number(Field field) {
        String large = Units.of(field) == Answer.Unit.DAYS ? "99999.25" : "123456789.25";
        return one(List.of("0", "-3", "10000", "0.5", large, "40")).transform(BigDecimal::new);
    }

    private Period period() {
        return random.nextInt(5) == 0 ? new Period.Between(single(), single()) : single();
    }

    private Period single() {
        Period.Unit unit = one(List.of(Period.Unit.values()));
        int amount = random.nextInt(-40, 40);
        return switch (random.nextInt(4)) {
            case 0 -> new Period.Whole(unit, amount);
            case 1 -> new Period.Rolling(unit, amount == 0 ? 7 : amount);
            case 2 -> new Period.FromToday(unit, amount);
            default -> new Period.Fixed(unit, start(unit));
        };
    }

    private LocalDate start(Period.Unit unit) {
        LocalDate day = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000));
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(DayOfWeek.MONDAY);
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private Group group() {
        Field field = field(f -> f.category() || f.isDate());
        return field.isDate() ? Group.by(one(List.of(Group.Bucket.values())), field) : Group.by(field);
    }

    private Measure measure() {
        List<Measure.Kind> kinds = Stream.of(Measure.Kind.values())
                .filter(kind -> kind.ofField() || kind == Measure.Kind.COUNT || entity == Entity.DEALS)
                .filter(kind -> !kind.ofField()
                        || kind == Measure.Kind.DISTINCT
                        || Catalogue.fields(entity).stream().anyMatch(Field::isNumeric))
                .toList();
        Measure.Kind kind = one(kinds);
        if (!kind.ofField()) {
            return Measure.of(kind);
        }
        return Measure.of(kind, kind == Measure.Kind.DISTINCT ? field(Field::category) : field(Field::isNumeric));
    }

    private Comparison comparison() {
        Period with = switch (random.nextInt(3)) {
            case 0 -> new Period.Previous();
            case 1 -> new Period.YearBefore();
            default -> period();
        };
        return new Comparison(
                random.nextBoolean() ? Optional.empty() : Optional.of(field(Field::isDate)), period(), with);
    }

    private Field field(Predicate<Field> fits) {
        return one(Catalogue.fields(entity).stream().filter(fits).toList());
    }

    private <T> List<T> some(int most, Supplier<T> each) {
        return some(most, each, 0);
    }

    private <T> List<T> some(int most, Supplier<T> each, int least) {
        List<T> found = new ArrayList<>();
        for (int number = random.nextInt(least, most + 1); number > 0; number--) {
            found.add(each.get());
        }
        return found;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
