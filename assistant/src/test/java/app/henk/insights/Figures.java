package app.henk.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Answers and plain SQL in one form, to be compared. */
public final class Figures {

    private Figures() {}

    /** What an answer says: groups and figures; of records how many, or what they are ordered by where a limit says how many. */
    public static List<List<String>> of(Answer answer) {
        return of(answer, !answer.query().order().isEmpty());
    }

    /** @param inOrder whether the order of the lines counts */
    public static List<List<String>> of(Answer answer, boolean inOrder) {
        Query query = answer.query();
        if (query.asksForRecords()) {
            return query.limit().isPresent() ? ordered(answer) : List.of(List.of(String.valueOf(answer.records())));
        }
        int groups = query.by().size();
        int width = query.compare().isPresent() ? 4 : 1;
        return sorted(
                answer.lines().stream()
                        .map(line -> IntStream.range(0, line.cells().size())
                                // difference and percent follow from the two figures
                                .filter(i -> i < groups || (i - groups) % width < 2)
                                .mapToObj(i -> text(query, i, line.cells().get(i)))
                                .toList())
                        .toList(),
                inOrder);
    }

    public static List<List<String>> of(Query query, List<List<String>> plain) {
        return sorted(
                plain.stream()
                        .map(row -> row.stream().map(Figures::rounded).toList())
                        .toList(),
                !query.order().isEmpty());
    }

    private static List<List<String>> ordered(Answer answer) {
        Term by = answer.query().order().getFirst().by();
        int at = answer.columns().stream().map(Answer.Heading::key).toList().indexOf(by.text());
        return answer.lines().stream()
                .map(line -> List.of(text(answer.query(), -1, line.cells().get(at))))
                .toList();
    }

    private static String text(Query query, int column, Answer.Cell cell) {
        boolean weekday = column >= 0
                && column < query.by().size()
                && query.by()
                        .get(column)
                        .bucket()
                        .filter(b -> b == Group.Bucket.WEEKDAY)
                        .isPresent();
        Object value = cell.value().orElse("");
        if (weekday) {
            return IntStream.rangeClosed(1, 7)
                    .filter(day -> DayOfWeek.of(day)
                            .getDisplayName(TextStyle.FULL_STANDALONE, Locale.ENGLISH)
                            .equals(value))
                    .mapToObj(String::valueOf)
                    .findFirst()
                    .orElse("?");
        }
        return switch (value) {
            case BigDecimal number -> rounded(number.toPlainString());
            case LocalDate day -> day.toString();
            default -> value.toString().toLowerCase(Locale.ROOT);
        };
    }

    private static String rounded(String cell) {
        return cell.matches("-?\\d+(\\.\\d+)?")
                ? new BigDecimal(cell)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : cell.toLowerCase(Locale.ROOT);
    }

    private static List<List<String>> sorted(List<List<String>> rows, boolean inOrder) {
        return inOrder
                ? rows
                : rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }
}
