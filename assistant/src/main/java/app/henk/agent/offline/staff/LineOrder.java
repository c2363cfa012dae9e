package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Lexicon.Hit;
import app.henk.insights.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settles in which order the lines of a question stand, and how many there are, once everything else of it is read. */
final class LineOrder {

    private static final String CYCLE = "cycle_time";
    private static final int USUAL_LINES = 10;

    private final Clause clause;
    private final Draft draft;
    private final Optional<Query> base;
    private final Rank rank;

    /** @param base the question that this one follows */
    LineOrder(Clause clause, Draft draft, Optional<Query> base, Rank rank) {
        this.clause = clause;
        this.draft = draft;
        this.base = base;
        this.rank = rank;
    }

    /** Settles order and number of lines once everything else is known. */
    void settle() {
        if (rank.isSaid() && draft.by.isEmpty()) {
            // the order may be that of the figures which were shown before
            base.map(Query::by).orElse(List.of()).forEach(group -> draft.group(group.text()));
        }
        if (rank.top && draft.by.isEmpty() && isOfTeam()) {
            draft.group("assignee");
        }
        if (rank.top && isOfNothing()) {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (rank.isSaid()) {
            // "sortier mal, beste zuerst"
            clause.all("sorted").stream()
                    .filter(hit -> clause.anyway("by", hit.to() - 1).isEmpty()
                            && clause.at("by", hit.to()).isEmpty())
                    .forEach(clause::take);
        }
        if (rank.isSaid() && draft.by.contains("manager")) {
            // "welcher Manager hat das beste Team"
            draft.by.remove("team");
        }
        boolean figures = !draft.by.isEmpty();
        if (rank.isSaid() && !figures && draft.measures.isEmpty() && draft.entity.equals("deals")) {
            byLength();
        }
        boolean ofEach = rank.isSaid() && draft.by.size() > 1 && !rank.allLines;
        boolean together =
                rank.isSaid() && figures && !clause.everywhere("combined").isEmpty();
        if (ofEach || together) {
            // the first of each is no order of all, and the sum of the first none of the lines
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        if (figures && draft.measures.isEmpty() && rank.isSaid()) {
            base.map(Query::measures).orElse(List.of()).forEach(measure -> draft.measure(measure.text()));
        }
        if (figures && draft.measures.isEmpty() && rank.sized.isPresent()) {
            size(rank.sized.get());
        }
        if (figures && draft.measures.isEmpty() && (base.isEmpty() || rank.isSaid())) {
            draft.measure("count");
        }
        if (!figures
                && rank.isSaid()
                && draft.measures.equals(List.of(CYCLE))
                && !clause.everywhere("pace").isEmpty()) {
            // "der am schnellsten gewonnene Deal": of one deal it is how long it took
            draft.measures.clear();
            rank.ranked = Optional.of("cycle_days");
        }
        // "wie viele der zehn größten gehören Anna?" counts those that are first, and not all
        boolean pointless = rank.isSaid()
                && !figures
                && (isByCount()
                        || draft.measures.stream().anyMatch(measure -> !measure.equals("count"))
                        || (draft.measures.contains("count") && draft.limit.isPresent()));
        if ((rank.many && !figures) || pointless) {
            // the most of what, for each what?
            draft.unsure.add(clause.raw(0, clause.size()));
        }
        rank.direction.ifPresent(way -> {
            if (draft.order.isEmpty()) {
                draft.order.add(term() + " " + (rank.judged && isBetterTheLess() ? opposite(way) : way));
            }
            if (draft.limit.isEmpty() && !rank.allLines) {
                draft.limit = Optional.of(rank.one ? 1 : USUAL_LINES);
            }
        });
        if (rank.isSaid() && !figures) {
            draft.measures.remove("count");
        }
    }

    /** "Welcher Deal hat am längsten gedauert?" */
    private void byLength() {
        clause.all("lasting").stream()
                .filter(hit -> hit.meaning().equals("cycle_days"))
                .findFirst()
                .ifPresent(hit -> {
                    rank.ranked = Optional.of(hit.meaning());
                    rank.one |= clause.isAnyway("singular_noun", 1) && draft.limit.isEmpty();
                    clause.take(hit);
                });
    }

    /** "Top 4 im Team von Anna nach Umsatz": of a team the ones who sell. */
    private boolean isOfTeam() {
        return !draft.measures.isEmpty()
                && (draft.limits("manager") || draft.limits("team"))
                && clause.everywhere("entity").isEmpty();
    }

    /** "Top 5 im Osten": of the deals, or of those who sell? */
    private boolean isOfNothing() {
        return base.isEmpty()
                && draft.by.isEmpty()
                && draft.measures.isEmpty()
                && draft.order.isEmpty()
                && clause.everywhere("entity").isEmpty();
    }

    /** "Top 4 nach Stückzahl": no record has a count. */
    private boolean isByCount() {
        return clause.everywhere("by").stream()
                .flatMap(by -> clause.anyway("measure", by.to()).stream())
                .anyMatch(measure -> measure.meaning().startsWith("count"));
    }

    /** "Wer hat den größten Deal?" is about one deal's value, "die größte Pipeline" about that of all of them. */
    private void size(Hit noun) {
        if (noun.meaning().equals("deals|status = open")) {
            draft.measure("sum(value)");
        } else if (clause.isAnyway("singular_noun", noun.from())) {
            draft.measure("max(value)");
        } else {
            draft.unsure.add(clause.raw(0, clause.size()));
        }
    }

    /** Of what is lost and of what takes time, less is better: the worst has the most. */
    private boolean isBetterTheLess() {
        return !draft.by.isEmpty()
                && (draft.values("status").equals(Set.of("lost"))
                        || Set.of("cycle_time", "days_in_stage").contains(term()));
    }

    private static String opposite(String way) {
        return way.equals("desc") ? "asc" : "desc";
    }

    private String term() {
        return draft.by.isEmpty()
                ? rank.ranked.orElseGet(() -> rank.newest ? date() : value())
                : rank.sortedBy.filter(draft.measures::contains).orElseGet(draft.measures::getFirst);
    }

    private String date() {
        Set<String> status = draft.values("status");
        boolean decided = !status.isEmpty() && !status.contains("open");
        return switch (draft.entity) {
            case "deals" -> decided ? "closed" : "created";
            case "activities" -> "at";
            case "tasks" -> "due";
            default -> "created";
        };
    }

    private String value() {
        return switch (draft.entity) {
            case "leads" -> "score";
            case "organisations" -> "employees";
            default -> "value";
        };
    }
}
