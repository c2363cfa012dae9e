package app.henk.insights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** An answer on the wire: queries in their text form, so that each can be asked again. */
@JsonNaming(SnakeCaseStrategy.class)
record AnswerJson(
        String query,
        List<Chip> chips,
        List<Answer.Heading> columns,
        List<Line> lines,
        Optional<Line> totals,
        long records,
        boolean more,
        Optional<String> next,
        Instant asOf,
        List<String> notes) {

    record Chip(String text, String without) {}

    record Line(Optional<UUID> id, List<Answer.Cell> cells, Optional<String> behind) {

        static Line of(Answer.Line line) {
            return new Line(line.record(), line.cells(), line.behind().map(Query::text));
        }
    }

    static AnswerJson of(Answer answer) {
        return new AnswerJson(
                answer.query().text(),
                answer.chips().stream()
                        .map(chip -> new Chip(chip.text(), chip.without().text()))
                        .toList(),
                answer.columns(),
                answer.lines().stream().map(Line::of).toList(),
                answer.totals().map(Line::of),
                answer.records(),
                answer.more(),
                answer.next(),
                answer.asOf(),
                answer.notes());
    }
}
