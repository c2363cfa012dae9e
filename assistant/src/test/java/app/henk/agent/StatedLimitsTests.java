package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.ToolFinished;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person has set as a limit holds, whatever a model searches for. */
class StatedLimitsTests extends ScriptedTurns {

    private Turns visitor;

    @BeforeEach
    void somebody_comes_by() {
        visitor = newVisitor();
    }

    private List<AgentEvent> searching(String text, String arguments) {
        ScriptedModel model =
                new ScriptedModel().calls("search_fabrics", arguments).says("Bitte sehr.");
        return visitor.said(assistant(model), text);
    }

    private static JsonNode result(List<AgentEvent> events) {
        return events.stream()
                .filter(ToolFinished.class::isInstance)
                .map(event -> JsonMapper.shared().readTree(((ToolFinished) event).result()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> prices(List<AgentEvent> events) {
        return events.stream()
                .filter(CardShown.class::isInstance)
                .map(event -> ((CardShown) event).card())
                .filter(card -> card.type().equals("product"))
                .map(card -> Integer.valueOf(
                        "0" + String.valueOf(card.content().get("price")).replaceAll("\\D", "")))
                .toList();
    }

    @Test
    void a_budget_that_the_model_leaves_out_holds() {
        var events = searching(
                "Ich suche einen Anzug für eine Hochzeit, höchstens 1000 Euro.",
                "{\"occasions\":[\"wedding\"],\"limit\":6}");

        assertThat(prices(events)).isNotEmpty().allMatch(price -> price <= 1000);
        assertThat(result(events).path("kept_to").path("price_max").asString().replaceAll("\\D", ""))
                .isEqualTo("1000");
    }

    @Test
    void a_budget_that_the_model_raises_holds_until_the_person_raises_it() {
        String raised = "{\"occasions\":[\"gala\"],\"price_min\":1500,\"price_max\":5000,\"limit\":6}";

        assertThat(prices(searching("Ein Smoking, nicht über 1400 Euro bitte.", raised)))
                .isEmpty();
        assertThat(prices(searching("Gut, dann bis 2000 Euro.", raised)))
                .isNotEmpty()
                .allMatch(price -> price <= 2000);
    }

    @Test
    void a_season_holds_beside_the_day_by_which_it_is_needed() {
        var events = searching(
                "I am looking for a suit for the office. It has to be ready on 5 January 2027. It is for the winter.",
                "{\"occasions\":[\"business\"],\"limit\":6}");

        assertThat(result(events).path("kept_to").path("seasons").toString())
                .as("%s", events)
                .contains("winter");
    }

    @Test
    void a_dislike_holds() {
        var events = searching("Etwas fürs Büro, aber bitte kein Blau.", "{\"colours\":[\"navy\"],\"limit\":6}");

        assertThat(prices(events)).isEmpty();
        assertThat(result(events).path("kept_to").path("not_colours").toString())
                .as("%s", events)
                .contains("blue");
    }

    @Test
    void a_search_that_keeps_to_what_was_said_is_not_touched() {
        var events = searching(
                "Ich suche einen Anzug für eine Hochzeit, höchstens 1500 Euro.",
                "{\"occasions\":[\"wedding\"],\"price_max\":1500,\"limit\":6}");

        assertThat(prices(events)).isNotEmpty();
        assertThat(result(events).has("kept_to")).isFalse();
    }

    @Test
    void linings_are_found_whatever_the_suit_may_cost() {
        var events = searching(
                "Ein Anzug für den Sommer, höchstens 1000 Euro. Welche Futter haben Sie?",
                "{\"kinds\":[\"lining\"],\"limit\":6}");

        assertThat(prices(events)).isNotEmpty();
    }
}
