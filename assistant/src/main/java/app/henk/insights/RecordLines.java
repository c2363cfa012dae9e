package app.henk.insights;

import app.henk.insights.Answer.Cell;
import app.henk.insights.Answer.Heading;
import app.henk.insights.Answer.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes lines of records. */
record RecordLines(Query query, Labels labels, Known known, Now now) {

    private static final int MOST_COLUMNS = 10;

    /** What every list of this kind shows, then what the question speaks of. */
    List<Field> fields() {
        Set<Field> fields = new LinkedHashSet<>();
        usual(query.entity()).map(key -> Catalogue.field(query.entity(), key)).forEach(fields::add);
        Stream.concat(
                        query.order().stream().map(order -> (Field) order.by()),
                        QueryRules.tests(query.where()).map(QueryRules::tested))
                .limit(MOST_COLUMNS - fields.size())
                .forEach(fields::add);
        return List.copyOf(fields);
    }

    private static Stream<String> usual(Entity entity) {
        return switch (entity) {
            case DEALS -> Stream.of("title", "company", "value", "stage", "assignee", "expected_close");
            case LEADS -> Stream.of("name", "company", "score", "status", "source", "assignee", "created");
            case ACTIVITIES -> Stream.of("at", "type", "subject", "deal", "contact", "actor");
            case CONTACTS -> Stream.of("name", "company", "email", "phone");
            case ORGANISATIONS -> Stream.of("name", "sector", "country", "employees");
            case TASKS -> Stream.of("due", "subject", "deal", "contact", "assignee", "done");
        };
    }

    List<Heading> headings() {
        return fields().stream()
                .map(field -> new Heading(field.key(), labels.field(field), Units.of(field)))
                .toList();
    }

    /** @param row the id, what it is ordered by, then the fields */
    Line line(List<Object> row) {
        List<Field> fields = fields();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            cells.add(cell(fields.get(i), row.get(i + 2)));
        }
        return new Line(Optional.of((UUID) row.getFirst()), cells, Optional.empty());
    }

    Cursor cursor(List<Object> row) {
        boolean plain = query.order().isEmpty() || row.get(1) == Unknown.VALUE;
        return new Cursor(plain ? Optional.empty() : Optional.of(row.get(1).toString()), (UUID) row.getFirst());
    }

    private Cell cell(Field field, Object value) {
        return switch (value) {
            case Unknown _ -> new Cell(Optional.empty(), labels.unknown(), 0);
            case UUID id -> text(known.colleague(id).map(Known.Colleague::name).orElse(labels.unknown()));
            case OffsetDateTime moment ->
                day(moment.atZoneSameInstant(now.calendar().zone()).toLocalDate());
            case LocalDate day -> day(day);
            case Boolean yes -> new Cell(Optional.of(yes), labels.flag(yes), 0);
            case Number number -> {
                var exact = new BigDecimal(number.toString());
                yield new Cell(Optional.of(exact), labels.number(exact, Units.of(field)), 0);
            }
            default -> new Cell(Optional.of(value), labels.value(field, value.toString()), 0);
        };
    }

    private Cell day(LocalDate day) {
        return new Cell(Optional.of(day), labels.day(day), 0);
    }

    private static Cell text(String text) {
        return new Cell(Optional.of(text), text, 0);
    }
}
