package app.henk.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What visitors ask of the demo tailor, and which sections answer it: one half to tune on, the other to measure on. */
final class Questions {

    /** @param answers empty when nothing in the documents answers it */
    record One(String text, String language, Set<String> answers) {}

    enum Half {
        /** The second, fourth … question, and off-topic ones: weights and the cut-off were chosen by them. */
        TUNING,
        /** The first, third …: nothing was chosen by them. */
        MEASURING
    }

    private Questions() {}

    static List<One> of(Half half) {
        List<One> all = read("knowledge/questions.yaml");
        List<One> chosen = new ArrayList<>();
        for (int i = half == Half.MEASURING ? 0 : 1; i < all.size(); i += 2) {
            chosen.add(all.get(i));
        }
        if (half == Half.TUNING) {
            chosen.addAll(read("knowledge/off-topic.yaml"));
        }
        return chosen;
    }

    private static List<One> read(String path) {
        try (var in = new ClassPathResource(path).getInputStream()) {
            List<One> all = new ArrayList<>();
            for (JsonNode node : new YAMLMapper().readTree(in)) {
                Set<String> answers = new HashSet<>();
                String expect = node.path("expect").asString("none");
                if (!expect.equals("none")) {
                    answers.add(expect);
                }
                node.path("also").forEach(also -> answers.add(also.asString()));
                all.add(new One(node.path("q").asString(), node.path("lang").asString(), answers));
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How the questions name a passage: {@code visit#öffnungszeiten}. */
    static String name(Passage passage) {
        String heading = passage.path().substring(passage.path().lastIndexOf(" › ") + 1);
        return passage.document() + "#"
                + heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[’']", "")
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
    }
}
