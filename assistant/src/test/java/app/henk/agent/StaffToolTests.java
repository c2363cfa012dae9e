package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a colleague has done by saying it: through the tools, on real data, with a model that calls them well. */
@HenkTest
class StaffToolTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
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

    private StaffTurns rep;
    /** A word that no other record has. */
    private String word;

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

    @Test
    void creates_a_deal_at_once_and_shows_it_with_undo() {
        List<AgentEvent> events = calls(
                "create_deal",
                Map.of("title", word + " Fräse", "company", word + " GmbH", "value", 48000, "stage", "Angebot"));

        JsonNode result = result(events);
        assertThat(result.path("status").asString()).isEqualTo("done");
        assertThat(result.path("say").asString()).contains(word + " Fräse", "48.000", "Angebot");
        Card card = card(events, "deal");
        assertThat(card.content().get("subtitle")).isEqualTo(word + " GmbH");
        assertThat(card.content().get("fallback").toString()).contains("48.000", "Angebot");
        assertThat(deal(word).value().orElseThrow()).isEqualByComparingTo("48000");

        presses(card, "Rückgängig");

        assertThat(found(word)).isEmpty();
    }

    @Test
    void takes_the_last_change_back_when_it_is_said() {
        create(word + " Bank", 100);
        calls("update_deal", Map.of("which", "last", "value", 200));
        assertThat(deal(word).value().orElseThrow()).isEqualByComparingTo("200");

        JsonNode result = result(calls("undo", Map.of()));

        assertThat(result.path("status").asString()).isEqualTo("done");
        assertThat(deal(word).value().orElseThrow()).isEqualByComparingTo("100");
    }

    @Test
    void says_that_what_went_out_by_mail_cannot_be_taken_back_and_takes_nothing_else_back_instead() {
        create(word + " Brief", 100);
        rep.transcript.add(new AgentRequest.Exchange(
                "Zusage gehalten",
                "Gemeldet.",
                List.of(new AgentRequest.Step("s", "update_record", "{}", "{\"status\":\"done\",\"outward\":true}"))));

        JsonNode result = result(calls("undo", Map.of()));

        assertThat(result.path("say").asString()).contains("E-Mail");
        assertThat(found(word)).hasSize(1);
    }

    @Test
    void moves_a_deal_by_any_name_of_its_stage_and_shows_before_and_after() {
        create(word + " Säge", 900);

        List<AgentEvent> events = calls("move_stage", Map.of("which", word, "stage", "negotiation"));

        assertThat(deal(word).stage()).isEqualTo("negotiation");
        assertThat(card(events, "diff").content().get("fallback").toString()).contains("→", "Verhandlung");
        assertThat(result(calls("move_stage", Map.of("which", word, "stage", "Narnia")))
                        .path("say")
                        .asString())
                .contains("Narnia", "Verhandlung");
    }

    @Test
    void asks_before_a_deal_is_lost_and_takes_the_answer_in_words() {
        create(word + " Presse", 7000);

        List<AgentEvent> asked = calls("close_deal", Map.of("which", word, "outcome", "lost", "reason", "zu teuer"));
        assertThat(result(asked).path("status").asString()).isEqualTo("waiting");
        assertThat(card(asked, "confirm").content().get("title").toString()).contains(word, "verloren");
        assertThat(deal(word).status()).isEqualTo("open");

        List<AgentEvent> done = says("Ja, mach das bitte");

        assertThat(Turns.answer(done).text()).contains(word, "verloren");
        assertThat(deal(word).status()).isEqualTo("lost");
        assertThat(deal(word).lostReason()).contains("zu teuer");
    }

    @Test
    void takes_the_answer_on_the_card_with_what_was_changed_there_and_only_once() {
        create(word + " Walze", 7000);
        List<AgentEvent> asked = calls("close_deal", Map.of("which", word, "outcome", "lost", "reason", "zu teuer"));
        String token = String.valueOf(card(asked, "confirm").content().get("interruptId"));

        rep.answering(token, true, Map.of("reason", "Wettbewerb"));
        says("✓");
        assertThat(deal(word).lostReason()).contains("Wettbewerb");
        rep.answering(token, true, Map.of());

        assertThat(Turns.answer(says("✓")).text()).contains("schon bestätigt");
    }

    @Test
    void leaves_everything_as_it_is_after_a_no() {
        create(word + " Bohrer", 7000);
        calls("close_deal", Map.of("which", word, "outcome", "won"));

        List<AgentEvent> events = says("Nein, lieber nicht");

        assertThat(Turns.answer(events).text()).contains("bleibt alles");
        assertThat(deal(word).status()).isEqualTo("open");
        says("Ja");
        assertThat(deal(word).status()).isEqualTo("open");
    }

    @Test
    void asks_which_one_and_takes_the_choice() {
        create(word + " Alpha", 1000);
        create(word + " Beta", 2000);
        rep.transcript.clear();

        List<AgentEvent> asked = calls("update_deal", Map.of("which", word, "value", 3000));
        assertThat(result(asked).path("status").asString()).isEqualTo("ambiguous");
        assertThat(card(asked, "quick_replies").content().get("fallback").toString())
                .contains(word + " Alpha", word + " Beta");

        says(word + " Beta");

        assertThat(found(word)).anySatisfy(deal -> {
            assertThat(deal.title()).isEqualTo(word + " Beta");
            assertThat(deal.value().orElseThrow()).isEqualByComparingTo("3000");
        });
    }

    @Test
    void names_the_nearest_where_nothing_is_called_so() {
        create(word + " Gamma", 1000);
        rep.transcript.clear();

        JsonNode result = result(calls("get", Map.of("kind", "deal", "which", word + "x Gamna")));

        assertThat(result.path("status").asString()).isEqualTo("none");
        assertThat(result.path("say").asString()).contains(word + " Gamma");
    }

    @Test
    void knows_which_one_was_spoken_of_last_and_which_was_the_second() {
        create(word + " Eins", 1000);
        create(word + " Zwei", 2000);
        calls("compare", Map.of("which", word + " Zwei, " + word + " Eins"));

        calls("move_stage", Map.of("which", "2", "stage", "Angebot"));

        assertThat(found(word)).anySatisfy(deal -> {
            assertThat(deal.title()).isEqualTo(word + " Eins");
            assertThat(deal.stage()).isEqualTo("proposal");
        });
        calls("update_deal", Map.of("which", "last", "value", 5));
        assertThat(found(word)).anySatisfy(deal -> {
            assertThat(deal.title()).isEqualTo(word + " Eins");
            assertThat(deal.value().orElseThrow()).isEqualByComparingTo("5");
        });
    }

    @Test
    void gives_several_deals_away_only_when_that_is_confirmed() {
        create(word + " Ost", 1000);
        create(word + " West", 1000);
        StaffTurns other = new StaffTurns(tenants, transactions, database, "henk", Role.SALES);

        List<AgentEvent> asked = calls(
                "assign",
                Map.of(
                        "which",
                        word + " Ost, " + word + " West",
                        "to",
                        other.staff.user().toString()));

        assertThat(result(asked).path("status").asString()).isEqualTo("waiting");
        assertThat(found(word)).allSatisfy(deal -> assertThat(deal.assignee()).contains(rep.staff.user()));
        says("Ja");
        assertThat(found(word)).allSatisfy(deal -> assertThat(deal.assignee()).contains(other.staff.user()));
        assertThat(result(calls("undo", Map.of())).path("status").asString()).isEqualTo("done");
        assertThat(found(word)).allSatisfy(deal -> assertThat(deal.assignee()).contains(rep.staff.user()));
    }

    @Test
    void moves_and_deletes_several_only_when_that_is_confirmed_and_takes_all_of_it_back_at_once() {
        create(word + " Nord", 1000);
        create(word + " Süd", 1000);

        List<AgentEvent> asked =
                calls("move_stage", Map.of("which", word + " Nord, " + word + " Süd", "stage", "Angebot"));
        assertThat(card(asked, "confirm").content().get("title").toString()).contains("2 Deals", "Angebot");
        assertThat(found(word)).extracting(Deal::stage).containsOnly("initial_contact");
        says("Ja");
        assertThat(found(word)).extracting(Deal::stage).containsOnly("proposal");
        calls("undo", Map.of());
        assertThat(found(word)).extracting(Deal::stage).containsOnly("initial_contact");

        List<AgentEvent> again =
                calls("delete_record", Map.of("kind", "deal", "which", word + " Nord, " + word + " Süd"));
        assertThat(card(again, "confirm").content().get("fallback").toString()).contains(word + " Nord", word + " Süd");
        assertThat(found(word)).hasSize(2);
        says("Ja");
        assertThat(found(word)).isEmpty();
        calls("undo", Map.of());
        assertThat(found(word)).hasSize(2);
    }

    @Test
    void a_long_list_of_ids_is_a_list_and_no_name() {
        for (String part : List.of("A", "B", "C", "D", "E", "F")) {
            create(word + " " + part, 100);
        }
        String ids = found(word).stream().map(deal -> deal.id().toString()).collect(Collectors.joining(", "));

        List<AgentEvent> asked = calls("move_stage", Map.of("which", ids, "stage", "Angebot"));

        assertThat(card(asked, "confirm").content().get("title").toString()).contains("6 Deals");
    }

    @Test
    void one_name_with_a_comma_in_it_is_one_deal() {
        create(word + " Säge, groß", 1000);

        assertThat(result(calls("move_stage", Map.of("which", word + " Säge, groß", "stage", "Angebot")))
                        .path("status")
                        .asString())
                .isEqualTo("waiting");
        says("Ja");

        assertThat(deal(word).stage()).isEqualTo("proposal");
    }

    @Test
    void gives_leads_and_tasks_away_like_deals() {
        StaffTurns other = new StaffTurns(tenants, transactions, database, "henk", Role.SALES);
        String to = other.staff.user().toString();
        create(word + " Tor", 1000);
        calls(
                "log_activity",
                Map.of("type", "task", "about", "last", "subject", word + " prüfen", "due", "2031-03-05"));
        calls("create_lead", Map.of("last_name", word + "lead"));

        JsonNode lead = result(calls("assign", Map.of("kind", "lead", "which", word + "lead", "to", to)));
        JsonNode task = result(calls("assign", Map.of("kind", "task", "which", word + " prüfen", "to", to)));

        assertThat(lead.path("status").asString()).as(lead.toString()).isEqualTo("done");
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("done");
        assertThat(tasks.worded(rep.staff, word).block()).isEmpty();
        assertThat(tasks.worded(other.staff, word).block()).hasSize(1);
    }

    @Test
    void ticks_a_task_off_by_what_it_is_about() {
        create(word + " Regal", 1000);
        calls(
                "log_activity",
                Map.of("type", "task", "about", "last", "subject", "Muster schicken", "due", "2031-03-05"));

        JsonNode done = result(calls("update_record", Map.of("kind", "task", "which", word, "done", true)));

        assertThat(done.path("say").asString()).contains("Muster schicken", "erledigt");
        assertThat(tasks.worded(rep.staff, word).block()).isEmpty();
    }

    @Test
    void nothing_of_a_talk_with_somebody_new_is_lost() {
        Map<String, Object> talk = Map.of(
                "type",
                "call",
                "about",
                word,
                "next",
                "neues Angebot über 12.500",
                "due",
                "2031-03-07",
                "value",
                12500);

        List<AgentEvent> asked = calls("log_activity", talk);
        assertThat(result(asked).path("status").asString()).isEqualTo("waiting");
        assertThat(card(asked, "confirm").content().get("title").toString()).contains(word, "neuen Kontakt");
        assertThat(contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 10)
                        .block()
                        .items())
                .isEmpty();

        List<AgentEvent> done = says("Ja bitte");

        assertThat(Turns.answer(done).text()).contains("Kontakt " + word, "Anruf", "neues Angebot", "12.500");
        assertThat(contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 10)
                        .block()
                        .items())
                .hasSize(1);
        assertThat(tasks.worded(rep.staff, word).block()).hasSize(1);
        assertThat(card(done, "quick_replies").content().get("options").toString())
                .contains("12.500");
    }

    @Test
    void a_talk_about_a_known_deal_is_kept_with_its_next_step_and_its_new_value() {
        create(word + " Walzwerk", 9000);

        JsonNode done = result(calls(
                "log_activity",
                Map.of(
                        "type",
                        "call",
                        "about",
                        word,
                        "next",
                        "Angebot erneuern",
                        "due",
                        "2031-03-07",
                        "value",
                        12500)));

        assertThat(done.path("say").asString()).contains("Anruf", "Angebot erneuern", "12.500");
        assertThat(deal(word).value().orElseThrow()).isEqualByComparingTo("12500");
        assertThat(tasks.worded(rep.staff, word).block()).hasSize(1);
    }

    @Test
    void makes_two_contacts_one_when_that_is_confirmed_and_takes_them_apart_again() {
        calls("log_activity", Map.of("type", "call", "about", "Ada " + word, "new_contact", true));
        calls("log_activity", Map.of("type", "call", "about", "Adda " + word, "new_contact", true));

        calls("update_record", Map.of("kind", "contact", "which", "Ada " + word, "merge_with", "Adda " + word));
        assertThat(people()).hasSize(2);
        says("Ja");
        assertThat(people()).hasSize(1);

        calls("undo", Map.of());
        assertThat(people()).hasSize(2);
    }

    private List<app.henk.crm.ContactCard> people() {
        return contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 10)
                .block()
                .items();
    }

    @Test
    void deletes_after_a_confirmation_and_brings_it_back() {
        create(word + " Rest", 1000);
        calls("delete_record", Map.of("kind", "deal", "which", word));
        assertThat(found(word)).hasSize(1);

        List<AgentEvent> done = says("ja");
        assertThat(found(word)).isEmpty();

        presses(card(done, "diff"), "Rückgängig");
        assertThat(found(word)).hasSize(1);
    }

    @Test
    void notes_a_call_with_its_deal_and_what_is_to_be_done_by_a_day() {
        create(word + " Anlage", 25000);

        JsonNode call = result(calls(
                "log_activity",
                Map.of("type", "call", "about", word, "text", "Sie will bis Freitag ein neues Angebot.")));
        JsonNode task = result(calls(
                "log_activity",
                Map.of("type", "task", "about", "last", "subject", "Angebot senden", "due", "2031-03-05")));

        assertThat(call.path("say").asString()).contains("Anruf", word);
        assertThat(task.path("say").asString()).contains("Angebot senden", "5. März 2031");
        List<AgentEvent> shown = calls("get", Map.of("kind", "deal", "which", "last"));
        assertThat(card(shown, "deal").content().get("next").toString()).contains("Angebot senden");
        assertThat(card(shown, "timeline").content().get("fallback").toString()).contains("Anruf");
        assertThat(result(calls("log_activity", Map.of("type", "task", "about", "last", "subject", "Nachfassen")))
                        .path("status")
                        .asString())
                .isEqualTo("incomplete");
    }

    @Test
    void makes_a_lead_with_its_points_and_scores_it_anew_when_it_changes() {
        List<AgentEvent> made = calls(
                "create_lead",
                Map.of(
                        "first_name",
                        "Jonas",
                        "last_name",
                        word,
                        "budget",
                        50000,
                        "company_size",
                        250,
                        "industry",
                        "tech",
                        "urgency",
                        "this_week"));
        int score = result(made).path("score").asInt();
        List<?> criteria = (List<?>) card(made, "lead").content().get("criteria");
        assertThat(criteria.stream()
                        .mapToInt(line -> (Integer) ((Map<?, ?>) line).get("points"))
                        .sum())
                .isEqualTo(score);
        assertThat(card(made, "lead").content().get("fallback").toString()).contains(score + " von 100");

        JsonNode changed = result(calls("update_record", Map.of("kind", "lead", "which", "last", "budget", 100)));
        assertThat(changed.path("score").asInt()).isLessThan(score);
        assertThat(result(calls("explain_score", Map.of("which", word)))
                        .path("say")
                        .asString())
                .contains(changed.path("score").asInt() + " von 100");
        assertThat(result(calls("delete_record", Map.of("kind", "lead", "which", word)))
                        .path("status")
                        .asString())
                .isEqualTo("waiting");
    }

    @Test
    void answers_questions_with_the_servers_figures_and_goes_on_from_the_last_one() {
        create(word + " Groß", 30000);
        create(word + " Klein", 1000);
        calls("move_stage", Map.of("which", word + " Klein", "stage", "Angebot"));
        rep.transcript.clear();

        List<AgentEvent> events =
                calls("find", Map.of("entity", "deals", "where", "title ~ \"" + word + "\"", "order", "value desc"));
        assertThat(result(events).path("records_in_all").asInt()).isEqualTo(2);
        assertThat(result(events).path("say").asString()).contains(word + " Groß");
        Card table = card(events, "table");
        assertThat((List<?>) table.content().get("rows")).hasSize(2);
        assertThat((List<?>) table.content().get("chips")).hasSize(1);

        calls("update_deal", Map.of("which", "1", "value", 31000));
        JsonNode sum = result(calls("find", Map.of("refine", true, "measure", "sum(value)")));
        assertThat(sum.path("say").asString()).contains("32.000");
        List<AgentEvent> drawn = calls("find", Map.of("refine", true, "by", "stage", "show", "funnel"));
        assertThat(card(drawn, "chart").content()).containsEntry("kind", "funnel");

        JsonNode refused = result(calls("find", Map.of("entity", "deals", "where", "colour = red")));
        assertThat(refused.path("status").asString()).isEqualTo("not_understood");
        assertThat(refused.path("say").asString()).isNotBlank();
    }

    @Test
    void tells_what_would_be_if() {
        create(word + " Wenn", 10000);

        List<AgentEvent> events = calls("what_if", Map.of("basket_percent", 10, "cycle_percent", -20));

        assertThat(result(events).path("status").asString()).isEqualTo("done");
        assertThat(card(events, "chart").content().get("data").toString()).contains("before");
        assertThat(found(word).getFirst().value().orElseThrow()).isEqualByComparingTo("10000");
    }

    @Test
    void tells_a_deal_with_its_health_and_what_to_do_next() {
        create(word + " Fertigung", 25000);

        List<AgentEvent> events = calls("get", Map.of("kind", "deal", "which", word));
        assertThat(card(events, "deal").content()).containsKeys("health", "stages", "fallback");
        assertThat(result(events).path("say").asString()).contains("Zustand");

        JsonNode next = result(calls("next_actions", Map.of("which", "last")));
        assertThat(next.path("actions")).hasSize(3);
        assertThat(next.path("say").asString()).contains(word);
    }

    @Test
    void says_in_the_persons_language_why_something_cannot_be() {
        rep.language = "fr";
        create(word + " Gravure", 25000);

        JsonNode result = result(calls("update_deal", Map.of("which", "last", "close", "1901-01-01")));

        assertThat(result.path("status").asString()).isEqualTo("refused");
        assertThat(result.path("say").asString()).contains("Vérifiez", "Clôture");
    }

    private void create(String title, int value) {
        assertThat(result(calls("create_deal", Map.of("title", title, "value", value)))
                        .path("status")
                        .asString())
                .isEqualTo("done");
    }

    private List<AgentEvent> calls(String tool, Map<String, ?> arguments) {
        ScriptedModel model = new ScriptedModel()
                .calls(tool, JSON.writeValueAsString(arguments))
                .says("Bitte.");
        return rep.said(
                agent(model), rep.language.equals("fr") ? "Faites cela, s'il vous plaît." : "Mach das bitte so.");
    }

    private List<AgentEvent> says(String text) {
        return rep.said(agent(new ScriptedModel().says("Das verstehe ich nicht.")), text);
    }

    private void presses(Card card, String label) {
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

    private SalesAgent agent(ScriptedModel model) {
        var limits = new AgentProperties(4, Duration.ofSeconds(30), 1000, 50_000, 6000, 8000);
        return new SalesAgent(opening, new AgentModels(model, new ScriptedModel().says("…")), ending, wording, limits);
    }

    private Deal deal(String named) {
        return found(named).getFirst();
    }

    private List<Deal> found(String named) {
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
