package app.henk.agent.offline.staff;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.insights.Filter;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Colleagues' questions, each read as the one query that it is, or refused; they stand in {@code understanding/questions.yaml}. */
class StaffQuestionsTest {

    private static final List<String> LANGUAGES = List.of("de", "en", "fr");
    private static final LocalDate HOUSE_DAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate SELLER_DAY = LocalDate.of(2017, 12, 15);

    record Case(String language, String say, JsonNode wanted) {
        @Override
        public String toString() {
            return say;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (var in = new ClassPathResource("understanding/questions.yaml").getInputStream()) {
            return new YAMLMapper().readTree(in).valueStream().map(StaffQuestionsTest::written);
        }
    }

    private static Case written(JsonNode node) {
        String language = LANGUAGES.stream().filter(node::has).findFirst().orElseThrow();
        return new Case(language, node.path(language).asString(), node);
    }

    @Test
    void many_of_them_are_refused_and_most_are_german() throws IOException {
        List<Case> all = cases().toList();
        assertThat(all).filteredOn(one -> one.wanted().has("refused")).hasSizeGreaterThan(30);
        assertThat(all).filteredOn(one -> one.language().equals("de")).hasSizeGreaterThan(all.size() / 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void is_read_as_what_it_asks_or_not_at_all(Case one) {
        List<Command> commands = understood(one);
        if (one.wanted().has("refused")) {
            assertThat(commands)
                    .allMatch(command -> command instanceof Command.Unclear || command instanceof Command.Refused);
        } else {
            assertThat(commands)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.Ask.class,
                            ask -> assertThat(same(ask.whole()))
                                    .isEqualTo(same(
                                            query(one.wanted().path("query").asString()))));
        }
    }

    private static List<Command> understood(Case one) {
        boolean seller = one.wanted().has("of");
        LocalDate today = one.wanted().has("on")
                ? LocalDate.parse(one.wanted().path("on").asString())
                : seller ? SELLER_DAY : HOUSE_DAY;
        Optional<Query> before = one.wanted().has("before")
                ? Optional.of(query(one.wanted().path("before").asString()))
                : Optional.empty();
        return Desk.ENGINE
                .understand(one.say(), one.language(), seller ? House.SELLER : House.TERMS, today, before)
                .commands();
    }

    /** Conditions mean the same in any order. */
    private static Object same(Query query) {
        return List.of(
                query.where().conjuncts().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                query.where(Filter.EVERYTHING).text());
    }

    private static Query query(String text) {
        Reading reading = Query.parse(text);
        assertThat(reading).as(text).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).query();
    }
}
