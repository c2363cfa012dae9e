package app.henk.agent.offline.staff;

import app.henk.agent.SalesTerms;
import app.henk.agent.offline.Spelling;
import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds a tenant's own names in a sentence: whole, by a part that only one of them has, or slightly misspelt. */
final class Names {

    /** @param field of the typed query; {@code stage} has keys as values */
    record Named(String field, String value, int from, int to) {}

    private record Value(String field, String value) {}

    private static final int SHORTEST_PART = 4;
    private static final int SHORTEST_MISSPELT = 7;

    private final Map<String, Set<Value>> whole = new HashMap<>();
    private final Map<String, Set<Value>> parts = new HashMap<>();
    private final TreeMap<String, Set<Value>> single = new TreeMap<>();
    private int longest = 1;

    Names(SalesTerms terms) {
        terms.stages().forEach((key, names) -> {
            names.forEach(name -> add(name, new Value("stage", key)));
            add(key.replace('_', ' '), new Value("stage", key));
        });
        terms.values()
                .forEach((field, values) -> values.forEach(value -> {
                    add(value, new Value(field, value));
                    part(field, value);
                }));
    }

    private void add(String name, Value value) {
        List<Token> tokens = Token.of(name);
        if (tokens.isEmpty()) {
            return;
        }
        longest = Math.max(longest, tokens.size());
        whole.computeIfAbsent(joined(tokens, 0, tokens.size(), " "), n -> new LinkedHashSet<>())
                .add(value);
        // "GTXPro" is "GTX Pro"
        String unspaced = joined(tokens, 0, tokens.size(), "");
        whole.computeIfAbsent(unspaced, n -> new LinkedHashSet<>()).add(value);
        single.computeIfAbsent(unspaced, n -> new LinkedHashSet<>()).add(value);
    }

    private void part(String field, String value) {
        List<Token> tokens = Token.of(value);
        boolean person = field.equals("assignee") || field.equals("manager");
        if (tokens.size() < 2 || (!person && !field.equals("company"))) {
            return;
        }
        for (Token token : person ? tokens : tokens.subList(0, 1)) {
            if (token.isWord() && (person || token.folded().length() >= SHORTEST_PART)) {
                parts.computeIfAbsent(token.folded(), n -> new LinkedHashSet<>())
                        .add(new Value(field, value));
            }
        }
    }

