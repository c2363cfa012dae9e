package app.henk.insights;

import app.henk.insights.Answer.Cell;
import app.henk.insights.Answer.Heading;
import app.henk.insights.Answer.Line;
import app.henk.insights.Answer.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes lines of what the database counted. */
final class FigureLines {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final Query query;
    private final Labels labels;
    private final Known known;
    private final boolean compared;

    FigureLines(Query query, Labels labels, Known known) {
        this.query = query;
        this.labels = labels;
        this.known = known;
        this.compared = query.compare().isPresent();
    }

    List<Heading> headings() {
        Stream<Heading> groups =
                query.by().stream().map(group -> new Heading(group.text(), labels.term(group), Units.of(group)));
        return Stream.concat(groups, query.figures().stream().flatMap(this::headings))
                .toList();
    }

    private Stream<Heading> headings(Measure measure) {
        Heading plain = new Heading(measure.text(), labels.term(measure), Units.of(measure));
        if (query.compare().isEmpty()) {
            return Stream.of(plain);
        }
        Comparison comparison = query.compare().get();
        return Stream.of(
                new Heading(
                        plain.key() + ".of",
                        labels.say(
                                "heading.period",
                                Map.of("measure", plain.label(), "period", labels.period(comparison.of()))),
                        plain.unit()),
                new Heading(
                        plain.key() + ".with",
                        labels.say(
                                "heading.period",
                                Map.of("measure", plain.label(), "period", labels.period(comparison.with()))),
                        plain.unit()),
                new Heading(plain.key() + ".difference", labels.say("heading.difference", Map.of()), plain.unit()),
                new Heading(plain.key() + ".percent", labels.say("heading.percent", Map.of()), Unit.PERCENT));
    }

    /**
     * In the order of the rows, but groups of stages in that of the pipeline where nobody asked for another, and none left
     * out between two times.
     */
    List<Line> lines(List<List<Object>> rows) {
        boolean byStage = query.order().isEmpty()
                && query.by().stream().anyMatch(group -> group.field().key().equals("stage"));
        Stream<List<Object>> ordered =
                byStage ? rows.stream().sorted(pipeline()) : EmptyTimes.filled(query, rows).stream();
        return ordered.map(this::line).toList();
    }

    private Comparator<List<Object>> pipeline() {
        int at = query.by().stream().map(group -> group.field().key()).toList().indexOf("stage");
        List<String> keys = known.stages().stream().map(Known.Stage::key).toList();
        return Comparator.comparingInt(row -> keys.indexOf(String.valueOf(row.get(at))));
    }

