package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.crm.Channel;
import app.henk.crm.Door;
import app.henk.crm.OrganisationChange;
import app.henk.crm.Organisations;
import app.henk.identity.Role;
import app.henk.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said and shown of an answer: what it is of, what lies behind it, and why there is none. */
class AnswerTellingTests extends ScriptedTurns {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    Organisations organisations;

    @Autowired
    SalesWords words;

    private StaffTurns rep;

    @BeforeEach
    void a_rep() {
        rep = newColleague(Role.SALES);
    }

    @Test
    void a_figure_names_what_it_is_of_and_shows_the_records_behind_it() {
        List<AgentEvent> events =
                finds(Map.of("entity", "deals", "where", "stage = negotiation", "measure", "sum(value)"));

        assertThat(said(events)).startsWith("Deals (").contains("Verhandlung").contains(" bei ");
        assertThat(StaffDesk.card(events, "kpi").content().get("actions").toString())
                .contains("find:", "deals where stage = negotiation");
    }

    @Test
    void what_was_won_is_said_with_its_verb_and_the_card_says_of_which_moment_it_is() {
        List<AgentEvent> events =
                finds(Map.of("entity", "deals", "where", "status = won and closed in this_year", "measure", "count"));

        assertThat(said(events)).startsWith("Dieses Jahr haben wir ").endsWith(" gewonnen.");
        Map<String, Object> card = StaffDesk.card(events, "kpi").content();
        assertThat(Instant.parse(card.get("asOf").toString())).isBefore(Instant.now());
        assertThat(card.get("fallback").toString()).startsWith(said(events)).contains("Stand: ");
    }

    @Test
    void who_leads_is_somebody_and_what_belongs_to_nobody_is_named_as_such() {
        List<AgentEvent> first = finds(
                Map.of("entity", "deals", "by", "company", "measure", "count", "order", "count desc", "limit", 1));
        List<AgentEvent> all = finds(Map.of("entity", "deals", "by", "company", "measure", "count"));

        assertThat(said(first)).startsWith("Vorn liegt ").doesNotContain("ohne Firma", "€(");
        assertThat(StaffDesk.result(all).path("lines").toString())
                .contains("ohne Firma")
                .doesNotContain("–");
    }

    @Test
    void where_there_is_nothing_it_is_said_what_was_looked_for_and_on_which_days() {
        List<AgentEvent> events = finds(Map.of("entity", "leads", "where", "created in last_week and score > 99.5"));

        assertThat(said(events)).contains("Leads", "letzte Woche (", "99,5");
    }

    @Test
    void a_list_keeps_its_conditions_apart_from_its_number() {
        List<AgentEvent> events = finds(Map.of("entity", "deals", "where", "status = open and value > 1"));

        assertThat(said(events)).containsPattern("\\d Deals? \\(");
    }

    @Test
    void the_first_few_are_as_many_as_were_asked_for_in_the_sentence_and_in_the_table() {
        List<AgentEvent> one = finds(Map.of("entity", "deals", "order", "value desc", "limit", 1));
        List<AgentEvent> two = finds(Map.of("entity", "deals", "order", "value desc", "limit", 2));

        assertThat(said(one)).startsWith("1 Deal").doesNotContain("höchstens");
        assertThat((List<?>) StaffDesk.card(one, "table").content().get("rows")).hasSize(1);
        assertThat(said(two)).startsWith("2 Deals").doesNotContain("höchstens");
        assertThat((List<?>) StaffDesk.card(two, "table").content().get("rows")).hasSize(2);
    }

    @Test
    void a_few_groups_are_all_named_and_added_up() {
        List<AgentEvent> events = finds(Map.of("entity", "deals", "where", "status = open", "by", "stage"));
        JsonNode result = StaffDesk.result(events);

        assertThat(result.path("lines").size()).isBetween(2, 6);
        assertThat(said(events))
                .endsWith("; zusammen " + result.path("records_in_all").asString() + ".");
        result.path("lines")
                .forEach(line ->
                        assertThat(said(events)).contains(line.path("Phase").asString()));
    }

    @Test
    void a_single_figure_makes_no_chart_and_says_so() {
        List<AgentEvent> events = finds(Map.of("entity", "deals", "measure", "count", "show", "bar"));

        assertThat(said(events)).contains("kein Diagramm");
        assertThat(StaffDesk.card(events, "kpi").content()).containsKey("items");
    }

    @Test
    void the_forecast_tells_what_is_won_supported_and_hoped_for() {
        List<AgentEvent> events = finds(Map.of(
                "entity",
                "deals",
                "where",
                "expected_close in next_quarter",
                "measure",
                "weighted",
                "show",
                "forecast"));

        assertThat(said(events)).contains("gewonnen", "belastbar", "erhofft", "zusammen");
        assertThat((List<?>) StaffDesk.card(events, "kpi").content().get("items"))
                .hasSize(4);
    }

    @Test
    void the_velocity_is_told_for_each_open_stage() {
        List<AgentEvent> events =
                finds(Map.of("entity", "deals", "by", "stage", "measure", "days_in_stage", "show", "velocity"));

        assertThat((List<?>) StaffDesk.card(events, "table").content().get("rows"))
                .hasSize(4);
    }

    @Test
    void a_company_is_known_to_the_reader_as_soon_as_there_is_one() {
        String name = "Nordwind " + Ids.next();
        assertThat(companies()).doesNotContain(name);

        organisations
                .create(rep.staff, OrganisationChange.none().name(name), Door.of(Channel.REST))
                .block();

        assertThat(companies()).contains(name);
    }

    private List<String> companies() {
        return words.of(rep.staff).block().values().getOrDefault("company", List.of());
    }

    private List<AgentEvent> finds(Map<String, ?> arguments) {
        ScriptedModel model = new ScriptedModel()
                .calls("find", JSON.writeValueAsString(arguments))
                .says("Bitte.");
        return rep.said(assistant(model, new ScriptedModel().says("…")), "Zeig mir das bitte.");
    }

    private static String said(List<AgentEvent> events) {
        return StaffDesk.result(events).path("say").asString();
    }
}