    /**
     * @param ordinary words of the language, which are no part of a name and no misspelt one
     * @return in order, none within another
     */
    List<Named> find(List<Token> tokens, Predicate<Token> ordinary) {
        List<Named> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            List<Named> here = at(tokens, i, ordinary);
            if (!here.isEmpty()) {
                found.addAll(here);
                i = here.getFirst().to() - 1;
            }
        }
        return found;
    }

    private List<Named> at(List<Token> tokens, int i, Predicate<Token> ordinary) {
        for (int end = Math.min(tokens.size(), i + longest); end > i; end--) {
            Set<Value> values = whole.get(joined(tokens, i, end, " "));
            if (values != null && !tokens.get(i).isMark()) {
                return named(values, i, end);
            }
        }
        Token token = tokens.get(i);
        if (!token.isWord() || ordinary.test(token)) {
            return List.of();
        }
        Set<Value> person = i + 1 < tokens.size() && !ordinary.test(tokens.get(i + 1))
                ? person(token.folded(), tokens.get(i + 1).folded())
                : Set.of();
        if (!person.isEmpty()) {
            return named(person, i, i + 2);
        }
        Set<Value> owner =
                i + 1 < tokens.size() ? owner(token.folded(), tokens.get(i + 1).folded()) : Set.of();
        if (!owner.isEmpty()) {
            return named(owner, i, i + 2);
        }
        String word = token.folded();
        Set<Value> part = parts.get(word);
        if (part == null && word.endsWith("s")) {
            // "Annas Deals", "Anna's deals"
            String bare = word.substring(0, word.length() - 1);
            part = whole.getOrDefault(bare, parts.getOrDefault(bare, Set.of()));
        }
        if (part != null && !part.isEmpty()) {
            return partly(part, token, i);
        }
        return misspelt(word)
                .map(values -> named(values, i, i + 1))
                .or(() -> misspeltPart(token).map(values -> partly(values, token, i)))
                .orElse(List.of());
    }

    /** "Jonatan": a first name that is nobody's, and nearly that of one. */
    private Optional<Set<Value>> misspeltPart(Token token) {
        List<Set<Value>> near = token.isCapitalised() && token.folded().length() >= SHORTEST_MISSPELT
                ? parts.entrySet().stream()
                        .filter(part ->
                                part.getKey().charAt(0) == token.folded().charAt(0)
                                        && isSpelt(part.getKey(), token.folded()))
                        .map(Map.Entry::getValue)
                        .toList()
                : List.of();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    /** The one of its field that is meant; else the part alone, of which the server asks who or what is meant. */
    private static List<Named> partly(Set<Value> values, Token token, int i) {
        Map<String, List<Value>> fields =
                values.stream().collect(Collectors.groupingBy(Value::field, LinkedHashMap::new, Collectors.toList()));
        return fields.entrySet().stream()
                .map(entry -> entry.getValue().size() == 1
                        ? new Named(entry.getKey(), entry.getValue().getFirst().value(), i, i + 1)
                        : new Named(entry.getKey(), token.raw(), i, i + 1))
                .toList();
    }

    /** "Cara Loschs Team". */
    private Set<Value> owner(String first, String last) {
        return last.endsWith("s")
                ? whole.getOrDefault(first + " " + last.substring(0, last.length() - 1), Set.of())
                : Set.of();
    }

    /** Those who have both names, one of them with one slip: "Vicki Laflame". */
    private Set<Value> person(String first, String last) {
        Set<Value> found = new LinkedHashSet<>();
        for (Set<Value> known : List.of(parts.getOrDefault(first, Set.of()), parts.getOrDefault(last, Set.of()))) {
            known.stream().filter(value -> isSpelt(value.value(), first, last)).forEach(found::add);
        }
        return found;
    }

    private static boolean isSpelt(String name, String first, String last) {
        List<String> words = Token.of(name).stream().map(Token::folded).toList();
        return words.size() == 2 && isSpelt(words.getFirst(), first) && isSpelt(words.getLast(), last);
    }

    private static boolean isSpelt(String word, String written) {
        return word.equals(written) || (Spelling.allowed(word) > 0 && Spelling.distance(word, written, 1) <= 1);
    }

    private Optional<Set<Value>> misspelt(String word) {
        int allowed = Spelling.allowed(word);
        Set<Value> best = Set.of();
        int least = allowed + 1;
        String first = word.substring(0, 1);
        for (var entry : single.subMap(first, first + Character.MAX_VALUE).entrySet()) {
            int distance = allowed == 0 ? 1 : Spelling.distance(word, entry.getKey(), Math.min(allowed, least));
            if (distance < least) {
                least = distance;
                best = entry.getValue();
            }
        }
        return Optional.of(best).filter(values -> !values.isEmpty());
    }

    private static List<Named> named(Set<Value> values, int from, int to) {
        return values.stream()
                .map(value -> new Named(value.field(), value.value(), from, to))
                .toList();
    }

    /** The value of a field that one of these words names, however it is written. */
    Optional<String> value(String field, List<String> words) {
        return words.stream()
                .flatMap(word -> {
                    Set<Value> exact = whole.getOrDefault(word, Set.of());
                    return (exact.isEmpty() ? misspelt(word.replace(" ", "")).orElse(Set.of()) : exact).stream();
                })
                .filter(value -> value.field().equals(field))
                .map(Value::value)
                .findFirst();
    }

    private static String joined(List<Token> tokens, int from, int to, String between) {
        StringBuilder phrase = new StringBuilder();
        for (int i = from; i < to; i++) {
            phrase.append(i == from ? "" : between).append(tokens.get(i).folded());
        }
        return phrase.toString();
    }
}
