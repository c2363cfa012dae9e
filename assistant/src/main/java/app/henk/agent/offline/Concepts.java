package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The words of a tenant's trade in all its languages, and what they mean: concept ids such as {@code season.summer},
 * whose first part is their kind. Finds them inflected, in compounds and misspelt.
 */
final class Concepts {

    /** Of so many letters a word is told that begins with another one as it sounds: "forstellung". */
    private static final int LONG_ENOUGH = 7;

    private static final int SHORTEST_IN_COMPOUND = 4;
    private static final int SHORTEST_HEAD_OF_COMPOUND = 5;

    private final Map<String, Set<String>> byPhrase = new HashMap<>();
    private final Map<String, Set<String>> byStem = new HashMap<>();
    private final TreeMap<String, Set<String>> single = new TreeMap<>();
    private final Map<String, Set<String>> spoken = new HashMap<>();
    private final Map<String, Set<String>> byTongue = new HashMap<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private int longest = 1;

    /** @param forms by concept, by language */
    Concepts(Map<String, Map<String, List<String>>> forms) {
        forms.forEach((id, byLanguage) -> {
            ids.add(id);
            byLanguage.forEach((language, words) -> {
                words.forEach(word -> add(id, language, word));
                words.stream()
                        .findFirst()
                        .ifPresent(label ->
                                labels.computeIfAbsent(id, i -> new HashMap<>()).put(language, label));
            });
        });
    }

    private void add(String id, String language, String form) {
        List<Token> tokens = Token.of(form);
        if (tokens.isEmpty()) {
            return;
        }
        longest = Math.max(longest, tokens.size());
        String phrase = Lookup.joined(tokens, 0, tokens.size());
        byPhrase.computeIfAbsent(phrase, p -> new LinkedHashSet<>()).add(id);
        byStem.computeIfAbsent(stemmed(tokens, 0, tokens.size(), language), p -> new LinkedHashSet<>())
                .add(id);
        if (tokens.size() == 1) {
            single.computeIfAbsent(phrase, p -> new LinkedHashSet<>()).add(id);
            spoken.computeIfAbsent(phrase, p -> new HashSet<>()).add(language);
            byTongue.computeIfAbsent(language + ":" + phrase, p -> new LinkedHashSet<>())
                    .add(id);
        }
    }

    boolean isWord(String folded) {
        return single.containsKey(folded);
    }

    /** Whether it is one of the trade's words in some form, or made up of some. */
    boolean isLike(String folded, String language) {
        return byStem.containsKey(language + ":" + Stems.stem(folded, language))
                || !compound(folded, word -> false, true).isEmpty();
    }

    /** What a concept is called: the first of its words in that language, or in any. */
    String label(String id, String language) {
        Map<String, String> byLanguage = labels.getOrDefault(id, Map.of());
        return byLanguage.getOrDefault(
                language, byLanguage.values().stream().findFirst().orElse(id.substring(id.indexOf('.') + 1)));
    }

    boolean knows(String id) {
        return ids.contains(id);
    }

