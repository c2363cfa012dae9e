package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is held against each other, so that each has a figure of its own: "Kary gegen Boris", "gewonnene und verlorene". */
final class Sides {

    private static final String COUNT = "count";
    private static final int MOST_GROUPS = 2;

    private final Clause clause;
    private final Draft draft;
    private final Ranking ranking;

    Sides(Clause clause, Draft draft, Ranking ranking) {
        this.clause = clause;
        this.draft = draft;
        this.ranking = ranking;
    }

    /** "Kary gegen Boris": what is held against each other is shown for each. */
    void named() {
        Optional<Hit> oftener = clause.first("oftener");
        boolean than = clause.has("more") || oftener.isPresent();
        Optional<Hit> word = clause.all("comparing").stream()
                .filter(hit -> than || clause.at("than", hit.from()).isEmpty())
                .findFirst();
        if (word.isEmpty() && than && (isWhoTaken() || oftener.isPresent())) {
            // "Cancity oder Isdom: wer hat mehr gekauft?"
            word = clause.first("or");
        }
        List<String> listed =
                draft.listed().stream().filter(field -> !field.equals("status")).toList();
        // "Anna und Boris im Vergleich, je Quartal"
        boolean room = draft.by.size() < MOST_GROUPS
                || draft.by.contains(listed.stream().findFirst().orElse(""));
        if (word.isEmpty() || listed.size() != 1 || !room) {
            return;
        }
        draft.group(listed.getFirst());
        clause.take(word.get());
        // "Anna vs. Boris vs. Zane"
        clause.all("comparing").stream()
                .filter(hit -> clause.isNamed(hit.from() - 1) && clause.isNamed(hit.to()))
                .forEach(clause::take);
        boolean chooses = isWhoTaken() || !clause.everywhere("which").isEmpty();
        oftener.ifPresent(more -> {
            // "wer hat öfter verkauft?" asks how often, and not for how much
            draft.measures.remove("sum(value)");
            draft.measure(COUNT);
            ranking.first(more.meaning().equals("+") ? "desc" : "asc");
            clause.take(more);
        });
        // "wie viele Deals mehr" asks for a difference
        boolean difference = draft.measures.contains(COUNT);
        clause.first("more").filter(hit -> chooses || !difference).ifPresent(more -> {
            if (chooses) {
                ranking.first(more.meaning().equals("+") ? "desc" : "asc");
            }
            clause.take(more);
        });
        boolean does = !clause.everywhere("performance").isEmpty();
        if (draft.measures.isEmpty() && clause.everywhere("entity").isEmpty() && !does) {
            // better at what?
            draft.unsure.add(clause.raw(word.get().from(), word.get().to()));
        } else if (draft.measures.isEmpty() && !does) {
            draft.measure(COUNT);
        }
    }

    private boolean isWhoTaken() {
        return clause.everywhere("who").stream().anyMatch(hit -> clause.taken.get(hit.from()));
    }

    /** "Gewonnene und verlorene Deals pro Monat": each of them for itself. */
    void states() {
        boolean both = draft.values("status").equals(Set.of("won", "lost"));
        boolean joined = clause.everywhere("and_only").stream()
                .anyMatch(and -> clause.isAnyway("status", and.to())
                        && clause.fieldAt(and.from() - 1).isPresent());
        if (both && joined && draft.by.size() == 1 && draft.measures.equals(List.of(COUNT))) {
            draft.group("status");
        }
        // "won vs lost by region"
        clause.all("comparing").stream()
                .filter(hit -> both && isState(hit.from() - 1) && isState(hit.to()))
                .findFirst()
                .ifPresent(hit -> {
                    draft.group("status");
                    if (draft.measures.isEmpty()) {
                        draft.measure(COUNT);
                    }
                    clause.take(hit);
                });
    }

    private boolean isState(int i) {
        return clause.fieldAt(i).filter("status"::equals).isPresent();
    }

    /** "Wie viele Deals haben Anna und Boris jeweils?": a figure for each of those that are listed. */
    void respectively(boolean follows) {
        List<Hit> each = clause.all("respectively");
        each.forEach(clause::take);
        if (each.isEmpty() || follows || !draft.by.isEmpty() || draft.measures.isEmpty()) {
            return;
        }
        List<String> listed =
                draft.listed().stream().filter(field -> !field.equals("status")).toList();
        if (listed.isEmpty() && draft.listed().contains("status")) {
            // "wins and losses, how many of each"
            draft.group("status");
        } else if (listed.size() == 1) {
            draft.group(listed.getFirst());
        } else {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }
}
