package app.henk.transfer;

import app.henk.crm.BulkRules;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Tenant;
import app.henk.transfer.Vocabulary.Guess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Finds out what a file's columns, dates, numbers and stages mean, and says on which ground. */
@Component
class MappingGuess {

    private static final double LEAST = 0.4;
    private static final double BY_CONTENT = 0.7;
    private static final double MOSTLY = 0.8;
    private static final double HARDLY = 0.5;
    private static final double CONTRADICTED = 0.4;
    private static final double TYPICAL = 1.5;
    private static final double STAGE_BY_NAME = 0.99;
    private static final double STAGE_BY_MEANING = 0.95;
    private static final double STAGE_BY_PLACE = 0.7;
    private static final List<String> EARLY = List.of("initial_contact", "qualified");

    private final Vocabulary vocabulary;

    MappingGuess(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @param kind when a person has said what the rows are */
    Mapping of(
            List<String> headers, List<ColumnProfile> profiles, Optional<Kind> kind, BulkRules rules, Tenant tenant) {
        Kind found = kind.orElseGet(() -> mostLikely(headers, profiles));
        List<Mapping.Note> notes = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Map<Integer, Guess<Field>> fields = fields(found, headers, profiles);
        for (int i = 0; i < headers.size(); i++) {
            Optional<Guess<Field>> guess = Optional.ofNullable(fields.get(i));
            columns.add(new Column(
                    i,
                    headers.get(i),
                    guess.map(Guess::meant),
                    guess.map(Guess::confidence).orElse(0.0),
                    Optional.empty(),
                    Optional.empty(),
                    profiles.get(i).samples()));
        }
        columns.replaceAll(column -> withForms(column, profiles, tenant, notes));
        columns.stream()
                .filter(column ->
                        column.field().isEmpty() && profiles.get(column.index()).filled() > 0)
                .forEach(column -> notes.add(new Mapping.Note("left_out", List.of(column.header()))));
        return new Mapping(found, List.copyOf(columns), stages(columns, profiles, rules), List.copyOf(notes));
    }

    private Kind mostLikely(List<String> headers, List<ColumnProfile> profiles) {
        return java.util.Arrays.stream(Kind.values())
                .max(Comparator.comparingDouble(kind -> fields(kind, headers, profiles).values().stream()
                        .mapToDouble(
                                guess -> guess.confidence() + (kind.typical().contains(guess.meant()) ? TYPICAL : 0))
                        .sum()))
                .orElse(Kind.LEADS);
    }

    /** By column; every field at most once, for the column that it suits best. */
    private Map<Integer, Guess<Field>> fields(Kind kind, List<String> headers, List<ColumnProfile> profiles) {
        record Candidate(int column, Guess<Field> guess) {}
        List<Candidate> candidates = IntStream.range(0, headers.size())
                .boxed()
                .flatMap(i -> vocabulary.field(kind, headers.get(i)).stream()
                        .map(guess -> new Candidate(i, believed(guess, profiles.get(i)))))
                .filter(candidate -> candidate.guess().confidence() >= LEAST)
                .sorted(Comparator.comparingDouble(
                        candidate -> -candidate.guess().confidence()))
                .toList();
        Map<Integer, Guess<Field>> byColumn = new HashMap<>();
        List<Field> taken = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!taken.contains(candidate.guess().meant())) {
                taken.add(candidate.guess().meant());
                byColumn.put(candidate.column(), candidate.guess());
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            if (!byColumn.containsKey(i)
                    && profiles.get(i).emails() >= MOSTLY
                    && kind.fields().contains(Field.EMAIL)
                    && !taken.contains(Field.EMAIL)) {
                taken.add(Field.EMAIL);
                byColumn.put(i, new Guess<>(Field.EMAIL, BY_CONTENT));
            }
        }
        return byColumn;
    }

    /** Values that do not look like the field's speak against the name. */
    private static Guess<Field> believed(Guess<Field> guess, ColumnProfile profile) {
        if (profile.filled() == 0) {
            return guess;
        }
        double share = switch (guess.meant().form()) {
            case MONEY, WHOLE -> profile.numbers();
            case DATE -> profile.dates();
            case EMAIL -> profile.emails();
            case PHONE -> Math.max(profile.phones(), 1 - profile.emails());
            case TEXT, WORD, STAGE -> 1 - (guess.meant() == Field.ID ? 0 : profile.emails());
        };
        return share >= HARDLY ? guess : new Guess<>(guess.meant(), guess.confidence() * CONTRADICTED);
    }

    /** Of every column with dates or numbers, whatever it is taken for: a person may say that it is something else. */
    private static Column withForms(
            Column column, List<ColumnProfile> profiles, Tenant tenant, List<Mapping.Note> notes) {
        ColumnProfile profile = profiles.get(column.index());
        Column dated = profile.dates() > 0 || column.holdsDates()
                ? column.dated(date(column, profile, profiles, tenant, notes))
                : column;
        return profile.numbers() > 0 || column.holdsNumbers()
                ? dated.marked(decimal(column, profile, profiles, tenant, notes))
                : dated;
    }

