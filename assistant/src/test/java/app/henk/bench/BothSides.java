package app.henk.bench;

import app.henk.bench.Ledger.Sort;
import app.henk.fakes.pipedrive.FakePipedrive;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds both sides against each other, record by record and field by field: what is linked must be alike, what was made
 * must be on both sides once, and what one side has must have its counterpart.
 */
final class BothSides {

    /**
     * One record of one side.
     *
     * @param word by which it is known whatever it is linked to
     * @param link its id in Pipedrive; empty when nothing stands for it there
     * @param state where it stands according to Henk, and why; empty for one of Pipedrive's
     * @param fields as text; {@code ?} is equal to everything
     */
    record Entry(
            Sort sort,
            Optional<String> word,
            String id,
            String link,
            String state,
            String reason,
            Map<String, String> fields) {

        String name() {
            return sort.name().toLowerCase(Locale.ROOT) + " " + word.orElse(id);
        }
    }

    /**
     * @param waiting what Henk itself knows to be unfinished; then the rest is not final
     * @param compared pairs of records that were held against each other, and how many fields of them
     * @param parked what a person must look at
     * @param told what is known of each record that is not as it is to be
     */
    record Difference(
            long waiting,
            Map<Sort, Integer> compared,
            int fields,
            List<String> lost,
            List<String> doubled,
            List<String> differing,
            List<String> parked,
            Map<String, List<String>> told) {

        boolean none() {
            return waiting == 0 && lost.isEmpty() && doubled.isEmpty() && differing.isEmpty();
        }
    }

    private final Ledger ledger;
    private final Map<Sort, List<Entry>> here = new HashMap<>();
    private final Map<Sort, List<Entry>> there = new HashMap<>();
    private final Map<Sort, Integer> compared = new EnumMap<>(Sort.class);
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> differing = new ArrayList<>();
    private final List<Entry> wrong = new ArrayList<>();
    private int fields;

    private BothSides(Ledger ledger) {
        this.ledger = ledger;
    }

    static Difference compare(RestartableDatabase database, FakePipedrive pipedrive, Ledger ledger)
            throws SQLException {
        try (var own = new SideHere(database.administrator())) {
            long waiting = own.waiting();
            BothSides both = new BothSides(ledger);
            var other = new SideThere(pipedrive, own.stages());
            for (Sort sort : Sort.values()) {
                both.here.put(sort, own.all(sort));
                both.there.put(sort, other.all(sort));
            }
            for (Sort sort : Sort.values()) {
                both.compare(sort);
            }
            return new Difference(
                    waiting,
                    both.compared,
                    both.fields,
                    both.lost,
                    both.doubled,
                    both.differing,
                    own.parked(),
                    both.told(own));
        }
    }

    private Map<String, List<String>> told(SideHere own) throws SQLException {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (Entry entry : wrong) {
            List<String> lines = new ArrayList<>(entry.word().map(ledger::told).orElse(List.of()));
            entry.word()
                    .map(ledger::under)
                    .filter(under -> !under.isEmpty())
                    .ifPresent(under -> ledger.told(under).forEach(line -> lines.add(under + " " + line)));
            lines.addAll(own.noted(entry));
            told.put(entry.name() + " " + entry.id(), lines);
        }
        return told;
    }

    private List<Entry> here(Sort sort) {
        return here.getOrDefault(sort, List.of());
    }

    private List<Entry> there(Sort sort) {
        return there.getOrDefault(sort, List.of());
    }

    private void compare(Sort sort) {
        // an entry that was written anew there is a new one here, and the old one stays as it was
        twice(
                here(sort).stream()
                        .filter(entry -> !entry.reason().equals("replaced"))
                        .toList(),
                " here");
        twice(there(sort), " there");
        Map<String, Entry> byId = there(sort).stream().collect(Collectors.toMap(Entry::id, entry -> entry));
        Set<String> linked = new HashSet<>();
        for (Entry own : here(sort)) {
            Entry other = byId.get(own.link());
            if (own.link().isEmpty()) {
                alone(own);
            } else if (other == null) {
                wrong(own, " there");
            } else {
                linked.add(other.id());
                alike(own, other);
            }
        }
        there(sort).stream()
                .filter(other -> other.word().isPresent() && !linked.contains(other.id()))
                .filter(other -> !hangsOnWhatIsGone(other))
                .forEach(other -> wrong(other, " here"));
        missing(sort);
    }

    private void twice(List<Entry> entries, String side) {
        entries.stream()
                .flatMap(entry -> entry.word().stream())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()))
                .forEach((word, times) -> {
                    if (times > 1) {
                        doubled.add(word + side);
                    }
                });
    }

    private void wrong(Entry entry, String side) {
        wrong.add(entry);
        boolean gone = entry.word().filter(ledger::mayBeGone).isPresent();
        (gone ? differing : lost).add(entry.name() + side + (gone ? " still" : "") + why(entry));
    }

    private static String why(Entry entry) {
        return entry.state().isEmpty() ? "" : " (" + entry.state() + " " + entry.reason() + ")";
    }

    /** Nothing stands for it there: whether that is right. */
    private void alone(Entry own) {
        boolean right = switch (own.reason()) {
            // the lead stands there for both
            case "as_lead" -> !own.fields().getOrDefault("_lead", "").isEmpty();
            case "converted" -> true;
            // what happened stays in the history here
            case "deleted", "replaced" -> own.sort() == Sort.ACTIVITY || own.sort() == Sort.NOTE;
            default -> hangsOnWhatIsGone(own);
        };
        if (!right) {
            wrong(own, " there");
        }
    }

    private boolean hangsOnWhatIsGone(Entry entry) {
        boolean hanging = entry.sort() == Sort.TASK
                || entry.sort() == Sort.ACTIVITY
                || entry.sort() == Sort.NOTE
                || entry.sort() == Sort.LEAD;
        return hanging && entry.word().filter(ledger::mayBeGone).isPresent();
    }

    private void alike(Entry own, Entry other) {
        // what is written of something that is gone has no place here any more
        if (hangsOnWhatIsGone(own)) {
            return;
        }
        compared.merge(own.sort(), 1, Integer::sum);
        if (!own.word().equals(other.word()) && own.sort() != Sort.DEAL) {
            differing.add(own.name() + " is linked to " + other.name());
        }
        own.fields().forEach((field, value) -> {
            String theirs = other.fields().getOrDefault(field, "?");
            fields++;
            if (!value.equals(theirs) && !value.equals("?") && !theirs.equals("?")) {
                wrong.add(own);
                differing.add(
                        "%s %s: here \"%s\", there \"%s\"%s".formatted(own.name(), field, value, theirs, why(own)));
            }
        });
    }

    /** Whoever was told that it is kept finds it on at least one side, and so on both. */
    private void missing(Sort sort) {
        Set<String> found = new HashSet<>();
        for (List<Entry> entries :
                List.of(here(sort), there(sort), sort == Sort.LEAD ? here(Sort.DEAL) : List.<Entry>of())) {
            entries.forEach(entry -> entry.word().ifPresent(found::add));
        }
        ledger.made(sort).stream()
                .filter(word -> !found.contains(word) && !ledger.mayBeGone(word))
                // the deal of a lead is called as its lead was where that one became one there too, or as the deal that
                // it
                // became part of
                .filter(word -> sort != Sort.DEAL
                        || ledger.became(ledger.under(word)).stream().noneMatch(found::contains))
                .forEach(word -> {
                    lost.add(sort.name().toLowerCase(Locale.ROOT) + " " + word + " on both sides");
                    wrong.add(new Entry(sort, Optional.of(word), "", "", "", "", Map.of()));
                });
    }
}
