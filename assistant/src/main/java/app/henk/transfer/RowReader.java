package app.henk.transfer;

import app.henk.crm.BulkRecord;
import app.henk.crm.BulkRules;
import app.henk.transfer.RowProblem.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the rows of one file into records, by its mapping and the tenant's rules. */
final class RowReader {

    private static final int HASH_BYTES = 18;
    private static final int LONGEST_ORIGIN = 200;

    private final Mapping mapping;
    private final BulkRules rules;
    private final Corrections corrections;
    private final Map<Field, Column> columns = new EnumMap<>(Field.class);
    private final Map<String, String> stages = new HashMap<>();

    RowReader(Mapping mapping, BulkRules rules, Vocabulary vocabulary, List<String> products) {
        this.mapping = mapping;
        this.rules = rules;
        this.corrections = new Corrections(vocabulary, products);
        mapping.columns().forEach(column -> column.field().ifPresent(field -> columns.put(field, column)));
        mapping.stages().forEach(name -> name.stage().ifPresent(stage -> stages.put(name.name(), stage)));
    }

    /** @param checked empty when the row stays out; then a problem says why */
    record Read(long line, Optional<BulkRules.Checked> checked, List<RowProblem> problems) {}

    Read read(long line, List<String> cells) {
        Row row = new Row(line, cells);
        if (!row.isWhole()) {
            return new Read(line, Optional.empty(), row.problems);
        }
        BulkRecord record = record(row);
        if (row.isRefused()) {
            return new Read(line, Optional.empty(), row.problems);
        }
        BulkRules.Checked checked = rules.check(record);
        checked.errors().forEach(error -> row.problem(Severity.ERROR, error.field(), error.reason()));
        checked.doubts().forEach(doubt -> row.problem(Severity.HINT, doubt.field(), doubt.reason()));
        return new Read(line, row.isRefused() ? Optional.empty() : Optional.of(checked), row.problems);
    }

    private BulkRecord record(Row row) {
        return switch (mapping.kind()) {
            case LEADS -> lead(row);
            case DEALS -> deal(row);
            case CONTACTS ->
                new BulkRecord.Contact(person(row), row.text(Field.COMPANY, 200), row.text(Field.JOB_TITLE, 200));
            case ORGANISATIONS ->
                new BulkRecord.Organisation(
                        row.required(Field.NAME, 300),
                        row.text(Field.ID, LONGEST_ORIGIN).map(id -> "id:" + id),
                        row.corrected(Field.SECTOR, 120),
                        row.whole(Field.COMPANY_SIZE),
                        row.corrected(Field.COUNTRY, 120),
                        row.text(Field.WEBSITE, 300));
            case SALESPEOPLE ->
                new BulkRecord.Salesperson(
                        row.required(Field.NAME, 200), row.text(Field.MANAGER, 200), row.text(Field.TEAM, 120));
            case PRODUCTS ->
                new BulkRecord.Product(
                        row.required(Field.NAME, 200), row.text(Field.SERIES, 120), row.money(Field.PRICE));
        };
    }

    private BulkRecord lead(Row row) {
        return new BulkRecord.Lead(
                origin(row),
                person(row),
                row.text(Field.COMPANY, 200),
                row.money(Field.BUDGET),
                row.whole(Field.COMPANY_SIZE),
                row.word(Field.INDUSTRY),
                row.word(Field.URGENCY),
                row.text(Field.OCCASION, 60),
                row.date(Field.EVENT_DATE),
                row.word(Field.STATUS),
                row.text(Field.ASSIGNEE, 200),
                row.text(Field.SOURCE, 60),
                row.text(Field.NOTES, 4000).orElse(""));
    }

