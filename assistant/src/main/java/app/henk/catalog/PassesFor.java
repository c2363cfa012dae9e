package app.henk.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What else a colour or a pattern passes for when somebody searches: navy for blue, a pinstripe for a stripe. */
@Component
class PassesFor {

    private record Kinship(Map<String, List<String>> colours, List<String> plain, Map<String, List<String>> patterns) {}

    private final Kinship kinship;

    PassesFor() throws java.io.IOException {
        try (var in = new ClassPathResource("catalog/passes-for.yaml").getInputStream()) {
            kinship = new YAMLMapper().readValue(in, Kinship.class);
        }
    }

    /** The colour itself first. */
    Set<String> colours(String colour) {
        Set<String> all = new LinkedHashSet<>(List.of(colour));
        all.addAll(kinship.colours().getOrDefault(colour, List.of()));
        String last = colour.substring(colour.lastIndexOf('_') + 1);
        if (kinship.plain().contains(last)) {
            all.add(last);
        }
        return all;
    }

    Set<String> patterns(String pattern) {
        Set<String> all = new LinkedHashSet<>(List.of(pattern));
        all.addAll(kinship.patterns().getOrDefault(pattern, List.of()));
        return all;
    }
}
