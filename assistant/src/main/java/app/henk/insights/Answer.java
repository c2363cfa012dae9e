package app.henk.insights;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a question came to.
 *
 * @param query as the server understood it, with names settled
 * @param subject its conditions, as a sentence says them
 * @param chips its conditions, each removable
 * @param lines records, or one for each group, or a single one with the figures
 * @param totals of groups: what can be added up, added up; empty for anything else
 * @param records how many records there are in all
 * @param more whether there are lines beyond these
 * @param next of records: where the next page begins, for {@link Questions#page}
 * @param notes what has to be known with the figures, for instance of how many records there was none
 */
public record Answer(
        Query query,
        Subject subject,
        List<Chip> chips,
        List<Heading> columns,
        List<Line> lines,
        Optional<Line> totals,
        long records,
        boolean more,
        Optional<String> next,
        Instant asOf,
        List<String> notes) {

    /**
     * @param text in the asker's language
     * @param without the question without it
     */
    public record Chip(String text, Query without) {}

    /**
     * What a question is about, apart from the kind of records.
     *
     * @param status open, won or lost, where it is about those alone
     * @param who is in charge of all of them
     * @param when they were decided, as an adverb: "last month", "in October 2017"
     * @param others conditions that no verb says, in words
     * @param compared the two times that are held against each other
     */
    public record Subject(
            Optional<String> status,
            Optional<String> who,
            Optional<String> when,
            List<String> others,
            Optional<Compared> compared) {}

    /** Two times as adverbs: "this year", "in 2025"; {@code of} is the one that is asked for. */
    public record Compared(String of, String with) {}

    /** @param key in the text form; of a comparison with {@code .of}, {@code .with}, {@code .difference}, {@code .percent} */
    public record Heading(String key, String label, Unit unit) {}

    /** What a cell's value is, and how it is written. */
    public enum Unit {
        TEXT,
        DATE,
        FLAG,
        COUNT,
        MONEY,
        PERCENT,
        DAYS,
        HOURS,
        NUMBER
    }

    /**
     * @param record its id, where the line is one
     * @param behind the records that the line's figures are of; empty where the line is a record or they cannot be asked for
     */
    public record Line(Optional<UUID> record, List<Cell> cells, Optional<Query> behind) {}

    /**
     * @param value text, number, day or truth; empty where it is not known
     * @param text the same as it is written in the asker's language
     * @param unknown of a figure: of how many of its records it is not known
     */
    public record Cell(Optional<Object> value, String text, long unknown) {}

    /** The figure of the first line, if it has one: the answer to "how many" and "how much". */
    public Optional<BigDecimal> figure() {
        return lines.stream()
                .findFirst()
                .flatMap(line -> line.cells().stream()
                        .skip(query.by().size())
                        .findFirst()
                        .flatMap(Cell::value))
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast);
    }
}
