package app.henk.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people were told is kept, by a word of its own in each record that nobody ever changes, such as {@code DH17}: the
 * seventeenth record, a deal, made here in Henk. So one that is there twice or nowhere is found whatever it is linked to.
 */
final class Ledger {

    enum Sort {
        ORGANISATION('O'),
        /** Told apart by e-mail address, as everybody whose lead it is too. */
        PERSON('C'),
        LEAD('L'),
        DEAL('D'),
        TASK('T'),
        /** A call or a meeting that took place. */
        ACTIVITY('A'),
        NOTE('N');

        private final char letter;

        Sort(char letter) {
            this.letter = letter;
        }
    }

    private static final Pattern WORD = Pattern.compile("\\b([OCLDTAN][HP]\\d+)\\b", Pattern.CASE_INSENSITIVE);

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger here = new AtomicInteger();
    private final AtomicInteger there = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Map<String, Integer> gone = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> joined = new ConcurrentHashMap<>();
    private final Map<String, BooleanSupplier> untraced = new ConcurrentHashMap<>();
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> kinds = new ConcurrentHashMap<>();

    /** @param here made in Henk */
    String word(Sort sort, boolean here) {
        return sort.letter + (here ? "H" : "P") + next.incrementAndGet();
    }

    /** @param under the record that it hangs on, or empty: with that one it may go */
    void made(String word, String under) {
        made.put(word, under);
    }

    Set<String> made(Sort sort) {
        return made.keySet().stream()
                .filter(word -> word.charAt(0) == sort.letter)
                .collect(Collectors.toSet());
    }

    /** The record that it hangs on, or empty. */
    String under(String word) {
        return made.getOrDefault(word, "");
    }

    /** Somebody is about to take it away; {@link #kept} when that was refused. */
    void going(String word) {
        gone.merge(word, 1, Integer::sum);
    }

    void kept(String word) {
        gone.merge(word, -1, Integer::sum);
    }

    /** The one became part of the other: what hangs on it hangs on that one. */
    void joined(String gone, String kept) {
        joined.computeIfAbsent(gone, word -> ConcurrentHashMap.newKeySet()).add(kept);
    }

    /** The record, and all that it became part of. */
    Set<String> became(String word) {
        Set<String> all = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(word));
        while (!open.isEmpty()) {
            String now = open.pop();
            if (all.add(now)) {
                open.addAll(joined.getOrDefault(now, Set.of()));
            }
        }
        return all;
    }

    /**
     * Nothing hung on it when it became part of the other. Where no message of it arrived either, nobody can know more than
     * that it is gone.
     *
     * @param unsaid asked at the end: no message of it arrived
     */
    void untraced(String word, BooleanSupplier unsaid) {
        untraced.put(word, unsaid);
    }

    private boolean isUntraced(String word) {
        BooleanSupplier unsaid = untraced.get(word);
        return unsaid != null && unsaid.getAsBoolean();
    }

    /** How many became part of another one without anybody's hearing of it. */
    long untraced() {
        return untraced.keySet().stream().filter(this::isUntraced).count();
    }

    /** Whether somebody took it away, or what it hangs on, or what had become part of it. */
    boolean mayBeGone(String word) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(word));
        while (!open.isEmpty()) {
            String now = open.pop();
            if (now.isEmpty() || !seen.add(now)) {
                continue;
            }
            Set<String> into = joined.getOrDefault(now, Set.of());
            boolean movedOn = !now.equals(word) && !into.isEmpty() && !isUntraced(now);
            if (times(now) > (movedOn ? into.size() : 0) || hadPartsThatWent(now)) {
                return true;
            }
            open.addAll(movedOn ? into : Set.of(made.getOrDefault(now, "")));
        }
        return false;
    }

    private int times(String word) {
        return gone.getOrDefault(word, 0);
    }

    /** Merged on the one side and taken away on the other: which came first, nobody can say here. */
    private boolean hadPartsThatWent(String word) {
        return joined.entrySet().stream()
                .anyMatch(part -> part.getValue().contains(word)
                        && times(part.getKey()) > part.getValue().size());
    }

    /** What was done with it, for whoever looks for what went wrong. */
    void tell(String word, String what) {
        List<String> all = told.computeIfAbsent(word, any -> new CopyOnWriteArrayList<>());
        all.add(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + what);
    }

    List<String> told(String word) {
        return told.getOrDefault(word, List.of());
    }

    void done(String what) {
        (what.startsWith("here") ? here : there).incrementAndGet();
        kinds.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
        done.incrementAndGet();
    }

    int done() {
        return done.get();
    }

    /** How many changes more there were in Pipedrive than in Henk, where whoever dies makes people wait. */
    int ahead() {
        return there.get() - here.get();
    }

    /** A change that made no sense any more when it came, such as moving a deal that was just deleted. */
    void refused() {
        refused.incrementAndGet();
    }

    int refusals() {
        return refused.get();
    }

    /** How many changes of which kind. */
    Map<String, AtomicInteger> kinds() {
        return kinds;
    }

    /** The first word in a text. */
    static Optional<String> in(String text) {
        Matcher matcher = WORD.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT)) : Optional.empty();
    }
}
