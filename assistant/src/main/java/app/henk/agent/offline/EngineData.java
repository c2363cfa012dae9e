package app.henk.agent.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The words and phrases by which the engine understands, from {@code prompts/engine/}; a file of the same name in the
 * folder of overrides takes the place of ours.
 */
public final class EngineData {

    public static final List<String> LANGUAGES = List.of("de", "en", "fr");

    private final String overrides;
    private final Map<String, Tongue> tongues = new LinkedHashMap<>();
    private final Languages languages;
    private final Map<String, JsonNode> consultations = new HashMap<>();

    /** What comes with the program is learnt once, however many want it. */
    private static final class Ours {
        static final EngineData DATA = new EngineData("");
    }

    /** @param overrides folder of words and phrases that take the place of ours; empty for none */
    public static EngineData of(String overrides) {
        return overrides.isBlank() ? Ours.DATA : new EngineData(overrides);
    }

    private EngineData(String overrides) {
        this.overrides = overrides;
        Map<String, List<String>> samples = new LinkedHashMap<>();
        Map<String, String> letters = new LinkedHashMap<>();
        Map<String, Map<Intent, List<List<String>>>> phrases = new ConcurrentHashMap<>();
        // learning takes a second for each language: side by side they cost the start one
        Map<String, Tongue> learnt = LANGUAGES.parallelStream()
                .filter(language -> exists("words/" + language + ".yaml"))
                .collect(Collectors.toConcurrentMap(
                        language -> language,
                        language -> Tongue.of(
                                new Words(language, read("words/" + language + ".yaml")),
                                phrases.computeIfAbsent(language, this::phrases))));
        for (String language : LANGUAGES) {
            Tongue tongue = learnt.get(language);
            if (tongue != null) {
                tongues.put(language, tongue);
                letters.put(
                        language,
                        read("words/" + language + ".yaml").path("letters").asString(""));
                List<String> texts = samples.computeIfAbsent(language, l -> new ArrayList<>());
                phrases.getOrDefault(language, Map.of()).values().forEach(patterns -> patterns.forEach(texts::addAll));
                tongue.words().eachWord(texts::add);
            }
        }
        languages = new Languages(samples, letters);
        consultationFiles()
                .forEach(file -> consultations.put(file.replaceFirst("\\.yaml$", ""), read("consultation/" + file)));
    }

    /** The words of a language by which dates, numbers and negation are read. */
    public Words words(String language) {
        return tongue(language).words();
    }

    Tongue tongue(String language) {
        return tongues.getOrDefault(language, tongues.values().iterator().next());
    }

    boolean speaks(String language) {
        return tongues.containsKey(language);
    }

    Languages languages() {
        return languages;
    }

    /** How a tenant's consultation goes; the general one when there is none of its own. */
    JsonNode consultation(String tenant) {
        JsonNode own = consultations.get(tenant);
        return own != null ? own : Objects.requireNonNull(consultations.get("default"), "consultation/default.yaml");
    }

    private Set<String> consultationFiles() {
        Set<String> files = new TreeSet<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:prompts/engine/consultation/*.yaml")) {
                files.add(String.valueOf(file.getFilename()));
            }
            Path own = Path.of(overrides, "engine", "consultation");
            if (!overrides.isBlank() && Files.isDirectory(own)) {
                try (Stream<Path> found = Files.list(own)) {
                    found.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .forEach(files::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("prompts/engine/consultation cannot be read", e);
        }
        return files;
    }

    private Map<Intent, List<List<String>>> phrases(String language) {
        Map<Intent, List<List<String>>> phrases = new EnumMap<>(Intent.class);
        for (String file : List.of("", "-services", "-voices", "-indirect")) {
            phrases(read("intents/" + language + file + ".yaml"), phrases);
        }
        return phrases;
    }

    /** Each pattern with all that it stands for. */
    private static void phrases(JsonNode root, Map<Intent, List<List<String>>> phrases) {
        root.properties().forEach(entry -> {
            List<List<String>> patterns = phrases.computeIfAbsent(Intent.named(entry.getKey()), i -> new ArrayList<>());
            entry.getValue().forEach(pattern -> patterns.add(Phrases.expand(pattern.asString())));
        });
    }

    private boolean exists(String file) {
        return override(file) || new ClassPathResource("prompts/engine/" + file).exists();
    }

    private boolean override(String file) {
        return !overrides.isBlank() && Files.exists(Path.of(overrides, "engine", file));
    }

    /** @param file below {@code prompts/engine} */
    public JsonNode read(String file) {
        try (InputStream in = override(file)
                ? Files.newInputStream(Path.of(overrides, "engine", file))
                : new ClassPathResource("prompts/engine/" + file).getInputStream()) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("prompts/engine/" + file + " cannot be read", e);
        }
    }
}
