package app.henk.agent.tools.staff;

import app.henk.insights.Answer;
import app.henk.insights.Answer.Cell;
import app.henk.insights.Answer.Line;
import app.henk.insights.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** An answer in a sentence: what it is of, as it was understood, and the server's own figures. */
@Component
class AnswerSentences {

    /** So many groups are named one by one; of more the first few. */
    private static final int MOST_GROUPS = 6;

    private static final int SAID = 3;
    private static final Set<String> CHARTS = Set.of("bar", "line", "funnel", "donut");

    private final StaffWords words;
    private final SpokenFigures spoken;
    private final ComparedFigures compared;

    AnswerSentences(StaffWords words, SpokenFigures spoken, ComparedFigures compared) {
        this.words = words;
        this.spoken = spoken;
        this.compared = compared;
    }

    /** @param show the form that was wished for */
    String of(Answer answer, Optional<String> show, String language) {
        boolean chart =
                show.filter(CHARTS::contains).isPresent() && answer.query().by().isEmpty();
        String none = !chart || answer.lines().isEmpty()
                ? ""
                : " " + words.say(answer.query().asksForRecords() ? "find.no_chart_list" : "find.no_chart", language);
        String notes = answer.notes().isEmpty() ? "" : " " + String.join(" ", answer.notes());
        return sentence(answer, show, language) + notes + none;
    }

    private String sentence(Answer answer, Optional<String> show, String language) {
        Map<String, Object> values = new HashMap<>(Map.of("what", subject(answer, language)));
        if (answer.lines().isEmpty()) {
            return words.say("find.nothing", language, values);
        }
        values.put("count", answer.records());
        if (answer.query().asksForRecords()) {
            values.put(
                    "first",
                    answer.lines().stream()
                            .limit(SAID)
                            .map(line -> AnswerTelling.label(answer, line))
                            .collect(Collectors.joining(", ")));
            long told = told(answer);
            values.put("count", told);
            values.put("entity", entity(answer, told, language));
            values.put("of", spoken.others(SpokenFigures.filters(answer), language));
            return words.say(told > SAID ? "find.records" : "find.few", language, values);
        }
        return spoken.of(answer, show.filter(FindTool.RANKING::equals).isPresent(), language)
                .or(() -> compared.of(answer, language))
                .orElseGet(() -> answer.query().by().isEmpty()
                        ? figure(answer, language, values)
                        : groups(answer, language, values));
    }

    /** Where the first few were asked for it is those and no more that the answer is of. */
    private static long told(Answer answer) {
        return answer.query().limit().isPresent() ? answer.lines().size() : answer.records();
    }

    /** Which records, with the filters that were understood. */
    private String subject(Answer answer, String language) {
        String filters = String.join(", ", filters(answer));
        return words.say(
                "find.of",
                language,
                Map.of(
                        "what",
                        words.word("find.title", answer.query().entity().key(), language),
                        "filters",
                        filters,
                        "has_filters",
                        !filters.isEmpty()));
    }

    private static List<String> filters(Answer answer) {
        return answer.chips().stream().map(Answer.Chip::text).toList();
    }

    private String entity(Answer answer, long records, String language) {
        String number = records == 1 ? "find.single" : "find.entity";
        return words.word(number, answer.query().entity().key(), language);
    }

    /** With how many records it is of, unless it says so itself. */
    private String figure(Answer answer, String language, Map<String, Object> values) {
        boolean counts = answer.query().figures().stream()
                .anyMatch(measure -> measure.kind() == Measure.Kind.COUNT || measure.kind() == Measure.Kind.DISTINCT);
        boolean compared = answer.query().compare().isPresent();
        values.put("figures", figures(answer, answer.lines().getFirst(), 0));
        values.put("entity", entity(answer, answer.records(), language));
        return words.say(counts || compared ? "find.figure" : "find.counted", language, values);
    }

    private String groups(Answer answer, String language, Map<String, Object> values) {
        int groups = answer.query().by().size();
        int shown = answer.lines().size() > MOST_GROUPS ? SAID : answer.lines().size();
        values.put(
                "figures",
                answer.lines().stream()
                        .limit(shown)
                        .map(line -> figures(answer, line, groups))
                        .collect(Collectors.joining("; ")));
        values.put("rest", answer.lines().size() - shown);
        String total = total(answer, groups);
        values.put("total", total);
        values.put("has_total", !total.isEmpty());
        return words.say(shown < answer.lines().size() ? "find.first" : "find.groups", language, values);
    }

    /** Of the first few groups alone there is no sum that says anything. */
    private static String total(Answer answer, int groups) {
        boolean all = answer.query().limit().isEmpty()
                && !answer.more()
                && answer.lines().size() > 1;
        return answer.totals()
                .filter(line -> all)
                .map(line -> added(answer, line, groups))
                .orElse("");
    }

    private static String added(Answer answer, Line total, int groups) {
        List<Integer> known = IntStream.range(groups, total.cells().size())
                .filter(i -> !total.cells().get(i).text().isEmpty())
                .boxed()
                .toList();
        return known.stream()
                .map(i -> labelled(
                        answer,
                        total.cells().get(i),
                        i,
                        answer.query().figures().size() == 1))
                .collect(Collectors.joining(", "));
    }

    private static String figures(Answer answer, Line line, int groups) {
        boolean only = line.cells().size() - groups == 1 && groups > 0;
        String of = line.cells().stream().limit(groups).map(Cell::text).collect(Collectors.joining(", "));
        String said = IntStream.range(groups, line.cells().size())
                .mapToObj(i -> labelled(answer, line.cells().get(i), i, only))
                .collect(Collectors.joining(", "));
        return of.isEmpty() ? said : of + ": " + said;
    }

    private static String labelled(Answer answer, Cell cell, int column, boolean only) {
        return only ? cell.text() : answer.columns().get(column).label() + " " + cell.text();
    }
}
