package app.henk.agent.tools.staff;

import app.henk.agent.tools.CardButtons;
import app.henk.insights.Answer;
import app.henk.insights.Answer.Cell;
import app.henk.insights.Answer.Heading;
import app.henk.insights.Answer.Line;
import app.henk.insights.Group;
import app.henk.insights.Query;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** An answer as a table, a chart or a row of figures, with the filters understood as chips. */
@Component
class AnswerCards {

    private static final String ASKED_AT = "/api/insights/questions";
    private static final String OF = ".of";
    private static final String WITH = ".with";

    private final StaffWords words;
    private final AnswerFiles files;
    private final AsOf asOf;

    AnswerCards(StaffWords words, AnswerFiles files, AsOf asOf) {
        this.words = words;
        this.files = files;
        this.asOf = asOf;
    }

    /** What the records of the answer are, where each can be looked at by itself. */
    static Optional<String> kind(Answer answer) {
        return Optional.ofNullable(
                switch (answer.query().entity()) {
                    case DEALS -> "deal";
                    case LEADS -> "lead";
                    case CONTACTS -> "contact";
                    case ORGANISATIONS -> "organisation";
                    case TASKS -> "task";
                    case ACTIVITIES -> null;
                });
    }

    /** @param say what the card says in words */
    Told on(Told told, Colleague who, Answer answer, Optional<String> show, String say) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.word("find.title", answer.query().entity().key(), who.language()));
        content.put("fallback", say);
        content.put("chips", chips(answer));
        content.put("query", answer.query().text());
        asOf.stamp(content, who, answer.asOf());
        content.put("files", files.of(answer.query().text(), who.language()));
        String shape = shape(answer, show.orElse(""));
        if (!answer.query().asksForRecords()) {
            content.put("actions", List.of(behind(answer, who.language())));
        }
        switch (shape) {
            case "kpi" -> content.put("items", figures(answer, who));
            case "table" -> table(content, answer, who);
            default -> chart(content, answer, who, shape);
        }
        return told.card(shape.equals("kpi") || shape.equals("table") ? shape : "chart", content);
    }

    /** The records that the figures are of. */
    private Map<String, Object> behind(Answer answer, String language) {
        Query records = Query.of(answer.query().entity()).where(answer.query().where());
        return Map.of(
                "label",
                words.say("find.behind", language),
                "id",
                CardButtons.question(Map.of("query", records.text())));
    }

    private static String shape(Answer answer, String wished) {
        int groups = answer.query().by().size();
        boolean figures = !answer.query().asksForRecords();
        if (!figures || groups > 1) {
            return "table";
        }
        if (groups == 0) {
            return "kpi";
        }
        if (!wished.isEmpty()) {
            return switch (wished) {
                case "kpi" -> "table";
                case FindTool.RANKING -> "bar";
                default -> wished;
            };
        }
        Group group = answer.query().by().getFirst();
        if (group.bucket().isPresent()) {
            return "line";
        }
        long measures = answer.columns().size() - 1L;
        return answer.query().compare().isEmpty() && measures > 2 ? "table" : "bar";
    }

    private static List<Map<String, Object>> chips(Answer answer) {
        return answer.chips().stream()
                .map(chip -> Map.<String, Object>of(
                        "label",
                        chip.text(),
                        "action",
                        CardButtons.question(Map.of("query", chip.without().text()))))
                .toList();
    }

    private static void table(Map<String, Object> content, Answer answer, Colleague who) {
        String currency = who.context().tenant().currency().getCode();
        content.put(
                "columns",
                IntStream.range(0, answer.columns().size())
                        .mapToObj(i -> column(i, answer.columns().get(i), currency))
                        .toList());
        content.put(
                "rows",
                answer.lines().stream().map(line -> row(answer, line, who)).toList());
        content.put(
                "total",
                answer.query().asksForRecords()
                        ? answer.records()
                        : answer.lines().size());
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("href", ASKED_AT);
        rest.put("query", answer.query().text());
        kind(answer).ifPresent(kind -> rest.put("open", kind));
        answer.next().ifPresent(next -> rest.put("after", next));
        content.put("rest", rest);
    }

    private static Map<String, Object> column(int i, Heading heading, String currency) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("key", "c" + i);
        column.put("title", heading.label());
        column.put("type", heading.key().equals("light") ? "light" : type(heading));
        column.put("currency", currency);
        column.put("sort", heading.key());
        return column;
    }

    private static String type(Heading heading) {
        return switch (heading.unit()) {
            case MONEY -> "money";
            case DATE -> "date";
            case PERCENT -> "percent";
            case COUNT, DAYS, HOURS, NUMBER -> "number";
            case TEXT, FLAG -> "text";
        };
    }

    private static Map<String, Object> row(Answer answer, Line line, Colleague who) {
        Map<String, Object> row = new LinkedHashMap<>();
        line.record().ifPresent(id -> {
            row.put("id", id.toString());
            kind(answer)
                    .filter(kind -> !kind.equals("task"))
                    .ifPresent(kind -> row.put("open", CardButtons.id("open", kind, id)));
        });
        for (int i = 0; i < line.cells().size(); i++) {
            String key = "c" + i;
            Heading heading = answer.columns().get(i);
            value(heading, line.cells().get(i)).ifPresent(value -> row.put(key, value));
            if (heading.key().equals("expected_close") || heading.key().equals("due")) {
                line.cells()
                        .get(i)
                        .value()
                        .filter(LocalDate.class::isInstance)
                        .map(LocalDate.class::cast)
                        .filter(day -> day.isBefore(who.today()))
                        .ifPresent(late -> row.put("late", key));
            }
        }
        return row;
    }

    private static Optional<Object> value(Heading heading, Cell cell) {
        if (heading.key().equals("light")) {
            return cell.value();
        }
        return switch (heading.unit()) {
            case MONEY, PERCENT, COUNT, DAYS, HOURS, NUMBER -> cell.value();
            case DATE -> cell.value().map(Object::toString);
            case TEXT, FLAG -> cell.value().map(known -> cell.text());
        };
    }

    private static List<Map<String, Object>> figures(Answer answer, Colleague who) {
        Line line = answer.lines().getFirst();
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            Heading heading = answer.columns().get(i);
            if (heading.key().endsWith(WITH)
                    || heading.key().endsWith(".difference")
                    || heading.key().endsWith(".percent")) {
                continue;
            }
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("label", heading.label());
            line.cells().get(i).value().ifPresent(value -> item.put("value", value));
            item.put("type", type(heading));
            item.put("currency", who.context().tenant().currency().getCode());
            before(answer, line, heading).ifPresent(before -> item.put("before", before));
            items.add(item);
        }
        return items;
    }

    /** The same figure of the other period, where two are compared. */
    private static Optional<Object> before(Answer answer, Line line, Heading heading) {
        if (!heading.key().endsWith(OF)) {
            return Optional.empty();
        }
        String other = heading.key().substring(0, heading.key().length() - OF.length()) + WITH;
        return IntStream.range(0, answer.columns().size())
                .filter(i -> answer.columns().get(i).key().equals(other))
                .mapToObj(i -> line.cells().get(i).value())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void chart(Map<String, Object> content, Answer answer, Colleague who, String shape) {
        Heading measure = answer.columns().get(1);
        content.put("kind", shape);
        content.put("type", type(measure));
        content.put("currency", who.context().tenant().currency().getCode());
        content.put("unit", "");
        List<Map<String, Object>> data = new ArrayList<>();
        for (Line line : answer.lines()) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("label", line.cells().getFirst().text());
            line.cells()
                    .get(1)
                    .value()
                    .filter(BigDecimal.class::isInstance)
                    .ifPresent(value -> point.put("value", value));
            before(answer, line, measure).ifPresent(before -> point.put("before", before));
            data.add(point);
        }
        content.put("data", data);
        answer.query()
                .compare()
                .ifPresent(compared -> content.put(
                        "series", List.of(compared.of().text(), compared.with().text())));
        content.put("title", content.get("title") + " · " + measure.label());
    }
}