    private static DateForm date(
            Column column,
            ColumnProfile profile,
            List<ColumnProfile> profiles,
            Tenant tenant,
            List<Mapping.Note> notes) {
        int dayFirst = profile.dates(DateForm.DAY_MONTH_YEAR);
        int monthFirst = profile.dates(DateForm.MONTH_DAY_YEAR);
        if (profile.dates(DateForm.YEAR_MONTH_DAY) >= Math.max(dayFirst, monthFirst)) {
            return DateForm.YEAR_MONTH_DAY;
        }
        if (dayFirst != monthFirst) {
            DateForm form = dayFirst > monthFirst ? DateForm.DAY_MONTH_YEAR : DateForm.MONTH_DAY_YEAR;
            if (Math.min(dayFirst, monthFirst) > 0) {
                notes.add(new Mapping.Note(
                        "date_by_evidence." + form.key(),
                        List.of(column.header(), String.valueOf(Math.abs(dayFirst - monthFirst)))));
            }
            return form;
        }
        int elsewhere = profiles.stream()
                .mapToInt(other -> other.dates(DateForm.DAY_MONTH_YEAR) - other.dates(DateForm.MONTH_DAY_YEAR))
                .sum();
        boolean american = tenant.currency().getCode().equals("USD");
        DateForm form =
                elsewhere > 0 || (elsewhere == 0 && !american) ? DateForm.DAY_MONTH_YEAR : DateForm.MONTH_DAY_YEAR;
        notes.add(new Mapping.Note(
                (elsewhere == 0 ? "date_ambiguous." : "date_like_others.") + form.key(), List.of(column.header())));
        return form;
    }

    private static DecimalMark decimal(
            Column column,
            ColumnProfile profile,
            List<ColumnProfile> profiles,
            Tenant tenant,
            List<Mapping.Note> notes) {
        int points = profile.numbers(DecimalMark.POINT);
        int commas = profile.numbers(DecimalMark.COMMA);
        if (points != commas) {
            return points > commas ? DecimalMark.POINT : DecimalMark.COMMA;
        }
        if (!profile.hasMarks()) {
            return DecimalMark.POINT;
        }
        int elsewhere = profiles.stream()
                .filter(ColumnProfile::hasMarks)
                .mapToInt(other -> other.numbers(DecimalMark.COMMA) - other.numbers(DecimalMark.POINT))
                .sum();
        boolean comma = elsewhere > 0 || (elsewhere == 0 && !tenant.language().equals("en"));
        DecimalMark mark = comma ? DecimalMark.COMMA : DecimalMark.POINT;
        notes.add(new Mapping.Note("decimal_ambiguous." + mark.key(), List.of(column.header())));
        return mark;
    }

    private List<Mapping.StageName> stages(List<Column> columns, List<ColumnProfile> profiles, BulkRules rules) {
        return columns.stream()
                .filter(column -> column.field().filter(Field.STAGE::equals).isPresent())
                .findFirst()
                .map(column -> stages(profiles.get(column.index()).words(), rules.stages()))
                .orElse(List.of());
    }

    /** @param words by how many rows have them */
    List<Mapping.StageName> stages(Map<String, Integer> words, Stages stages) {
        return words.entrySet().stream()
                .map(word -> stage(word.getKey(), word.getValue(), stages))
                .toList();
    }

    private Mapping.StageName stage(String name, int rows, Stages stages) {
        Optional<String> called = stages.named(name).map(Stage::key);
        if (called.isPresent()) {
            return new Mapping.StageName(name, rows, called, STAGE_BY_NAME);
        }
        Optional<Guess<String>> meaning = vocabulary.word("stage", name);
        Optional<String> same = meaning.flatMap(guess -> called(vocabulary.sameAs("stage", guess.meant()), stages));
        if (same.isPresent()) {
            return new Mapping.StageName(
                    name, rows, same, STAGE_BY_MEANING * meaning.get().confidence());
        }
        return meaning.flatMap(guess -> placed(guess.meant(), stages))
                .map(key -> new Mapping.StageName(name, rows, Optional.of(key), STAGE_BY_PLACE))
                .orElseGet(() -> new Mapping.StageName(name, rows, Optional.empty(), 0));
    }

    private static Optional<String> called(List<String> words, Stages stages) {
        return words.stream()
                .flatMap(word -> stages.named(word).stream())
                .map(Stage::key)
                .findFirst();
    }

    /** A tenant's pipeline may have other words; a sale begins with its first stages and ends in its last ones. */
    private static Optional<String> placed(String meaning, Stages stages) {
        if (meaning.equals("won") || meaning.equals("lost")) {
            return stages.all().stream()
                    .filter(stage -> stage.state().equals(meaning))
                    .map(Stage::key)
                    .findFirst();
        }
        int place = EARLY.indexOf(meaning);
        return place < 0
                ? Optional.empty()
                : stages.of(stages.first().pipeline()).all().stream()
                        .filter(Stage::isOpen)
                        .skip(place)
                        .map(Stage::key)
                        .findFirst();
    }
}
