package app.henk.agent;

import java.util.List;
import java.util.Map;

/**
 * What a tenant calls its own things, so that they are told in a sentence. Whoever asks may know all of it: nothing here
 * says more than a name.
 *
 * @param stages by key, the names of each in every language and its synonyms
 * @param values by the field of the typed query that they are values of: assignee, manager, team, sector, product,
 *     company, source, country
 */
public record SalesTerms(Map<String, List<String>> stages, Map<String, List<String>> values) {

    public static final SalesTerms NONE = new SalesTerms(Map.of(), Map.of());

    public SalesTerms {
        stages = Map.copyOf(stages);
        values = Map.copyOf(values);
    }
}