    /**
     * @param known words that are right as they are, so that none of them is taken for a misspelling
     * @param small words of the language that are no compound, whatever they look like ("vielleicht")
     */
    List<Span<String>> find(List<Token> tokens, String language, Predicate<String> known, Predicate<String> small) {
        List<Span<String>> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord() || tokens.get(i).isNumber()) {
                int from = i;
                Span<Set<String>> hit =
                        tokens.get(i).isWord() ? at(tokens, i, language, known, small) : figured(tokens, i);
                hit.value().stream()
                        .filter(id -> !covered(found, from, hit.to(), id))
                        .toList()
                        .forEach(id -> found.add(new Span<>(id, from, hit.to())));
            }
        }
        return found;
    }

    /** "13 amp", "230 V": only as it is written down. */
    private Span<Set<String>> figured(List<Token> tokens, int i) {
        for (int end = Math.min(tokens.size(), i + longest); end > i + 1; end--) {
            Set<String> exact = byPhrase.get(Lookup.joined(tokens, i, end));
            if (exact != null) {
                return new Span<>(exact, i, end);
            }
        }
        return new Span<>(Set.of(), i, i + 1);
    }

    /** Within a longer phrase a word may still say something of another kind: "my wedding" is the groom and a wedding. */
    private static boolean covered(List<Span<String>> found, int from, int to, String id) {
        return found.stream()
                .anyMatch(span -> span.from() <= from
                        && span.to() >= to
                        && span.to() - span.from() > to - from
                        && Change.kind(span.value()).equals(Change.kind(id)));
    }

    /** Another ending of a known word is no misspelling of something else. */
    private static boolean isKnown(String word, Predicate<String> known) {
        return known.test(word)
                || known.test(word + "e")
                || known.test(word + "en")
                || known.test(word.substring(0, word.length() - 1));
    }

    private Span<Set<String>> at(
            List<Token> tokens, int i, String language, Predicate<String> known, Predicate<String> small) {
        for (int end = Math.min(tokens.size(), i + longest); end > i; end--) {
            Set<String> exact = byPhrase.get(Lookup.joined(tokens, i, end));
            Optional<Set<String>> shade = end == i + 1 ? shaded(tokens, i) : Optional.empty();
            if (shade.isPresent()) {
                return new Span<>(shade.get(), i, i + 2);
            }
            // a small word of this language is none of another one's: "court" is no tribunal in French
            boolean foreign = end - i == 1
                    && small.test(tokens.get(i).folded())
                    && !spoken.getOrDefault(tokens.get(i).folded(), Set.of()).contains(language);
            if (exact != null && !foreign) {
                // what a word means in this language goes before what it means elsewhere
                return new Span<>(byTongue.getOrDefault(language + ":" + Lookup.joined(tokens, i, end), exact), i, end);
            }
            Set<String> inflected = byStem.get(stemmed(tokens, i, end, language));
            boolean another = end - i == 1 && small.test(tokens.get(i).folded());
            if (inflected != null && tokens.get(i).folded().length() > 2 && !another) {
                return new Span<>(inflected, i, end);
            }
        }
        String word = tokens.get(i).folded();
        if (language.equals("en") && word.length() > 5 && (word.endsWith("er") || word.endsWith("ish"))) {
            // "lighter" is light, "greenish" green
            Set<String> base = single.get(word.replaceFirst("(er|ish)$", ""));
            if (base != null) {
                return new Span<>(base, i, i + 1);
            }
        }
        if (small.test(word)) {
            return new Span<>(Set.of(), i, i + 1);
        }
        Set<String> parts = compound(word, known, true);
        Optional<Set<String>> slip =
                parts.isEmpty() && !isKnown(word, known) ? misspelt(word, language) : Optional.empty();
        return new Span<>(slip.orElseGet(() -> parts.isEmpty() ? compound(word, known, false) : parts), i, i + 1);
    }

    /** "Helles Grau" and "dunkles Blau" are said for "hellgrau" and "dunkelblau". */
    private Optional<Set<String>> shaded(List<Token> tokens, int i) {
        String shade = tokens.get(i).folded();
        String head = i + 1 < tokens.size() ? tokens.get(i + 1).folded() : "";
        if (shade.length() < SHORTEST_IN_COMPOUND || !single.containsKey(head)) {
            return Optional.empty();
        }
        String first = shade.substring(0, SHORTEST_IN_COMPOUND);
        return single.subMap(first, first + Character.MAX_VALUE).entrySet().stream()
                .filter(form -> form.getKey().endsWith(head)
                        && form.getKey().length() > head.length()
                        && form.getKey().length() <= shade.length() + head.length())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** "Sommerhochzeit" is summer and wedding; "Hochzeitsanzug" is wedding. */
    private Set<String> compound(String word, Predicate<String> known, boolean whole) {
        Set<String> found = new LinkedHashSet<>();
        for (int cut = word.length() - 3; cut >= SHORTEST_IN_COMPOUND; cut--) {
            Set<String> head = single.get(word.substring(0, cut));
            String rest = word.substring(cut).replaceFirst("^(s|n|en|es)(?=\\p{L}{4})", "");
            boolean restKnown = part(word.substring(cut)).isPresent()
                    || part(rest).isPresent()
                    || known.test(word.substring(cut))
                    || known.test(rest);
            if (head != null && (restKnown || (!whole && cut >= SHORTEST_HEAD_OF_COMPOUND && rest.length() > 3))) {
                found.addAll(head);
                part(word.substring(cut)).or(() -> part(rest)).ifPresent(found::addAll);
                return found;
            }
        }
        for (int cut = SHORTEST_IN_COMPOUND - 1; cut <= word.length() - SHORTEST_HEAD_OF_COMPOUND && !whole; cut++) {
            Set<String> tail = single.get(word.substring(cut));
            if (tail != null) {
                found.addAll(tail);
                return found;
            }
        }
        return found;
    }

    private Optional<Set<String>> part(String word) {
        return Optional.ofNullable(single.get(word));
    }

    private Optional<Set<String>> misspelt(String word, String language) {
        return mended(word, language).flatMap(this::part);
    }

    /** The trade's word that is meant by one with a slip in it. */
    Optional<String> mended(String word, String language) {
        int allowed = Spelling.allowed(word);
        if (allowed == 0) {
            return word.length() == SHORTEST_IN_COMPOUND ? swapped(word, language) : Optional.empty();
        }
        // misspellings rarely touch the first letter, so a slice of the vocabulary is enough
        return nearest(word, word.charAt(0), allowed, language)
                .or(() -> word.length() < LONG_ENOUGH
                        ? Optional.empty()
                        : Spelling.soundsLike(word.charAt(0))
                                .flatMap(first -> nearest(first + word.substring(1), first, 1, language).stream())
                                .findFirst());
    }

    private Optional<String> nearest(String word, char first, int allowed, String language) {
        String best = "";
        int least = allowed + 1;
        String from = String.valueOf(first);
        for (String form : single.subMap(from, from + Character.MAX_VALUE).keySet()) {
            if (form.length() >= 4 && spoken.getOrDefault(form, Set.of()).contains(language)) {
                int distance = Spelling.distance(word, form, allowed);
                if (distance < least) {
                    least = distance;
                    best = form;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Of a short word only two letters may have changed places: "gats". */
    private Optional<String> swapped(String word, String language) {
        for (int i = 1; i < word.length() - 1; i++) {
            String other = word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
            if (spoken.getOrDefault(other, Set.of()).contains(language)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static String stemmed(List<Token> tokens, int from, int to, String language) {
        StringBuilder stems = new StringBuilder();
        for (int i = from; i < to; i++) {
            stems.append(i == from ? "" : " ").append(Stems.stem(tokens.get(i).folded(), language));
        }
        return language + ":" + stems;
    }
}
