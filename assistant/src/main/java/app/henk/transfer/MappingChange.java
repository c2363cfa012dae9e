package app.henk.transfer;

import app.henk.crm.BulkRules;
import app.henk.crm.Stage;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a file. What is not named stays as it was found.
 *
 * @param kind what the rows are; the fields of columns that another kind does not have are left out
 */
record MappingChange(
        @Nullable String kind,

        @Nullable @Size(max = 200) List<@Valid @NotNull ColumnChange> columns,
        @Nullable @Size(max = 100) List<@Valid @NotNull StageChange> stages) {

    /**
     * @param field empty to leave the column out
     * @param dates {@code year_month_day}, {@code day_month_year} or {@code month_day_year}
     * @param decimal {@code point} or {@code comma}
     */
    record ColumnChange(
            @NotNull @Schema(example = "3") Integer index,
            @Nullable @Schema(example = "close") String field,
            @Nullable String dates,
            @Nullable String decimal) {}

    /** @param stage key of a stage; empty: rows with this name stay out */
    record StageChange(
            @NotNull @Schema(example = "Closing") String name,
            @Nullable @Schema(example = "negotiation") String stage) {}

    /**
     * Fails with a problem that names each decision that cannot be.
     *
     * @param names that the column has which holds the stages then
     */
    Mapping on(Mapping found, List<Mapping.StageName> names, BulkRules rules) {
        List<FieldErrors.FieldError> errors = new ArrayList<>();
        Kind as = kind(found, errors);
        List<Column> mapped = columns(found, as, errors);
        requireOnce(mapped, errors);
        List<Mapping.StageName> stages = stages(names, rules, errors);
        if (!errors.isEmpty()) {
            throw FieldErrors.of(errors);
        }
        return new Mapping(as, mapped, stages, found.notes());
    }

    /** Which column holds the stages then. */
    Optional<Column> stageColumn(Mapping found) {
        List<FieldErrors.FieldError> later = new ArrayList<>();
        return columns(found, kind(found, later), later).stream()
                .filter(column -> column.field().filter(Field.STAGE::equals).isPresent())
                .findFirst();
    }

    private Kind kind(Mapping found, List<FieldErrors.FieldError> errors) {
        return Optional.ofNullable(kind)
                .flatMap(key -> known(Kind.named(key), "kind", List.of(Kind.values()), errors))
                .orElse(found.kind());
    }

    private List<Column> columns(Mapping found, Kind as, List<FieldErrors.FieldError> errors) {
        List<Column> mapped = new ArrayList<>(found.columns().stream()
                .map(column -> column.field()
                                .filter(field -> !as.fields().contains(field))
                                .isPresent()
                        ? column.as(Optional.empty())
                        : column)
                .toList());
        for (ColumnChange change : Optional.ofNullable(columns).orElse(List.of())) {
            if (change.index() < 0 || change.index() >= mapped.size()) {
                errors.add(new FieldErrors.FieldError("columns", "has no column with the index " + change.index()));
            } else {
                mapped.set(change.index(), column(mapped.get(change.index()), change, as, errors));
            }
        }
        return List.copyOf(mapped);
    }

    private static Column column(Column column, ColumnChange change, Kind kind, List<FieldErrors.FieldError> errors) {
        String at = "columns[" + change.index() + "]";
        Column now = column;
        if (change.field() != null) {
            now = change.field().isBlank()
                    ? now.as(Optional.empty())
                    : known(field(change.field(), kind), at + ".field", kind.fields(), errors)
                            .map(field -> column.as(Optional.of(field)))
                            .orElse(now);
        }
        if (change.dates() != null) {
            now = known(DateForm.named(change.dates()), at + ".dates", List.of(DateForm.values()), errors)
                    .map(now::dated)
                    .orElse(now);
        }
        if (change.decimal() != null) {
            now = known(decimal(change.decimal()), at + ".decimal", List.of(DecimalMark.values()), errors)
                    .map(now::marked)
                    .orElse(now);
        }
        return now;
    }

    private static Optional<Field> field(String key, Kind kind) {
        return kind.fields().stream().filter(field -> field.key().equals(key)).findFirst();
    }

    private static Optional<DecimalMark> decimal(String key) {
        return Arrays.stream(DecimalMark.values())
                .filter(mark -> mark.key().equals(key))
                .findFirst();
    }

    private static <E extends Enum<E>> Optional<E> known(
            Optional<E> found, String at, java.util.Collection<E> possible, List<FieldErrors.FieldError> errors) {
        if (found.isEmpty()) {
            errors.add(new FieldErrors.FieldError(
                    at,
                    "must be one of "
                            + possible.stream()
                                    .map(value -> value.name().toLowerCase(java.util.Locale.ROOT))
                                    .collect(Collectors.joining(", "))));
        }
        return found;
    }

    private static void requireOnce(List<Column> columns, List<FieldErrors.FieldError> errors) {
        Set<Field> seen = EnumSet.noneOf(Field.class);
        columns.stream()
                .flatMap(column -> column.field().stream())
                .filter(field -> !seen.add(field))
                .forEach(field -> errors.add(
                        new FieldErrors.FieldError("columns", "give " + field.key() + " to more than one column")
                                .breaking("field_twice")));
    }

    private List<Mapping.StageName> stages(
            List<Mapping.StageName> names, BulkRules rules, List<FieldErrors.FieldError> errors) {
        Map<String, Optional<String>> chosen = new HashMap<>();
        Set<String> keys = rules.stages().all().stream().map(Stage::key).collect(Collectors.toSet());
        for (StageChange change : Optional.ofNullable(stages).orElse(List.of())) {
            Optional<String> stage = Optional.ofNullable(change.stage()).filter(key -> !key.isBlank());
            if (stage.isPresent() && !keys.contains(stage.get())) {
                errors.add(new FieldErrors.FieldError("stages", "must name one of " + String.join(", ", keys)));
            }
            chosen.put(change.name(), stage);
        }
        return names.stream()
                .map(name -> Optional.ofNullable(chosen.get(name.name()))
                        .map(stage -> new Mapping.StageName(name.name(), name.rows(), stage, 1))
                        .orElse(name))
                .toList();
    }

    /** Fails with a problem when rows of this kind could not be told apart by what is mapped. */
    static void requireComplete(Mapping mapping) {
        List<Field> oneOf = switch (mapping.kind()) {
            case DEALS -> List.of(Field.TITLE, Field.COMPANY, Field.PRODUCT, Field.NAME);
            case LEADS, CONTACTS ->
                List.of(Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.PHONE, Field.COMPANY);
            case ORGANISATIONS, SALESPEOPLE, PRODUCTS -> List.of(Field.NAME);
        };
        if (oneOf.stream().noneMatch(field -> mapping.of(field).isPresent())) {
            throw Problem.badRequest(
                    "mapping-incomplete",
                    "No column says what a row is about. Map one of these: "
                            + oneOf.stream().map(Field::key).collect(Collectors.joining(", ")) + ".");
        }
    }
}
