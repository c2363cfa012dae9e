package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.crm.NewActivity;
import app.henk.crm.NewDeal;
import app.henk.fakes.pipedrive.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is changed here appears in Pipedrive, once, and with few requests. */
@HenkTest
class OutwardTests extends Connected {

    @Test
    void a_new_lead_with_a_new_person_takes_three_requests() {
        UUID lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example").id();

        synced.work();

        assertThat(synced.calls())
                .containsExactly("GET /api/v2/persons/search", "POST /api/v2/persons", "POST /api/v1/leads");
        assertThat(synced.there(Entity.LEAD, lead).path("title").asString()).isEqualTo("Jonas Petersen");
        assertThat(synced.there(Entity.LEAD, lead).path("value").path("amount").asInt())
                .isEqualTo(1500);
        assertThat(synced.standing(Entity.LEAD, lead).state()).isEqualTo("synced");
        assertThat(synced.fake
                        .all("person")
                        .getFirst()
                        .path("emails")
                        .get(0)
                        .path("value")
                        .asString())
                .isEqualTo("jonas@petersen.example");
    }

    @Test
    void moving_a_deal_takes_one_request() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        synced.fake.forget();

        synced.move(deal, "proposal");
        synced.work();

        assertThat(synced.calls()).hasSize(1).allMatch(call -> call.startsWith("PATCH /api/v2/deals/"));
        assertThat(synced.there(Entity.DEAL, deal).path("stage_id").asLong())
                .isEqualTo(synced.fake.stage("Proposal Made"));
    }

    @Test
    void what_changed_often_while_it_waited_is_sent_once() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        synced.fake.forget();

        for (int value = 5_000; value < 5_020; value++) {
            synced.change(deal, DealChange.none().value(Optional.of(BigDecimal.valueOf(value))));
        }
        synced.work();

        assertThat(synced.calls()).hasSize(1);
        assertThat(synced.there(Entity.DEAL, deal).path("value").decimalValue()).isEqualByComparingTo("5019");
    }

    @Test
    void a_person_who_is_there_already_is_linked_and_keeps_the_name_given_there() {
        synced.fake
                .person()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Dr. Jonas Petersen",
                                "emails",
                                List.of(Map.of("value", "Jonas@Petersen.example", "primary", true))));

        UUID lead = synced.lead("jonas", "petersen", "jonas@petersen.example").id();
        synced.workItOff();

        assertThat(synced.fake.all("person")).hasSize(1);
        assertThat(synced.fake.all("person").getFirst().path("name").asString()).isEqualTo("Dr. Jonas Petersen");
        assertThat(synced.there(Entity.LEAD, lead).path("person_id").asLong())
                .isEqualTo(synced.fake.all("person").getFirst().path("id").asLong());
    }

    @Test
    void a_company_that_is_there_already_is_linked_and_no_second_one_is_made() {
        synced.fake.person().create("organization", Map.of("name", "Weber GmbH", "employee_count", 40));

        UUID here = synced.bean(Mirror.class)
                .create(synced.staff, Entity.ORGANISATION, Map.of("name", Optional.of("weber gmbh")), Synced.REST)
                .block();
        synced.workItOff();

        assertThat(synced.fake.all("organization")).hasSize(1);
        assertThat(synced.there(Entity.ORGANISATION, here).path("name").asString())
                .isEqualTo("Weber GmbH");
        assertThat(synced.text("select employees::text as t from organisation where id = :id", here))
                .isEqualTo("40");
    }

    @Test
    void a_lost_answer_makes_no_second_record_of_any_kind() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.workItOff();
        synced.fake.faults(call -> call.startsWith("POST") ? Optional.of(Fault.CUT_AFTER) : Optional.empty());
        synced.bean(Mirror.class)
                .create(synced.staff, Entity.ORGANISATION, Map.of("name", Optional.of("Weber GmbH")), Synced.REST)
                .block();
        synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        for (var type : List.of(NewActivity.Type.CALL, NewActivity.Type.NOTE)) {
            synced.logged(NewActivity.ofDeal(type, "Rückruf", "erreicht", deal));
        }
        // the lead comes behind its person
        for (int round = 0; round < 3; round++) {
            synced.work();
            synced.due();
        }
        synced.fake.faults(call -> Optional.empty());
        synced.workItOff();

        for (String kind : List.of("organization", "person", "lead", "activity", "note")) {
            assertThat(synced.fake.all(kind)).as(kind).hasSize(1);
        }
        assertThat(synced.overview().waiting()).isZero();
    }

    @Test
    void a_deal_of_a_lead_becomes_one_by_conversion_when_it_moves_on() {
        var lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Hochzeitsanzug");
        synced.work();
        assertThat(synced.fake.all("deal")).isEmpty();
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("as_lead");

        synced.move(deal, "qualified");
        synced.workItOff();

        assertThat(synced.fake.all("lead")).isEmpty();
        assertThat(synced.fake.all("deal")).hasSize(1);
        assertThat(synced.there(Entity.DEAL, deal).path("stage_id").asLong()).isEqualTo(synced.fake.stage("Qualified"));
        assertThat(synced.there(Entity.DEAL, deal).path("source_lead_id").asString())
                .isNotEmpty();
        assertThat(synced.standing(Entity.LEAD, lead.id()).reason()).contains("converted");
    }

    @Test
    void notes_and_calls_stand_with_their_deal_and_a_customers_html_is_text() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.logged(NewActivity.ofDeal(NewActivity.Type.NOTE, "Mass", "<script>x</script> & Ärmel", deal));
        synced.called(deal);
        synced.workItOff();

        var note = synced.fake.all("note").getFirst();
        assertThat(note.path("deal_id").asString())
                .isEqualTo(synced.there(Entity.DEAL, deal).path("id").asString());
        assertThat(note.path("content").asString())
                .contains("&lt;script&gt;")
                .contains("Ärmel")
                .doesNotContain("<script>");
        assertThat(synced.fake.all("activity").getFirst().path("type").asString())
                .isEqualTo("call");
    }

    @Test
    void a_won_deal_a_lost_one_and_one_that_is_deleted_arrive_as_such() {
        UUID won = synced.deal("Gewonnen", "1000");
        UUID lost = synced.deal("Verloren", "1000");
        UUID gone = synced.deal("Gelöscht", "1000");
        synced.work();

        synced.deals()
                .close(
                        synced.staff,
                        won,
                        app.henk.crm.Outcome.WON,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Synced.REST)
                .block();
        synced.deals()
                .close(
                        synced.staff,
                        lost,
                        app.henk.crm.Outcome.LOST,
                        Optional.of("zu teuer"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Synced.REST)
                .block();
        String remote = synced.standing(Entity.DEAL, gone).remoteId().orElseThrow();
        synced.deals()
                .delete(synced.staff, gone, OptionalInt.empty(), Synced.REST)
                .block();
        synced.work();

        assertThat(synced.there(Entity.DEAL, won).path("status").asString()).isEqualTo("won");
        assertThat(synced.there(Entity.DEAL, lost).path("status").asString()).isEqualTo("lost");
        assertThat(synced.there(Entity.DEAL, lost).path("lost_reason").asString())
                .isEqualTo("zu teuer");
        assertThat(synced.fake
                        .find("deal", remote)
                        .orElseThrow()
                        .path("is_deleted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void an_address_more_there_survives_a_changed_one_here() {
        UUID contact = synced.contact("Eva", "Roth", "eva@roth.example");
        synced.work();
        String id = synced.there(Entity.CONTACT, contact).path("id").asString();
        synced.fake
                .otherProgram()
                .change(
                        "person",
                        id,
                        Map.of(
                                "emails",
                                List.of(
                                        Map.of("value", "eva@roth.example", "primary", true, "label", "work"),
                                        Map.of("value", "privat@roth.example", "primary", false, "label", "home"))));

        context.getBean(Mirror.class)
                .update(
                        synced.staff,
                        Entity.CONTACT,
                        contact,
                        Map.of("email", Optional.of("neu@roth.example")),
                        OptionalInt.empty(),
                        Synced.REST)
                .block();
        synced.work();

        assertThat(synced.there(Entity.CONTACT, contact).path("emails").toString())
                .contains("neu@roth.example")
                .contains("privat@roth.example");
    }

    @Test
    void a_lost_answer_makes_no_second_record() {
        for (Fault fault :
                new Fault[] {Fault.CUT_AFTER, Fault.BROKEN_AFTER, Fault.HTML, Fault.HALF_JSON, Fault.WRONG_JSON}) {
            synced.fake.faults(call -> call.equals("POST /api/v2/deals") ? Optional.of(fault) : Optional.empty());
            UUID deal = synced.deal("Mit " + fault, "100");
            synced.work();
            assertThat(synced.standing(Entity.DEAL, deal).state())
                    .as(fault.name())
                    .isEqualTo("waiting");
            synced.fake.faults(call -> Optional.empty());
            synced.workItOff();
            assertThat(synced.standing(Entity.DEAL, deal).state())
                    .as(fault.name())
                    .isEqualTo("synced");
            assertThat(synced.fake.all("deal").stream()
                            .filter(row -> row.path("title").asString().equals("Mit " + fault)))
                    .as(fault.name())
                    .hasSize(1);
        }
    }

    @Test
    void what_pipedrive_refuses_is_parked_with_the_reason_and_the_rest_goes_on() {
        UUID odd = synced.deals()
                .create(
                        synced.staff,
                        NewDeal.of(DealChange.none()
                                .title("In Pesos")
                                .value(Optional.of(BigDecimal.TEN))
                                .currency("MXN")),
                        Synced.REST)
                .block()
                .now()
                .id();
        UUID fine = synced.deal("In Euro", "10");

        synced.work();

        assertThat(synced.standing(Entity.DEAL, odd).state()).isEqualTo("failed");
        assertThat(synced.standing(Entity.DEAL, odd).reason()).contains("currency");
        assertThat(synced.standing(Entity.DEAL, fine).state()).isEqualTo("synced");

        synced.change(odd, DealChange.none().currency("EUR"));
        synced.work();
        assertThat(synced.standing(Entity.DEAL, odd).state()).isEqualTo("synced");
    }

    @Test
    void two_instances_share_the_work_and_send_nothing_twice() {
        for (int i = 0; i < 30; i++) {
            synced.deal("Deal " + i, "100");
        }
        synced.fake.latency(Duration.ofMillis(20));

        Mono.when(
                        context.getBean(Runner.class).work(),
                        context.getBean(Runner.class).work())
                .block(Duration.ofSeconds(60));

        assertThat(synced.fake.all("deal")).hasSize(30);
        assertThat(synced.calls().stream().filter("POST /api/v2/deals"::equals)).hasSize(30);
    }
}