    private BulkRecord deal(Row row) {
        BulkRecord.Person person = person(row);
        Optional<String> company = row.text(Field.COMPANY, 300);
        Optional<String> product = row.corrected(Field.PRODUCT, 200);
        String stage = row.stage();
        row.expected(Field.COMPANY);
        row.expected(Field.STARTED);
        row.expected(Field.CLOSE);
        String title = row.text(Field.TITLE, 300)
                .orElseGet(() -> Stream.of(company.or(person::called), product)
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")));
        if (title.isEmpty()) {
            row.problem(Severity.ERROR, Field.TITLE.key(), "title_missing");
        }
        return new BulkRecord.Deal(
                origin(row),
                title.length() > 300 ? title.substring(0, 300) : title,
                person,
                company,
                row.money(Field.VALUE),
                stage,
                row.date(Field.STARTED),
                row.date(Field.CLOSE),
                row.corrected(Field.SECTOR, 120),
                product,
                row.text(Field.ASSIGNEE, 200),
                row.text(Field.SOURCE, 60),
                row.text(Field.LOST_REASON, 500),
                row.text(Field.NOTES, 4000).orElse(""));
    }

    private static BulkRecord.Person person(Row row) {
        return new BulkRecord.Person(
                row.text(Field.NAME, 240),
                row.text(Field.FIRST_NAME, 120),
                row.text(Field.LAST_NAME, 120),
                row.text(Field.EMAIL, 254),
                row.text(Field.PHONE, 40));
    }

    /** The file's own id; without one what stands in the row, so that the same row is the same record. */
    private String origin(Row row) {
        return row.text(Field.ID, LONGEST_ORIGIN).map(id -> "id:" + id).orElseGet(() -> "row:" + hash(row.cells));
    }

    private static String hash(List<String> cells) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String cell : cells) {
                digest.update(cell.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.util.Arrays.copyOf(digest.digest(), HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One row while it is read. What cannot be read is noted and read as nothing: then the row is refused. */
    private final class Row {

        private final long line;
        private final List<String> cells;
        private final List<RowProblem> problems = new ArrayList<>(0);

        Row(long line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        boolean isWhole() {
            int expected = mapping.columns().size();
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
            Column column = columns.get(field);
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
            Optional<String> meant = text.flatMap(given -> corrections.of(field, given));
            meant.ifPresent(right -> add(Severity.CORRECTION, field, "corrected", right));
            return meant.or(() -> text);
        }

        Optional<java.math.BigDecimal> money(Field field) {
            Optional<java.math.BigDecimal> amount =
                    cell(field).flatMap(text -> decimal(field).read(text));
            if (amount.isEmpty() && cell(field).isPresent()) {
                error(field, "number_unreadable", "");
            }
            return amount.map(value -> value.setScale(2, java.math.RoundingMode.HALF_UP));
        }

        Optional<Integer> whole(Field field) {
            Optional<java.math.BigDecimal> number =
                    cell(field).flatMap(text -> decimal(field).read(text));
            try {
                Optional<Integer> whole = number.map(java.math.BigDecimal::intValueExact);
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
            Column column = columns.get(field);
            return column == null ? DecimalMark.POINT : column.decimal().orElse(DecimalMark.POINT);
        }

        Optional<java.time.LocalDate> date(Field field) {
            Optional<String> text = cell(field);
            DateForm form = Optional.ofNullable(columns.get(field))
                    .flatMap(Column::date)
                    .orElse(DateForm.YEAR_MONTH_DAY);
            Optional<java.time.LocalDate> date =
                    text.flatMap(given -> form.read(given).or(() -> DateForm.YEAR_MONTH_DAY.read(given)));
            if (date.isEmpty() && text.isPresent()) {
                error(field, "date_unreadable", form.key());
            }
            return date;
        }

        Optional<String> word(Field field) {
            Optional<String> text = cell(field);
            Optional<String> meant = text.flatMap(given -> corrections.word(field, given));
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
                return rules.stages().first().key();
            }
            String stage = stages.get(name.get());
            if (stage == null) {
                error(Field.STAGE, "stage_unknown", "");
                return rules.stages().first().key();
            }
            return stage;
        }

        /** A column of this that the file has and the row does not fill. */
        void expected(Field field) {
            if (columns.containsKey(field) && cell(field).isEmpty()) {
                add(Severity.HINT, field, "blank", "");
            }
        }

        void problem(Severity severity, String field, String reason) {
            Optional<Column> column = columns.entrySet().stream()
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
            Column column = columns.get(field);
            problems.add(new RowProblem(
                    line,
                    severity,
                    column == null ? field.key() : column.header(),
                    cell(field).orElse(""),
                    reason,
                    detail));
        }
    }
}
