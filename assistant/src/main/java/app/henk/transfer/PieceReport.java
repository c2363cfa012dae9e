package app.henk.transfer;

import app.henk.crm.BulkDifference;
import app.henk.crm.BulkRecord;
import app.henk.crm.BulkWrites.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be said about the rows of a piece when it is written. */
record PieceReport(Mapping mapping, ImportRun.Judged piece, Written written) {

    DataImport.Counts counts() {
        int corrected = (int) piece.rows().stream()
                .filter(row -> row.problems().stream()
                        .anyMatch(problem -> problem.severity() == RowProblem.Severity.CORRECTION))
                .filter(row -> row.checked().isPresent())
                .count();
        int refused = (int) piece.rows().stream()
                        .filter(row -> row.checked().isEmpty())
                        .count()
                + written.taken().size();
        return new DataImport.Counts(piece.rows().size(), written.created(), written.unchanged(), refused, corrected);
    }

    /** In the order of the file. */
    List<RowProblem> problems() {
        List<RowProblem> found = new ArrayList<>();
        piece.rows().forEach(row -> found.addAll(row.problems()));
        if (!written.taken().isEmpty() || !written.differing().isEmpty()) {
            Map<String, Long> lines = linesByOrigin();
            written.taken()
                    .forEach((origin, label) -> taken(lines, origin, label).ifPresent(found::add));
            written.differing().stream().flatMap(each -> differing(lines, each)).forEach(found::add);
        }
        found.sort(Comparator.comparingLong(RowProblem::line));
        return found;
    }

    private Map<String, Long> linesByOrigin() {
        Map<String, Long> lines = new HashMap<>();
        piece.rows()
                .forEach(row -> row.checked()
                        .map(checked -> checked.record())
                        .filter(BulkRecord.Named.class::isInstance)
                        .ifPresent(record -> lines.put(((BulkRecord.Named) record).origin(), row.line())));
        return lines;
    }

    /** A row under the id of another record. */
    private Optional<RowProblem> taken(Map<String, Long> lines, String origin, String label) {
        return Optional.ofNullable(lines.get(origin))
                .map(line -> new RowProblem(
                        line,
                        RowProblem.Severity.ERROR,
                        header(Field.ID),
                        origin.substring(origin.indexOf(':') + 1),
                        "id_taken",
                        label));
    }

    /** A row that was here already and says something else by now. */
    private Stream<RowProblem> differing(Map<String, Long> lines, BulkDifference difference) {
        return Optional.ofNullable(lines.get(difference.origin()))
                .map(line -> new RowProblem(
                        line,
                        RowProblem.Severity.HINT,
                        header(Field.valueOf(difference.field().toUpperCase(Locale.ROOT))),
                        difference.there(),
                        difference.here().isEmpty() ? "missing_here" : "differs",
                        difference.here()))
                .stream();
    }

    private String header(Field field) {
        return mapping.of(field).map(Column::header).orElse("");
    }
}
