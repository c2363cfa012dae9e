package app.henk.transfer;

import app.henk.crm.BulkRecord;
import app.henk.crm.BulkRules;
import app.henk.transfer.RowProblem.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the rows of one file into records, by its mapping and the tenant's rules. */
final class RowReader {

    private static final int HASH_BYTES = 18;
    private static final int LONGEST_ORIGIN = 200;

    private final Kind kind;
    private final BulkRules rules;
    private final FileMeaning file;

    RowReader(Mapping mapping, BulkRules rules, Vocabulary vocabulary, List<String> products) {
        this.kind = mapping.kind();
        this.rules = rules;
        this.file = FileMeaning.of(mapping, rules.stages().first().key(), new Corrections(vocabulary, products));
    }

    /** @param checked empty when the row stays out; then a problem says why */
    record Read(long line, Optional<BulkRules.Checked> checked, List<RowProblem> problems) {}

    Read read(long line, List<String> cells) {
        RowCells row = new RowCells(file, line, cells);
        if (!row.isWhole()) {
            return new Read(line, Optional.empty(), row.problems());
        }
        BulkRecord record = record(row);
        if (row.isRefused()) {
            return new Read(line, Optional.empty(), row.problems());
        }
        BulkRules.Checked checked = rules.check(record);
        checked.errors().forEach(error -> row.problem(Severity.ERROR, error.field(), error.reason()));
        checked.doubts().forEach(doubt -> row.problem(Severity.HINT, doubt.field(), doubt.reason()));
        return new Read(line, row.isRefused() ? Optional.empty() : Optional.of(checked), row.problems());
    }

    private BulkRecord record(RowCells row) {
        return switch (kind) {
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

    private BulkRecord lead(RowCells row) {
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

    private BulkRecord deal(RowCells row) {
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

    private static BulkRecord.Person person(RowCells row) {
        return new BulkRecord.Person(
                row.text(Field.NAME, 240),
                row.text(Field.FIRST_NAME, 120),
                row.text(Field.LAST_NAME, 120),
                row.text(Field.EMAIL, 254),
                row.text(Field.PHONE, 40));
    }

    /** The file's own id; without one what stands in the row, so that the same row is the same record. */
    private String origin(RowCells row) {
        return row.text(Field.ID, LONGEST_ORIGIN).map(id -> "id:" + id).orElseGet(() -> "row:" + hash(row.cells()));
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
}
