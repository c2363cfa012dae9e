package app.henk.agent.offline.staff;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What colleagues say, and the calls that must come of it; the cases stand in {@code understanding/commands.yaml}. */
class StaffCommandsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

    private static final Set<String> READS =
            Set.of("get", "find", "my_day", "explain_score", "next_actions", "compare", "what_if", "export");

    record Case(String say, JsonNode wanted) {
        @Override
        public String toString() {
            return say;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (var in = new ClassPathResource("understanding/commands.yaml").getInputStream()) {
            return new YAMLMapper()
                    .readTree(in)
                    .valueStream()
                    .map(node -> new Case(node.path("say").asString(), node));
        }
    }

    @Test
    void there_are_enough_of_them_and_most_are_german() throws IOException {
        List<Case> all = cases().toList();
        long german = all.stream()
                .filter(one -> understood(one).language().equals("de"))
                .count();
        assertThat(all.size()).isGreaterThanOrEqualTo(60);
        assertThat(german).isGreaterThanOrEqualTo(all.size() * 2L / 5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void becomes_these_calls(Case one) {
        List<Command> commands = understood(one).commands();
        if (one.wanted().has("missing")) {
            assertThat(commands)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.Missing.class,
                            missing -> assertThat(missing.what())
                                    .isEqualTo(one.wanted().path("missing").asString()));
        } else if (one.wanted().has("nothing")) {
            assertThat(commands).noneMatch(StaffCommandsTest::writes);
        } else if (one.wanted().has("unclear")) {
            assertThat(commands)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.Unclear.class,
                            unclear -> assertThat(unclear.words())
                                    .isEqualTo(texts(one.wanted().path("unclear"))));
        } else {
            assertThat(commands.stream().map(StaffCommandsTest::written).toList())
                    .isEqualTo(one.wanted()
                            .path("calls")
                            .valueStream()
                            .map(StaffCommandsTest::wanted)
                            .toList());
        }
    }

    private static boolean writes(Command command) {
        return command instanceof Command.ForAll
                || command instanceof Command.Call call && !READS.contains(call.tool());
    }

    private static StaffUnderstanding.Understood understood(Case one) {
        return Desk.ENGINE.understand(
                one.say(), "de", House.TERMS, TODAY, situation(one.wanted().path("situation")));
    }

    private static String written(Command command) {
        return switch (command) {
            case Command.Call call -> call.tool() + " " + new TreeMap<>(JSON.convertValue(call.arguments(), ARGUMENTS));
            case Command.ForAll all -> "each " + all.which().text() + " " + written(all.each());
            case Command.Ask ask ->
                "find " + ask.whole().text()
                        + ask.show().map(show -> " as " + show).orElse("");
            default -> command.toString();
        };
    }

    private static String wanted(JsonNode call) {
        String tool = call.propertyNames().iterator().next();
        if (tool.equals("each")) {
            String each = call.path(tool).propertyNames().stream()
                    .filter(name -> !name.equals("of"))
                    .findFirst()
                    .orElseThrow();
            return "each " + query(call.path(tool).path("of").asString()).text() + " " + each + " "
                    + new TreeMap<>(JSON.convertValue(call.path(tool).path(each), ARGUMENTS));
        }
        if (tool.equals("find") && call.path("find").isString()) {
            return "find " + query(call.path("find").asString()).text()
                    + (call.has("show") ? " as " + call.path("show").asString() : "");
        }
        return tool + " " + new TreeMap<>(JSON.convertValue(call.path(tool), ARGUMENTS));
    }

    private static Query query(String text) {
        Reading reading = Query.parse(text);
        assertThat(reading).as(text).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).query();
    }

    /** A record is written as its id and its label. */
    private static Situation situation(JsonNode node) {
        Optional<Command.Call> done = node.path("done")
                .propertyStream()
                .map(entry -> new Command.Call(entry.getKey(), JSON.convertValue(entry.getValue(), ARGUMENTS)))
                .findFirst();
        return new Situation(
                node.has("query") ? Optional.of(query(node.path("query").asString())) : Optional.empty(),
                items(node.path("list")),
                node.has("single") ? Optional.of(item(node.path("single").asString())) : Optional.empty(),
                items(node.path("options")),
                "which",
                done,
                node.path("in_vain").asBoolean(false));
    }

    private static List<Situation.Item> items(JsonNode nodes) {
        List<Situation.Item> items = new ArrayList<>();
        nodes.forEach(node -> items.add(item(node.asString())));
        return items;
    }

    private static Situation.Item item(String text) {
        int space = text.indexOf(' ');
        return new Situation.Item("deal", text.substring(0, space), text.substring(space + 1), "");
    }

    private static List<String> texts(JsonNode nodes) {
        return nodes.valueStream().map(JsonNode::asString).toList();
    }
}