    private Line line(List<Object> row) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < query.by().size(); i++) {
            cells.add(group(query.by().get(i), row.get(i)));
        }
        int at = query.by().size() + 1;
        for (Measure measure : query.figures()) {
            Unit unit = Units.of(measure);
            Cell first = figure(row.get(at), row.get(at + 1), unit);
            at += 2;
            cells.add(first);
            if (compared) {
                Cell second = figure(row.get(at), row.get(at + 1), unit);
                at += 2;
                cells.add(second);
                cells.addAll(differences(first, second, unit));
            }
        }
        return new Line(Optional.empty(), List.copyOf(cells), behind(row));
    }

    private List<Cell> differences(Cell of, Cell with, Unit unit) {
        Optional<BigDecimal> difference = number(of).flatMap(a -> number(with).map(a::subtract));
        Optional<BigDecimal> percent = difference.flatMap(d -> number(with)
                .filter(base -> base.signum() != 0)
                .map(base -> d.multiply(PERCENT).divide(base.abs(), 2, RoundingMode.HALF_UP)));
        return List.of(cell(difference, unit, 0), cell(percent, Unit.PERCENT, 0));
    }

    private static Optional<BigDecimal> number(Cell cell) {
        return cell.value().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast);
    }

    private Cell figure(Object figure, Object unknown, Unit unit) {
        long missing = unknown instanceof Number number ? number.longValue() : 0;
        return switch (figure) {
            case LocalDate day -> new Cell(Optional.of(day), labels.day(day), missing);
            case Number number -> cell(Optional.of(rounded(number)), unit, missing);
            default -> cell(Optional.empty(), unit, missing);
        };
    }

    private static BigDecimal rounded(Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        return exact.scale() > 2 ? exact.setScale(2, RoundingMode.HALF_UP) : exact;
    }

    private Cell cell(Optional<BigDecimal> number, Unit unit, long unknown) {
        return new Cell(
                number.map(value -> value),
                number.map(value -> labels.number(value, unit)).orElse(labels.unknown()),
                unknown);
    }

    private Cell group(Group group, Object value) {
        return switch (value) {
            case Unknown _ -> new Cell(Optional.empty(), labels.without(group.field()), 0);
            case UUID id -> text(known.colleague(id).map(Known.Colleague::name).orElse(labels.unknown()));
            case LocalDate start ->
                new Cell(Optional.of(start), labels.bucket(group.bucket().orElse(Group.Bucket.DAY), start), 0);
            case Integer weekday -> text(labels.weekday(DayOfWeek.of(weekday)));
            case Boolean yes -> new Cell(Optional.of(yes), labels.flag(yes), 0);
            default -> new Cell(Optional.of(value), labels.value(group.field(), value.toString()), 0);
        };
    }

    private static Cell text(String text) {
        return new Cell(Optional.of(text), text, 0);
    }

    /** The records that a line's figures are of; a weekday cannot be asked for. */
    private Optional<Query> behind(List<Object> row) {
        List<Filter> parts = new ArrayList<>(List.of(query.where()));
        for (int i = 0; i < query.by().size(); i++) {
            Optional<Filter> part = condition(query.by().get(i), row.get(i));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        query.compare()
                .ifPresent(comparison -> parts.add(new Filter.When(
                        comparison.date().orElse(Catalogue.date(query.entity())),
                        Filter.Relation.IN,
                        comparison.of())));
        return Optional.of(Query.of(query.entity()).where(Filter.all(parts)));
    }

    private Optional<Filter> condition(Group group, Object value) {
        Field field = group.field();
        return switch (value) {
            case Unknown _ -> Optional.of(new Filter.Missing(field));
            case UUID id -> known.colleague(id).map(colleague -> new Filter.OneOf(field, List.of(colleague.name())));
            case LocalDate start ->
                group.bucket()
                        .filter(bucket -> bucket != Group.Bucket.WEEKDAY)
                        .map(bucket -> new Filter.When(
                                field, Filter.Relation.IN, within(Period.Unit.valueOf(bucket.name()), start)));
            case Boolean yes -> Optional.of(yes ? new Filter.Is(field) : new Filter.Not(new Filter.Is(field)));
            case Integer _ -> Optional.empty();
            default -> Optional.of(new Filter.OneOf(field, List.of(value.toString())));
        };
    }

    /** A week that does not begin on Monday has no number and is told by its days. */
    private static Period within(Period.Unit unit, LocalDate start) {
        return unit == Period.Unit.WEEK && start.getDayOfWeek() != DayOfWeek.MONDAY
                ? new Period.Between(Period.day(start), Period.day(start.plusDays(6)))
                : new Period.Fixed(unit, start);
    }

    /** What can be added up, added up. */
    Optional<Line> totals(List<Line> lines) {
        if (query.by().isEmpty() || compared) {
            return Optional.empty();
        }
        List<Cell> cells = new ArrayList<>();
        query.by().forEach(group -> cells.add(new Cell(Optional.empty(), "", 0)));
        for (int i = 0; i < query.figures().size(); i++) {
            int at = query.by().size() + i;
            Measure measure = query.figures().get(i);
            boolean adds = switch (measure.kind()) {
                case COUNT, SUM, WEIGHTED, REVENUE -> true;
                case AVG, MEDIAN, MIN, MAX, DISTINCT, BASKET, CONVERSION, WIN_RATE, DAYS_IN_STAGE, CYCLE_TIME -> false;
            };
            List<Cell> column = lines.stream().map(line -> line.cells().get(at)).toList();
            Optional<BigDecimal> sum = adds
                    ? column.stream().flatMap(cell -> number(cell).stream()).reduce(BigDecimal::add)
                    : Optional.empty();
            cells.add(
                    sum.isPresent()
                            ? cell(
                                    sum,
                                    Units.of(measure),
                                    column.stream().mapToLong(Cell::unknown).sum())
                            : new Cell(Optional.empty(), "", 0));
        }
        return Optional.of(new Line(
                Optional.empty(), cells, Optional.of(Query.of(query.entity()).where(query.where()))));
    }

    /** Of how many records a figure was not known. */
    List<String> notes(List<Line> lines) {
        List<String> notes = new ArrayList<>();
        int width = compared ? 4 : 1;
        for (int i = 0; i < query.figures().size(); i++) {
            int at = query.by().size() + i * width;
            long unknown = lines.stream()
                    .mapToLong(line -> line.cells().get(at).unknown())
                    .sum();
            labels.unknownOf(unknown, query.figures().get(i), query.entity()).ifPresent(notes::add);
        }
        return List.copyOf(notes);
    }
}
