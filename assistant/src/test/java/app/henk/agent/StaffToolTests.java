package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.Scope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What a colleague has done by saying it: through the tools, on real data, with a model that calls them well. */
@HenkTest
class StaffToolTests extends StaffDesk {

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
        assertThat(card(events, "diff").content().get("fallback").toString()).contains("Phase von", "auf Verhandlung");
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
    void what_was_confirmed_and_could_not_be_done_is_asked_again_and_then_done_once() {
        create(word + " Presse", 100);
        String token = String.valueOf(
                card(calls("close_deal", Map.of("which", word, "outcome", "lost", "reason", "zu teuer")), "confirm")
                        .content()
                        .get("interruptId"));
        UUID id = deal(word).id();

        rep.answering(token, true, Map.of());
        List<AgentEvent> failed = transactions
                .in(
                        Scope.system(rep.tenant.id()),
                        // somebody holds the deal until it has taken too long
                        () -> database.sql("select id from deal where id = $1 for update")
                                .bind(0, id)
                                .then()
                                .then(Mono.fromCallable(() -> says("Ja")).subscribeOn(Schedulers.boundedElastic())))
                .block();

        assertThat(Turns.answer(failed).text()).contains("bestätigen Sie es noch einmal");
        assertThat(card(failed, "confirm").content().get("interruptId")).isEqualTo(token);
        assertThat(deal(word).status()).isEqualTo("open");

        rep.answering(token, true, Map.of());
        says("Ja");
        assertThat(deal(word).status()).isEqualTo("lost");
        rep.answering(token, true, Map.of());
        assertThat(Turns.answer(says("Ja")).text()).contains("Das haben Sie schon bestätigt");
    }

    @Test
    void reads_what_was_changed_as_it_is_now() {
        create(word + " Walze", 100);
        String get = JSON.writeValueAsString(Map.of("kind", "deal", "which", word));
        ScriptedModel model = new ScriptedModel()
                .calls("get", get)
                .calls("update_deal", JSON.writeValueAsString(Map.of("which", word, "value", 4711)))
                .calls("get", get)
                .says("Bitte.");

        List<AgentEvent> events = rep.said(agent(model), "Mach das bitte so.");

        assertThat(result(events).toString()).contains("4711");
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
        assertThat(result(events).path("say").asString())
                .startsWith("Angenommen: Dealwert +10 %, Verkaufszyklus -20 %. ");
        assertThat(card(events, "chart").content().get("data").toString()).contains("before");
        assertThat(found(word).getFirst().value().orElseThrow()).isEqualByComparingTo("10000");
    }

    @Test
    void tells_of_which_stage_a_rate_was_reckoned_with() {
        create(word + " Quote", 10000);

        List<AgentEvent> events = calls("what_if", Map.of("conversion_points", 1, "stage", "Verhandlung"));

        assertThat(result(events).path("say").asString())
                .startsWith("Angenommen: Abschlussquote in der Phase „Verhandlung“ +1 Prozentpunkt. ");
    }

    @Test
    void says_that_a_stage_has_a_rate_of_its_own_and_nothing_else() {
        JsonNode result = result(calls("what_if", Map.of("basket_percent", 10, "stage", "Verhandlung")));

        assertThat(result.path("status").asString()).isEqualTo("none");
        assertThat(result.path("say").asString()).contains("nur mit einer anderen Abschlussquote", "„Verhandlung“");
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
        assertThat(result.path("say").asString()).contains("Cela ne va pas", "Clôture", "entre");
    }
}
