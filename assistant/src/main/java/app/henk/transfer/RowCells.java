package app.henk.transfer;

import app.henk.transfer.RowProblem.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One row while it is read. What cannot be read is noted and read as nothing: then the row is refused. */
final class RowCells {

    private final FileMeaning file;
    private final long line;
    private final List<String> cells;
    private final List<RowProblem> problems = new ArrayList<>(0);

    RowCells(FileMeaning file, long line, List<String> cells) {
        this.file = file;
        this.line = line;
        this.cells = cells;
    }

    List<String> cells() {
        return cells;
    }

    List<RowProblem> problems() {
        return problems;
    }

    /** Whether it has the cells that the file promises. */
    boolean isWhole() {
        int expected = file.width();
        boolean more = cells.size() > expected
                && cells.subList(expected, cells.size()).stream().anyMatch(cell -> !cell.isEmpty());
        if (cells.size() < expected || more) {
            problems.add(new RowProblem(
                    line,
                    Severity.ERROR,
                    "",
                    String.join(" | ", cells.stream().limit(5).toList()),
                    more ? "too_many_cells" : "too_few_cells",
                    cells.size() + "/" + expected));
            return false;
        }
        return true;
    }

    boolean isRefused() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    Optional<String> cell(Field field) {
        Column column = file.columns().get(field);
        return column == null
                ? Optional.empty()
                : Optional.of(cells.get(column.index())).filter(text -> !text.isEmpty());
    }

    Optional<String> text(Field field, int longest) {
        Optional<String> text = cell(field);
        if (text.isPresent() && text.get().length() > longest) {
            error(field, "too_long", String.valueOf(longest));
            return Optional.empty();
        }
        return text;
    }

    String required(Field field, int longest) {
        Optional<String> text = text(field, longest);
        if (text.isEmpty() && !isRefused()) {
            error(field, "missing", "");
        }
        return text.orElse("");
    }

    Optional<String> corrected(Field field, int longest) {
        Optional<String> text = text(field, longest);
        Optional<String> meant = text.flatMap(given -> file.corrections().of(field, given));
        meant.ifPresent(right -> add(Severity.CORRECTION, field, "corrected", right));
        return meant.or(() -> text);
    }

    Optional<BigDecimal> money(Field field) {
        Optional<BigDecimal> amount = cell(field).flatMap(text -> decimal(field).read(text));
        if (amount.isEmpty() && cell(field).isPresent()) {
            error(field, "number_unreadable", "");
        }
        return amount.map(value -> value.setScale(2, RoundingMode.HALF_UP));
    }

    Optional<Integer> whole(Field field) {
        Optional<BigDecimal> number = cell(field).flatMap(text -> decimal(field).read(text));
        try {
            Optional<Integer> whole = number.map(BigDecimal::intValueExact);
            if (whole.isEmpty() && cell(field).isPresent()) {
                error(field, "number_unreadable", "");
            }
            return whole;
        } catch (ArithmeticException fraction) {
            error(field, "number_not_whole", "");
            return Optional.empty();
        }
    }

    private DecimalMark decimal(Field field) {
        Column column = file.columns().get(field);
        return column == null ? DecimalMark.POINT : column.decimal().orElse(DecimalMark.POINT);
    }

    Optional<LocalDate> date(Field field) {
        Optional<String> text = cell(field);
        DateForm form = Optional.ofNullable(file.columns().get(field))
                .flatMap(Column::date)
                .orElse(DateForm.YEAR_MONTH_DAY);
        Optional<LocalDate> date =
                text.flatMap(given -> form.read(given).or(() -> DateForm.YEAR_MONTH_DAY.read(given)));
        if (date.isEmpty() && text.isPresent()) {
            error(field, "date_unreadable", form.key());
        }
        return date;
    }

    Optional<String> word(Field field) {
        Optional<String> text = cell(field);
        Optional<String> meant = text.flatMap(given -> file.corrections().word(field, given));
        if (meant.isEmpty() && text.isPresent()) {
            if (field == Field.INDUSTRY) {
                add(Severity.CORRECTION, field, "corrected", "other");
                return Optional.of("other");
            }
            error(field, "word_unknown", "");
        }
        return meant;
    }

    String stage() {
        Optional<String> name = cell(Field.STAGE);
        if (name.isEmpty()) {
            return file.firstStage();
        }
        String stage = file.stages().get(name.get());
        if (stage == null) {
            error(Field.STAGE, "stage_unknown", "");
            return file.firstStage();
        }
        return stage;
    }

    /** A column of this that the file has and the row does not fill. */
    void expected(Field field) {
        if (file.columns().containsKey(field) && cell(field).isEmpty()) {
            add(Severity.HINT, field, "blank", "");
        }
    }

    void problem(Severity severity, String field, String reason) {
        Optional<Column> column = file.columns().entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(field))
                .map(Map.Entry::getValue)
                .findFirst();
        problems.add(new RowProblem(
                line,
                severity,
                column.map(Column::header).orElse(field),
                column.map(known -> cells.get(known.index())).orElse(""),
                reason.replace('.', '_'),
                ""));
    }

    private void error(Field field, String reason, String detail) {
        add(Severity.ERROR, field, reason, detail);
    }

    private void add(Severity severity, Field field, String reason, String detail) {
        Column column = file.columns().get(field);
        problems.add(new RowProblem(
                line,
                severity,
                column == null ? field.key() : column.header(),
                cell(field).orElse(""),
                reason,
                detail));
    }
}
