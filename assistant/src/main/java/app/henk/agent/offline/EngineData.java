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
        static final EngineData DATA = new EngineData("", LearntWeights.NONE);
    }

    /** @param overrides folder of words and phrases that take the place of ours; empty for none */
    public static EngineData of(String overrides) {
        return of(overrides, LearntWeights.NONE);
    }

    static EngineData of(String overrides, LearntWeights learnt) {
        return overrides.isBlank() && !learnt.isKept() ? Ours.DATA : new EngineData(overrides, learnt);
    }

    /** A language as it was read, with how often its sentences have each word. */
    private record Read(Tongue tongue, Map<String, Integer> samples, String letters) {}

    private EngineData(String overrides, LearntWeights learnt) {
        this.overrides = overrides;
        // learning takes seconds for each language: side by side they cost the start less
        Map<String, Read> read = LANGUAGES.parallelStream()
                .filter(language -> exists("words/" + language + ".yaml"))
                .collect(Collectors.toConcurrentMap(language -> language, language -> read(language, learnt)));
        Map<String, Map<String, Integer>> samples = new LinkedHashMap<>();
        Map<String, String> letters = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            Read one = read.get(language);
            if (one != null) {
                tongues.put(language, one.tongue());
                samples.put(language, one.samples());
                letters.put(language, one.letters());
            }
        }
        languages = new Languages(samples, letters);
        consultationFiles()
                .forEach(file -> consultations.put(file.replaceFirst("\\.yaml$", ""), read("consultation/" + file)));
    }

    private Read read(String language, LearntWeights learnt) {
        JsonNode file = read("words/" + language + ".yaml");
        Words words = new Words(language, file);
        Map<Intent, List<List<String>>> texts = phrases(language);
        TrainingPhrases phrases = TrainingPhrases.of(texts);
        Weights weights = learnt.of(language, file.toString() + texts, () -> phrases.learnt(new Features(words)));
        Map<String, Integer> samples = new HashMap<>();
        phrases.tokens().filter(Token::isWord).forEach(token -> samples.merge(token.folded(), 1, Integer::sum));
        words.eachWord(word -> Token.of(word).stream()
                .filter(Token::isWord)
                .forEach(token -> samples.merge(token.folded(), 1, Integer::sum)));
        return new Read(
                Tongue.of(words, phrases, weights),
                samples,
                file.path("letters").asString(""));
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
