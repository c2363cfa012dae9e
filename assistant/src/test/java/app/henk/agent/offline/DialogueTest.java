package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Plays every conversation of {@code dialogues/} against the engine. A turn says what must be understood (intents,
 * facts), which tool must run with which arguments at least, what must be asked and what must (not) be said.
 */
class DialogueTest {

    record Scene(String name, JsonNode root) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scene> scenes() throws IOException {
        List<Scene> scenes = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:dialogues/*.yaml")) {
            try (var in = file.getInputStream()) {
                scenes.add(new Scene(String.valueOf(file.getFilename()), new YAMLMapper().readTree(in)));
            }
        }
        return scenes.stream().sorted(java.util.Comparator.comparing(Scene::name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void goes_as_it_should(Scene scene) {
        JsonNode root = scene.root();
        Rehearsal rehearsal = new Rehearsal(
                root.path("tenant").asString("henk"), root.path("language").asString("de"));
        List<String> faults = new ArrayList<>();
        Set<String> sentences = new HashSet<>();
        for (JsonNode turn : root.path("turns")) {
            String line = turn.path("say").asString("");
            Rehearsal.Answer answer = rehearsal.say(line);
            List<String> found = new ArrayList<>(Manners.faults(answer, sentences));
            found.addAll(expectations(turn, answer, rehearsal));
            found.forEach(fault -> faults.add("„" + line + "“: " + fault + "\n      → "
                    + answer.text().replace("\n", "\n        ") + "\n      heard "
                    + answer.heard().acts() + " "
                    + answer.heard().changes() + " " + answer.heard().contact() + "\n      calls "
                    + answer.calls().stream()
                            .map(call -> call.tool() + " " + call.arguments())
                            .toList()));
        }
        if (root.has("stored") && rehearsal.tools.stored != root.path("stored").asBoolean()) {
            faults.add("stored is " + rehearsal.tools.stored);
        }
        assertThat(faults).as(root.path("title").asString("")).isEmpty();
    }

    private static List<String> expectations(JsonNode turn, Rehearsal.Answer answer, Rehearsal rehearsal) {
        List<String> faults = new ArrayList<>();
        for (JsonNode intent : turn.path("intents")) {
            if (!answer.heard().does(Intent.named(intent.asString()))) {
                faults.add("not understood as " + intent.asString());
            }
        }
        Dialogue dialogue = rehearsal.dialogue();
        if (turn.has("language")
                && !dialogue.language.equals(turn.path("language").asString())) {
            faults.add("answered in " + dialogue.language);
        }
        if (turn.has("asks") && !rehearsal.asked().equals(turn.path("asks").asString())) {
            faults.add("asks for '" + rehearsal.asked() + "' instead of "
                    + turn.path("asks").asString());
        }
        turn.path("facts").properties().forEach(fact -> fact(fact.getKey(), fact.getValue(), dialogue, faults));
        turn.path("calls").properties().forEach(call -> call(call.getKey(), call.getValue(), answer, faults));
        turn.path("no_calls").forEach(tool -> {
            if (answer.calls().stream().anyMatch(call -> call.tool().equals(tool.asString()))) {
                faults.add("called " + tool.asString());
            }
        });
        turn.path("says").forEach(pattern -> {
            if (!matches(pattern, answer)) {
                faults.add("does not say " + pattern.asString());
            }
        });
        turn.path("never").forEach(pattern -> {
            if (matches(pattern, answer)) {
                faults.add("says " + pattern.asString());
            }
        });
        return faults;
    }

    private static boolean matches(JsonNode pattern, Rehearsal.Answer answer) {
        return Pattern.compile(pattern.asString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(answer.text().replaceAll("[\u00a0\u202f]", " "))
                .find();
    }

    private static void fact(String key, JsonNode expected, Dialogue dialogue, List<String> faults) {
        Brief brief = dialogue.brief;
        Object actual = switch (key) {
            case "budget_max" ->
                brief.budget()
                        .flatMap(Budget::max)
                        .map(b -> b.stripTrailingZeros().toPlainString())
                        .orElse("none");
            case "budget_min" ->
                brief.budget()
                        .flatMap(Budget::min)
                        .map(b -> b.stripTrailingZeros().toPlainString())
                        .orElse("none");
            case "date" -> brief.when().map(when -> when.from().toString()).orElse("none");
            case "name" -> dialogue.contact.name().orElse("none");
            case "email" -> dialogue.contact.email().orElse("none");
            case "phone" ->
                dialogue.contact.phone().map(p -> p.replaceAll("\\D", "")).orElse("none");
            case "company" -> dialogue.contact.company().orElse("none");
            default ->
                key.startsWith("not_")
                        ? brief.avoided(key.substring(4)).stream()
                                .map(DialogueTest::value)
                                .sorted()
                                .toList()
                                .toString()
                        : brief.wanted(key).stream()
                                .map(DialogueTest::value)
                                .sorted()
                                .toList()
                                .toString();
        };
        String wanted = expected.isArray() ? values(expected) : expected.asString("");
        if (!actual.toString().equals(wanted)) {
            faults.add(key + " is " + actual + " instead of " + wanted);
        }
    }

    private static String value(String concept) {
        return concept.substring(concept.indexOf('.') + 1);
    }

    private static String values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asString("")));
        return values.stream().sorted().toList().toString();
    }

    private static void call(String tool, JsonNode expected, Rehearsal.Answer answer, List<String> faults) {
        List<Rehearsal.Call> calls =
                answer.calls().stream().filter(call -> call.tool().equals(tool)).toList();
        boolean met = calls.stream()
                .anyMatch(call -> expected.properties().stream()
                        .allMatch(e -> e.getValue().isNull()
                                ? !call.arguments().has(e.getKey())
                                : same(call.arguments().path(e.getKey()), e.getValue())));
        if (!met) {
            faults.add("expected " + tool + " " + expected + " but had "
                    + calls.stream().map(Rehearsal.Call::arguments).toList());
        }
    }

    private static boolean same(JsonNode actual, JsonNode expected) {
        if (expected.isArray()) {
            return values(actual).equals(values(expected));
        }
        if (expected.isNumber()) {
            return actual.isNumber() && actual.decimalValue().compareTo(expected.decimalValue()) == 0;
        }
        return actual.asString("")
                .toLowerCase(Locale.ROOT)
                .equals(expected.asString("").toLowerCase(Locale.ROOT));
    }
}
