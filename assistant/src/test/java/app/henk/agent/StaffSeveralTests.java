package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Deal;
import app.henk.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is done to several records at once: confirmed as one, done as one, taken back as one. */
@HenkTest
class StaffSeveralTests extends StaffDesk {

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
        assertThat(found(word))
                .hasSize(2)
                .allSatisfy(deal -> assertThat(deal.assignee()).contains(rep.staff.user()));
        says("Ja");
        assertThat(found(word))
                .hasSize(2)
                .allSatisfy(deal -> assertThat(deal.assignee()).contains(other.staff.user()));
        assertThat(result(calls("undo", Map.of())).path("status").asString()).isEqualTo("done");
        assertThat(found(word))
                .hasSize(2)
                .allSatisfy(deal -> assertThat(deal.assignee()).contains(rep.staff.user()));
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
    void ends_several_with_one_reason_only_when_that_is_confirmed_and_takes_all_of_it_back_at_once() {
        create(word + " Alt", 1000);
        create(word + " Uralt", 1000);

        List<AgentEvent> asked = calls(
                "close_deal",
                Map.of("which", word + " Alt, " + word + " Uralt", "outcome", "lost", "reason", "Budget gestrichen"));
        assertThat(card(asked, "confirm").content().get("title").toString()).contains("2 Deals", "verloren");
        assertThat(found(word)).extracting(Deal::status).containsOnly("open");
        says("Ja");
        assertThat(found(word)).extracting(Deal::status).containsOnly("lost");
        assertThat(found(word)).extracting(Deal::lostReason).containsOnly(Optional.of("Budget gestrichen"));

        calls("undo", Map.of());
        assertThat(found(word)).extracting(Deal::status).containsOnly("open");
    }
}
