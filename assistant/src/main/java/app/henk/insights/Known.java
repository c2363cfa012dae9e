package app.henk.insights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a tenant's own words a question can name, as the asker may see it.
 *
 * @param stages in the order of the pipeline
 */
public record Known(List<Stage> stages, List<Colleague> colleagues) {

    /**
     * @param names by language
     * @param state open, won or lost
     * @param probability in percent
     */
    public record Stage(String key, Map<String, String> names, List<String> synonyms, String state, int probability) {

        public String name(String language) {
            return names.getOrDefault(
                    language, names.values().stream().findFirst().orElse(key));
        }
    }

    /** @param team empty where there is none */
    public record Colleague(UUID id, String name, String team, Optional<UUID> manager) {}

    Optional<Stage> stage(String key) {
        return stages.stream().filter(stage -> stage.key().equals(key)).findFirst();
    }

    Optional<Colleague> colleague(UUID id) {
        return colleagues.stream()
                .filter(colleague -> colleague.id().equals(id))
                .findFirst();
    }

    /** Those to whom somebody reports. */
    Stream<Colleague> managers() {
        Set<UUID> managing = colleagues.stream()
                .flatMap(colleague -> colleague.manager().stream())
                .collect(Collectors.toSet());
        return colleagues.stream().filter(colleague -> managing.contains(colleague.id()));
    }

    Optional<UUID> id(String name) {
        return colleagues.stream()
                .filter(colleague -> colleague.name().equals(name))
                .map(Colleague::id)
                .findFirst();
    }
}
