package app.henk.agent.offline.staff;

import app.henk.insights.Filter;
import app.henk.insights.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A question as the arguments of the tool {@code find}. */
final class FindArguments {

    private FindArguments() {}

    static Map<String, Object> of(Query query, Optional<String> show) {
        Query bare = Query.of(query.entity());
        Map<String, Object> arguments = new TreeMap<>();
        arguments.put("entity", query.entity().key());
        if (!query.where().equals(Filter.EVERYTHING)) {
            arguments.put("where", section(bare.where(query.where()), "where"));
        }
        if (!query.by().isEmpty()) {
            arguments.put("by", section(bare.by(query.by()), "by"));
        }
        if (!query.measures().isEmpty()) {
            arguments.put("measure", section(bare.measuring(query.measures()), "measure"));
        }
        if (query.compare().isPresent()) {
            arguments.put("compare", section(bare.comparing(query.compare()), "compare"));
        }
        if (!query.order().isEmpty()) {
            arguments.put("order", section(bare.ordered(List.copyOf(query.order())), "order"));
        }
        query.limit().ifPresent(limit -> arguments.put("limit", limit));
        show.or(() -> asksForFirst(query) ? Optional.of("ranking") : Optional.empty())
                .ifPresent(form -> arguments.put("show", form));
        return arguments;
    }

    /** "Wer hat am meisten verkauft?": who is first says more beside the others. */
    private static boolean asksForFirst(Query query) {
        return query.by().size() == 1
                && query.measures().size() == 1
                && query.compare().isEmpty()
                && !query.order().isEmpty()
                && query.limit().filter(limit -> limit == 1).isPresent();
    }

    private static String section(Query one, String keyword) {
        return one.text().substring(one.entity().key().length() + keyword.length() + 2);
    }
}
