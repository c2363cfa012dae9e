package app.henk.insights;

import app.henk.insights.Refusal.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts the tenant's own words into a query: a colleague's whole name for a part of it, a stage's key for one of its names,
 * a sector as the records spell it. What fits nothing or too much is refused with what comes nearest.
 *
 * @param values what the fields of words have, for those that the query compares
 */
record Settling(Known known, Map<Field, List<String>> values, UUID asker) {

    /** So many values are told in full when none of them comes near. */
    private static final int FEW = 12;

    /** The fields whose values have to be looked up first. */
    static Stream<Filter.OneOf> needed(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) -> parts.stream().flatMap(Settling::needed);
            case Filter.Any(List<Filter> parts) -> parts.stream().flatMap(Settling::needed);
            case Filter.Not(Filter part) -> needed(part);
            case Filter.OneOf one
            when one.field().type() == Field.Type.TEXT && one.field().category() -> Stream.of(one);
            case Filter.OneOf _, Filter.Compares _, Filter.When _, Filter.Contains _, Filter.Missing _, Filter.Is _ ->
                Stream.empty();
        };
    }

    /** @throws NotUnderstood when a word fits nothing or too much */
    Filter settled(Filter filter) {
        return switch (filter) {
            case Filter.All(List<Filter> parts) ->
                new Filter.All(parts.stream().map(this::settled).toList());
            case Filter.Any(List<Filter> parts) ->
                new Filter.Any(parts.stream().map(this::settled).toList());
            case Filter.Not(Filter part) -> new Filter.Not(settled(part));
            case Filter.OneOf(Field field, List<String> words) ->
                new Filter.OneOf(
                        field,
                        words.stream()
                                .flatMap(word -> settled(field, word))
                                .distinct()
                                .toList());
            case Filter.Contains(Field field, String words)
            when field.key().equals("stage") ->
                new Filter.OneOf(field, stages(words, names -> names.contains(Nearest.folded(words))));
            case Filter.Contains _, Filter.Compares _, Filter.When _, Filter.Missing _, Filter.Is _ -> filter;
        };
    }

    private Stream<String> settled(Field field, String word) {
        return switch (field.type()) {
            case PERSON -> Stream.of(colleague(word));
            case CHOICE ->
                field.choices().isEmpty()
                        ? stages(word, name -> name.equals(Nearest.folded(word))).stream()
                        : Stream.of(word.toLowerCase(Locale.ROOT));
            case TEXT -> field.category() ? value(field, word) : Stream.of(word);
            case NUMBER, MONEY, DATE, FLAG -> Stream.of(word);
        };
    }

    private String colleague(String word) {
        List<Known.Colleague> all = known.colleagues();
        if (word.equals(Filter.ME)) {
            return known.colleague(asker)
                    .map(Known.Colleague::name)
                    .orElseThrow(() -> new NotUnderstood(Reason.UNKNOWN_NAME, word, List.of()));
        }
        List<String> names = all.stream().map(Known.Colleague::name).toList();
        List<String> whole = matching(names, name -> Nearest.folded(name).equals(Nearest.folded(word)));
        List<String> found = whole.isEmpty() ? matching(names, name -> partOf(name, word)) : whole;
        return switch (found.size()) {
            case 0 ->
                only(slips(names, word))
                        .orElseThrow(() -> new NotUnderstood(Reason.UNKNOWN_NAME, word, Nearest.to(word, names)));
            case 1 -> found.getFirst();
            default -> throw new NotUnderstood(Reason.AMBIGUOUS_NAME, word, found);
        };
    }

    /** Whether each of the words begins one of the name's. */
    private static boolean partOf(String name, String word) {
        List<String> parts =
                Stream.of(name.split("[\\s-]+")).map(Nearest::folded).toList();
        return Stream.of(word.strip().split("\\s+"))
                .map(Nearest::folded)
                .allMatch(wanted -> !wanted.isEmpty() && parts.stream().anyMatch(part -> part.startsWith(wanted)));
    }

    private List<String> stages(String word, Predicate<String> fits) {
        List<String> keys = known.stages().stream()
                .filter(stage -> names(stage).map(Nearest::folded).anyMatch(fits))
                .map(Known.Stage::key)
                .toList();
        if (keys.isEmpty()) {
            List<String> names = known.stages().stream()
                    .flatMap(stage -> names(stage).limit(1))
                    .toList();
            List<String> near = Nearest.to(word, names);
            throw new NotUnderstood(Reason.UNKNOWN_VALUE, "stage = " + word, near.isEmpty() ? names : near);
        }
        return keys;
    }

    private static Stream<String> names(Known.Stage stage) {
        return Stream.of(Stream.of(stage.key()), stage.names().values().stream(), stage.synonyms().stream())
                .flatMap(names -> names);
    }

    /** Every spelling of it that the records have. */
    private Stream<String> value(Field field, String word) {
        List<String> all = values.getOrDefault(field, List.of());
        List<String> same = matching(all, value -> Nearest.folded(value).equals(Nearest.folded(word)));
        List<String> found = same.isEmpty() ? slips(all, word) : same;
        if (found.isEmpty() && all.size() >= KnownStore.MOST_VALUES) {
            // there are more than were read
            return Stream.of(word);
        }
        if (found.isEmpty()) {
            List<String> near = Nearest.to(word, all);
            throw new NotUnderstood(
                    Reason.UNKNOWN_VALUE, field.key() + " = " + word, near.isEmpty() && all.size() <= FEW ? all : near);
        }
        return found.stream();
    }

    /** What is only one letter away, if that is one thing. */
    private static List<String> slips(Collection<String> all, String word) {
        List<String> found = matching(all, value -> Nearest.slipped(value, word));
        return found.size() == 1 ? found : List.of();
    }

    private static Optional<String> only(List<String> found) {
        return found.stream().findFirst();
    }

    private static List<String> matching(Collection<String> all, Predicate<String> fits) {
        return all.stream().filter(fits).toList();
    }
}
