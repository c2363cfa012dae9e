package app.henk.agent.offline.staff;

import app.henk.insights.Query;
import app.henk.insights.QuerySections;
import app.henk.insights.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A question while it is being put together, in the parts of the typed query's text form. */
final class Draft {

    private static final Set<String> STRETCHES = Set.of("day", "week", "month", "quarter", "year", "weekday");
    private static final Map<String, String> DATE_OF = Map.of(
            "deals",
            "closed",
            "leads",
            "created",
            "activities",
            "at",
            "contacts",
            "created",
            "organisations",
            "created",
            "tasks",
            "due");

    String entity = "";
    final Set<String> where = new LinkedHashSet<>();
    /** Values of one field that are any of them meant, or none of them. */
    private final Map<String, Set<String>> wanted = new LinkedHashMap<>();

    private final Map<String, Set<String>> unwanted = new LinkedHashMap<>();
    /** Two fields of which one is enough. */
    private List<String> alternatives = List.of();

    final List<String> by = new ArrayList<>();
    final List<String> measures = new ArrayList<>();
    Optional<String> compare = Optional.empty();
    /** The date that every time of it is about, where a verb has said so. */
    Optional<String> date = Optional.empty();
    /** Words that were read, but whose sense here is anybody's guess. */
    final List<String> unsure = new ArrayList<>();

    final List<String> order = new ArrayList<>();
    Optional<Integer> limit = Optional.empty();

    void value(String field, String value, boolean negated) {
        (negated ? unwanted : wanted)
                .computeIfAbsent(field, f -> new LinkedHashSet<>())
                .add(value);
    }

    void anyOf(String one, String other) {
        alternatives = List.of(one, other);
    }

    boolean limits(String field) {
        return wanted.containsKey(field) || unwanted.containsKey(field);
    }

    /** Whether it says of which records it asks, besides what became of them. */
    boolean limitsMoreThanStatus() {
        return Stream.concat(wanted.keySet().stream(), unwanted.keySet().stream())
                .anyMatch(field -> !field.equals("status"));
    }

    /** Whether a value of a field is said not to be meant. */
    boolean excludes(String field) {
        return unwanted.containsKey(field);
    }

    void forget(String field) {
        wanted.remove(field);
        unwanted.remove(field);
    }

    /** Whether one value of a field is wanted and not wanted: then one of the two was misread. */
    boolean contradictsItself() {
        return wanted.entrySet().stream()
                .anyMatch(entry ->
                        unwanted.getOrDefault(entry.getKey(), Set.of()).stream().anyMatch(entry.getValue()::contains));
    }

    Set<String> values(String field) {
        return wanted.getOrDefault(field, Set.of());
    }

    /** Fields of which any of several values is meant. */
    List<String> listed() {
        return wanted.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a figure of a field or a condition on it was read. */
    boolean speaksOf(String field) {
        return limits(field)
                || measures.stream().anyMatch(measure -> measure.contains("(" + field + ")"))
                || order.stream().anyMatch(term -> term.startsWith(field + " "))
                || where.stream().anyMatch(test -> test.startsWith(field + " "));
    }

    void group(String term) {
        if (!by.contains(term)) {
            by.add(term);
        }
    }

    /** Groups by a field, or by a stretch of days of the date that the clause speaks of, else of the usual one. */
    void dimension(Clause clause, String meaning) {
        if (STRETCHES.contains(meaning)) {
            String date = clause.first("date_field")
                    .map(Lexicon.Hit::meaning)
                    .or(() -> DateFields.looksAhead(this) ? Optional.of("expected_close") : Optional.empty())
                    .or(() -> Optional.ofNullable(DATE_OF.get(entity)))
                    .orElse("created");
            group(meaning + "(" + date + ")");
        } else {
            group(entity.equals("activities") && meaning.equals("assignee") ? "actor" : meaning);
        }
    }

    /** What a word for a figure takes along, such as "status = won" of revenue, where no state is said. */
    void implied(Clause clause, String condition) {
        String[] parts = condition.split(" = ");
        if (clause.all("status").isEmpty()) {
            value(parts[0], parts[1], false);
        }
    }

    void measure(String term) {
        if (!measures.contains(term)) {
            measures.add(term);
        }
    }

    /** A time or an order alone asks for nothing. */
    boolean saysWhat() {
        return !wanted.isEmpty() || !unwanted.isEmpty() || !by.isEmpty() || !measures.isEmpty();
    }

    private String conditions() {
        List<String> tests = new ArrayList<>();
        boolean either = !alternatives.isEmpty() && wanted.keySet().containsAll(alternatives);
        wanted.forEach((field, values) -> {
            if (!either || !alternatives.contains(field)) {
                tests.add(oneOf(field, values));
            }
        });
        if (either) {
            tests.add(alternatives.stream()
                    .map(field -> oneOf(field, values(field)))
                    .collect(Collectors.joining(" or ", "(", ")")));
        }
        unwanted.forEach((field, values) -> tests.add("not " + oneOf(field, values)));
        tests.addAll(where);
        return String.join(" and ", tests);
    }

    private static String oneOf(String field, Set<String> values) {
        List<String> written = values.stream()
                .map(value -> value.matches("[a-z][a-z0-9_]*") ? value : '"' + value.replace("\"", "\\\"") + '"')
                .toList();
        return written.size() == 1
                ? field + " = " + written.getFirst()
                : field + " in (" + String.join(", ", written) + ")";
    }

    QuerySections sections() {
        return new QuerySections(
                entity,
                conditions(),
                String.join(", ", by),
                String.join(", ", measures),
                compare.orElse(""),
                String.join(", ", order),
                limit.map(String::valueOf).orElse(""));
    }

    Reading read() {
        return Query.parse(sections());
    }
}
