package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.ToolFinished;
import app.henk.agent.tools.ToolRegistry;
import app.henk.crm.AddressBook;
import app.henk.crm.Deal;
import app.henk.crm.DealFilter;
import app.henk.crm.Deals;
import app.henk.crm.Tasks;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A rep at work with the tools: what they are asked for, and what comes of it. */
abstract class StaffDesk {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SYLLABLES =
            List.of("ba", "de", "fo", "gu", "ki", "la", "me", "no", "pu", "ra", "su", "ti", "vo", "we", "xi", "zu");

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    TurnOpening opening;

    @Autowired
    TurnEnding ending;

    @Autowired
    Wording wording;

    @Autowired
    ToolRegistry registry;

    @Autowired
    Deals deals;

    @Autowired
    Tasks tasks;

    @Autowired
    AddressBook contacts;

    StaffTurns rep;
    /** A word that no other record has. */
    String word;

    @BeforeEach
    void a_rep() {
        rep = new StaffTurns(tenants, transactions, database, "henk", Role.SALES);
        word = word();
    }

    static String word() {
        StringBuilder word = new StringBuilder();
        for (char digit : Long.toHexString(Ids.next().getLeastSignificantBits()).toCharArray()) {
            word.append(SYLLABLES.get(Character.digit(digit, 16)));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1, 20);
    }

    void create(String title, int value) {
        assertThat(result(calls("create_deal", Map.of("title", title, "value", value)))
                        .path("status")
                        .asString())
                .isEqualTo("done");
    }

    List<AgentEvent> calls(String tool, Map<String, ?> arguments) {
        ScriptedModel model = new ScriptedModel()
                .calls(tool, JSON.writeValueAsString(arguments))
                .says("Bitte.");
        return rep.said(
                agent(model), rep.language.equals("fr") ? "Faites cela, s'il vous plaît." : "Mach das bitte so.");
    }

    List<AgentEvent> says(String text) {
        return rep.said(agent(new ScriptedModel().says("Das verstehe ich nicht.")), text);
    }

    void presses(Card card, String label) {
        List<?> actions = (List<?>) card.content().get("actions");
        String id = actions.stream()
                .map(Map.class::cast)
                .filter(action -> label.equals(action.get("label")))
                .map(action -> String.valueOf(action.get("id")))
                .findFirst()
                .orElseThrow();
        rep.pressing(id);
        says(label);
    }

    SalesAgent agent(ScriptedModel model) {
        var limits = new AgentProperties(4, Duration.ofSeconds(30), 1000, 50_000, 6000, 8000);
        return new SalesAgent(opening, new AgentModels(model, new ScriptedModel().says("…")), ending, wording, limits);
    }

    Deal deal(String named) {
        return found(named).getFirst();
    }

    List<Deal> found(String named) {
        return deals.list(rep.staff, DealFilter.ALL, Optional.empty(), 100).block().items().stream()
                .filter(deal -> deal.title().contains(named))
                .toList();
    }

    static JsonNode result(List<AgentEvent> events) {
        return events.stream()
                .filter(ToolFinished.class::isInstance)
                .map(event -> JSON.readTree(((ToolFinished) event).result()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    static Card card(List<AgentEvent> events, String type) {
        return events.stream()
                .filter(CardShown.class::isInstance)
                .map(event -> ((CardShown) event).card())
                .filter(card -> card.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no card " + type + " in " + events));
    }
}
