package app.henk.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes those conditions of a question about deals that a sentence says with its verb: what became of them, when, whose. */
record SpokenFilters(Labels labels) {

    private static final Set<String> DECIDED = Set.of("won", "lost");

    Answer.Subject of(Query query) {
        Optional<String> status = Optional.empty();
        Optional<String> who = Optional.empty();
        Optional<String> when = Optional.empty();
        List<String> others = new ArrayList<>();
        Chips chips = new Chips(labels);
        boolean decided = query.where().conjuncts().stream()
                .anyMatch(part -> one(part, "status").filter(DECIDED::contains).isPresent());
        for (Filter part : query.where().conjuncts()) {
            Optional<String> period = decided && when.isEmpty() ? closed(part) : Optional.empty();
            if (one(part, "status").isPresent() && query.entity() == Entity.DEALS) {
                status = one(part, "status");
            } else if (one(part, "assignee").isPresent() && query.entity() == Entity.DEALS) {
                who = one(part, "assignee");
            } else if (period.isPresent()) {
                when = period;
            } else {
                others.add(chips.text(part));
            }
        }
        return new Answer.Subject(
                status, who, when, List.copyOf(others), query.compare().map(this::compared));
    }

    private Answer.Compared compared(Comparison comparison) {
        return new Answer.Compared(adverb(comparison.of()), adverb(comparison.with()));
    }

    private String adverb(Period period) {
        return labels.when(period).orElseGet(() -> labels.period(period));
    }

    private static Optional<String> one(Filter part, String field) {
        return part instanceof Filter.OneOf(Field of, List<String> values)
                        && of.key().equals(field)
                        && values.size() == 1
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }

    private Optional<String> closed(Filter part) {
        return part instanceof Filter.When(Field field, Filter.Relation relation, Period period)
                        && field.key().equals("closed")
                        && relation == Filter.Relation.IN
                ? labels.when(period)
                : Optional.empty();
    }
}
