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
        /** Whatever is learned is learned of these: thesaurus, weights, the cut-off. */
        BUILDING("questions.yaml", "questions-build.yaml", "off-topic.yaml", "near-misses.yaml"),
        /** Nothing is chosen by these, and nobody who chooses looks at them: only their totals are printed. */
        MEASURING("questions-measure.yaml");

        private final List<String> files;

        Half(String... files) {
            this.files = List.of(files);
        }
    }

    private Questions() {}

    static List<One> of(Half half) {
        return half.files.stream()
                .flatMap(file -> read("knowledge/" + file).stream())
                .toList();
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
