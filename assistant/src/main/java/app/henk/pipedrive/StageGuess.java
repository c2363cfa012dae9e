package app.henk.pipedrive;

import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.pipedrive.StageTable.RemoteStage;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which stage there is likely which one here: by its whole name, then by a word that both have, then by what is left in
 * its place. What is left there after that is the one before it, so that a deal in it stands somewhere. Only open ones:
 * that a deal has ended is no stage there.
 */
final class StageGuess {

    private static final int LONG_ENOUGH = 5;

    private StageGuess() {}

    /** @param before what was said or guessed earlier, which stays */
    static List<RemoteStage> of(List<JsonNode> found, Stages ours, List<RemoteStage> before) {
        Map<Long, String> keys = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (RemoteStage stage : before) {
            stage.key().filter(key -> stage.outward()).ifPresent(key -> {
                keys.put(stage.id(), key);
                used.add(key);
            });
        }
        List<Stage> open = ours.all().stream().filter(Stage::isOpen).toList();
        byName(found, ours, keys, used);
        byWord(found, open, keys, used);
        byPlace(found, open, keys, used);
        return found.stream().map(json -> stage(json, found, keys)).toList();
    }

    private static void byName(List<JsonNode> found, Stages ours, Map<Long, String> keys, Set<String> used) {
        for (JsonNode json : found) {
            ours.named(name(json))
                    .filter(Stage::isOpen)
                    .filter(stage -> !keys.containsKey(id(json)) && used.add(stage.key()))
                    .ifPresent(stage -> keys.put(id(json), stage.key()));
        }
    }

    private static void byWord(List<JsonNode> found, List<Stage> open, Map<Long, String> keys, Set<String> used) {
        for (JsonNode json : found) {
            if (!keys.containsKey(id(json))) {
                open.stream()
                        .filter(stage -> !used.contains(stage.key()))
                        .filter(stage ->
                                words(stage).anyMatch(word -> words(name(json)).anyMatch(other -> alike(word, other))))
                        .findFirst()
                        .ifPresent(stage -> {
                            used.add(stage.key());
                            keys.put(id(json), stage.key());
                        });
            }
        }
    }

    private static void byPlace(List<JsonNode> found, List<Stage> open, Map<Long, String> keys, Set<String> used) {
        for (Stage stage : open) {
            if (!used.contains(stage.key())) {
                found.stream()
                        .filter(json -> !keys.containsKey(id(json)))
                        .findFirst()
                        .ifPresent(json -> {
                            used.add(stage.key());
                            keys.put(id(json), stage.key());
                        });
            }
        }
    }

    private static RemoteStage stage(JsonNode json, List<JsonNode> found, Map<Long, String> keys) {
        Optional<String> own = Optional.ofNullable(keys.get(id(json)));
        return new RemoteStage(
                id(json),
                name(json),
                json.path("pipeline_id").asLong(),
                json.path("order_nr").asInt(),
                own.or(() -> before(json, found, keys)),
                own.isPresent());
    }

    private static Optional<String> before(JsonNode json, List<JsonNode> found, Map<Long, String> keys) {
        List<JsonNode> pipeline = found.stream()
                .filter(other -> other.path("pipeline_id").equals(json.path("pipeline_id")))
                .toList();
        for (int place = pipeline.indexOf(json) - 1; place >= 0; place--) {
            String key = keys.get(id(pipeline.get(place)));
            if (key != null) {
                return Optional.of(key);
            }
        }
        return found.stream()
                .map(other -> keys.get(id(other)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean alike(String word, String other) {
        int shared = Math.min(word.length(), other.length());
        return shared >= LONG_ENOUGH && word.substring(0, shared).equals(other.substring(0, shared));
    }

    private static Stream<String> words(Stage stage) {
        return Stream.concat(stage.name().values().stream(), stage.synonyms().stream())
                .flatMap(StageGuess::words);
    }

    private static Stream<String> words(String name) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return Arrays.stream(plain.replaceAll("\\p{M}", "").split("[^\\p{L}]+")).collect(Collectors.toSet()).stream();
    }

    private static long id(JsonNode json) {
        return json.path("id").asLong();
    }

    private static String name(JsonNode json) {
        return json.path("name").asString("");
    }
}
