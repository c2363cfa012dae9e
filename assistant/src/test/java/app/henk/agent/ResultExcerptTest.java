package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResultExcerptTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 4_000;

    @Test
    void keeps_of_many_goods_those_that_the_answer_named() {
        JsonNode products = excerpt("**Cloth 2** and **Cloth 6** would suit you.", goods(6, 900));

        assertThat(products.valueStream().map(good -> good.path("name").asString()))
                .contains("Cloth 2", "Cloth 6")
                .hasSizeLessThan(6);
    }

    @Test
    void stays_json_and_short_where_the_answer_named_them_all() {
        JsonNode products = excerpt("Cloth 1, Cloth 2, Cloth 3, Cloth 4, Cloth 5, Cloth 6", goods(6, 900));

        assertThat(products.valueStream().map(good -> good.path("name").asString()))
                .startsWith("Cloth 1", "Cloth 2")
                .hasSizeLessThan(6);
    }

    @Test
    void leaves_alone_what_is_short() {
        String result = goods(2, 40);

        assertThat(step("Cloth 1", result).result()).isEqualTo(result);
    }

    private static JsonNode excerpt(String answer, String result) {
        String excerpt = step(answer, result).result();
        assertThat(excerpt.length()).isLessThanOrEqualTo(LONGEST);
        return JSON.readTree(excerpt).path("products");
    }

    private static Step step(String answer, String result) {
        return ResultExcerpt.of(new Exchange("?", answer, List.of(new Step("1", "search_fabrics", "{}", result))))
                .steps()
                .getFirst();
    }

    /** Each with many short facts, so that no text of it is long by itself. */
    private static String goods(int number, int size) {
        ObjectNode result = JSON.createObjectNode();
        for (int i = 1; i <= number; i++) {
            ObjectNode good = result.withArray("products").addObject().put("name", "Cloth " + i);
            IntStream.range(0, size / 20).forEach(fact -> good.put("fact_" + fact, "of some use"));
        }
        return result.toString();
    }
}
