package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of somebody's wish, message by message. Lives only as long as one replay of a conversation. */
final class Brief {

    private static final String WEIGHT = "weight";

    private final Map<String, Set<String>> wanted = new LinkedHashMap<>();
    private final Map<String, Set<String>> avoided = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private Optional<Budget> budget = Optional.empty();
    private Optional<When> when = Optional.empty();
    private Optional<Change.Weighing> weight = Optional.empty();
    /** Whether the season was only told as the time when it is needed. */
    private boolean seasonByDate;

    private String whenWords = "";
    private String budgetWords = "";

    /** Takes in what a message told and returns what of it was new. */
    List<Change> apply(List<Change> changes) {
        List<Change> news = new ArrayList<>();
        Map<String, Set<String>> before = new LinkedHashMap<>();
        wanted.forEach((kind, concepts) -> before.put(kind, Set.copyOf(concepts)));
        Set<String> avoidedNow = new LinkedHashSet<>();
        Set<String> kindsOfThisMessage = new LinkedHashSet<>();
        for (Change change : changes) {
            boolean changed = switch (change) {
                // "Creme geht nicht, meine Verlobte trägt Creme"
                case Change.Wanted w -> !avoidedNow.contains(w.concept()) && want(w, kindsOfThisMessage);
                case Change.Avoided a -> avoidedNow.add(a.concept()) && avoid(a.concept());
                case Change.Supposed s -> suppose(s.concept());
                case Change.Dropped d -> drop(d.concept());
                case Change.Spending s -> spend(s);
                case Change.Weighing w -> weigh(w);
                case Change.Dated d -> date(d, kindsOfThisMessage);
                case Change.Open o -> open(o.slot(), avoidedNow);
            };
            if (changed) {
                news.add(change);
            }
        }
        changes.stream()
                .filter(change -> change instanceof Change.Wanted w && isFewer(Change.kind(w.concept()), before))
                .filter(change -> !news.contains(change))
                .forEach(news::add);
        return news;
    }

    /** "Lieber nur Blau" of what was blue or grey. */
    private boolean isFewer(String kind, Map<String, Set<String>> before) {
        return before.getOrDefault(kind, Set.of()).size() > wanted(kind).size();
    }

    private boolean want(Change.Wanted change, Set<String> kindsOfThisMessage) {
        String kind = Change.kind(change.concept());
        boolean firstOfItsKind = kindsOfThisMessage.add(kind);
        seasonByDate &= !kind.equals("season") || kindsOfThisMessage.contains("date");
        Set<String> before = Set.copyOf(of(wanted, kind));
        if (firstOfItsKind && !change.also()) {
            wanted.remove(kind);
        }
        of(wanted, kind).add(change.concept());
        boolean allowedAgain = of(avoided, kind).remove(change.concept());
        open.remove(kind);
        return allowedAgain || !before.contains(change.concept());
    }

    private boolean avoid(String concept) {
        String kind = Change.kind(concept);
        boolean dropped = of(wanted, kind).remove(concept);
        return of(avoided, kind).add(concept) || dropped;
    }

    private boolean suppose(String concept) {
        return !speaksOf(Change.kind(concept))
                && of(wanted, Change.kind(concept)).add(concept);
    }

    private boolean drop(String concept) {
        String kind = Change.kind(concept);
        return of(wanted, kind).remove(concept) | of(avoided, kind).remove(concept);
    }

    /** A figure takes the place of "light" and "heavy", and of the figure before. */
    private boolean weigh(Change.Weighing said) {
        boolean changed = !Optional.of(said).equals(weight);
        weight = Optional.of(said);
        wanted.remove(WEIGHT);
        avoided.remove(WEIGHT);
        return changed;
    }

    private boolean spend(Change.Spending told) {
        Budget said = told.budget();
        open.remove("budget");
        boolean changed = !Optional.of(said).equals(budget);
        budget = Optional.of(said);
        budgetWords = told.words();
        return changed;
    }

    /** "Will wool be too warm in July?" of a wedding on the 17th. */
    private static boolean isVaguer(When said, When known) {
        return known.grain() == When.Grain.DAY
                && said.grain() != When.Grain.DAY
                && !known.from().isBefore(said.from())
                && !known.to().isAfter(said.to());
    }

    /** Of several days in one message the first one is when things must be ready. */
    private boolean date(Change.Dated told, Set<String> kindsOfThisMessage) {
        When said = told.when();
        open.remove("date");
        if (when.filter(known -> isVaguer(said, known)).isPresent()) {
            return false;
        }
        if (!kindsOfThisMessage.add("date")
                && when.filter(w -> !said.from().isBefore(w.from())).isPresent()) {
            return false;
        }
        boolean changed = !Optional.of(said).equals(when);
        if (seasonByDate && changed) {
            wanted.remove("season");
        }
        seasonByDate = said.grain() == When.Grain.SEASON;
        when = Optional.of(said);
        whenWords = told.words();
        return changed;
    }

    /** "Farblich bin ich offen, nur kein Schwarz": what is denied in the same breath stays so. */
    private boolean open(String slot, Set<String> avoidedNow) {
        boolean changed = open.add(slot);
        switch (slot) {
            case "budget" -> budget = Optional.empty();
            case "date" -> when = Optional.empty();
            case WEIGHT -> weight = Optional.empty();
            default -> {
                wanted.remove(slot);
                of(avoided, slot).retainAll(avoidedNow);
            }
        }
        return changed;
    }

    private static Set<String> of(Map<String, Set<String>> concepts, String kind) {
        return concepts.computeIfAbsent(kind, k -> new LinkedHashSet<>());
    }

    Optional<Budget> budget() {
        return budget;
    }

    Optional<Change.Weighing> weight() {
        return weight;
    }

    Optional<When> when() {
        return when;
    }

    /** The amount in the person's own words; empty where those are the plain figures. */
    String budgetWords() {
        String digits = budgetWords.replaceAll("[.,'’\\s\u00a0\u202f]", "");
        boolean plain = budget.stream()
                .flatMap(said -> Stream.concat(said.min().stream(), said.max().stream()))
                .allMatch(amount -> digits.contains(amount.toPlainString()));
        return plain ? "" : budgetWords;
    }

    /** The date in the person's own words; empty when there is none. */
    String whenWords() {
        return when.isEmpty() ? "" : whenWords;
    }

    List<String> wanted(String kind) {
        return List.copyOf(wanted.getOrDefault(kind, Set.of()));
    }

    List<String> avoided(String kind) {
        return List.copyOf(avoided.getOrDefault(kind, Set.of()));
    }

    /** All that is wanted, in the order in which it was said. */
    List<String> wanted() {
        return wanted.values().stream().flatMap(Set::stream).toList();
    }

    List<String> avoided() {
        return avoided.values().stream().flatMap(Set::stream).toList();
    }

    boolean knows(String slot) {
        return switch (slot) {
            case "budget" -> budget.isPresent();
            case "date" -> when.isPresent();
            default -> !wanted(slot).isEmpty();
        };
    }

    /** Said to be of no matter, so neither a limit nor a question. */
    boolean isOpen(String slot) {
        return open.contains(slot);
    }

    /** Known, excluded in part or of no matter: there is nothing to ask. */
    boolean speaksOf(String slot) {
        return knows(slot) || isOpen(slot) || !avoided(slot).isEmpty();
    }

    boolean isEmpty() {
        return facts() == 0;
    }

    int facts() {
        return (budget.isPresent() ? 1 : 0)
                + (when.isPresent() ? 1 : 0)
                + (weight.isPresent() ? 1 : 0)
                + wanted().size()
                + avoided().size();
    }
}
