package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.ChangeSets;
import app.henk.crm.Channel;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.NewActivity;
import app.henk.fakes.pipedrive.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What is changed in Pipedrive appears here, whatever becomes of the webhooks. */
@HenkTest
class InwardTests extends BothConnected {

    @Test
    void a_deal_that_is_moved_there_moves_here_and_goes_back_no_more() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();
        synced.fake.forget();

        synced.fake
                .person()
                .change(
                        "deal",
                        id,
                        Map.of("stage_id", synced.fake.stage("Negotiations Started"), "title", "Elf Anzüge"));
        synced.arrives(() -> stage(deal).equals("negotiation"));

        assertThat(synced.deals().find(synced.staff, deal).block().title()).isEqualTo("Elf Anzüge");
        assertThat(synced.calls()).containsExactly("GET /api/v2/deals/" + id);
        var last = context.getBean(ChangeSets.class)
                .history(synced.staff, Entity.DEAL, deal)
                .block();
        assertThat(last.getFirst().channel()).isEqualTo(Channel.PIPEDRIVE);
    }

    @Test
    void what_we_wrote_ourselves_is_not_read_again() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        synced.move(deal, "proposal");
        synced.work();
        heard(2);
        synced.fake.forget();

        synced.workItOff();

        assertThat(synced.calls()).isEmpty();
    }

    @Test
    void a_deal_that_is_made_there_comes_once_with_its_person_however_often_it_is_told() {
        synced.fake.webhooks(0, 1, 0.5);
        ObjectNode person = synced.fake
                .person()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Karla Kunde",
                                "emails",
                                List.of(Map.of("value", "Karla@Kunde.example", "primary", true))));
        ObjectNode deal = synced.fake
                .person()
                .create(
                        "deal",
                        Map.of(
                                "title",
                                "Messestand",
                                "value",
                                900,
                                "person_id",
                                person.path("id").asLong(),
                                "stage_id",
                                synced.fake.stage("Proposal Made")));
        synced.arrives(() -> synced.here("deal", deal).isPresent());

        UUID here = synced.here("deal", deal).orElseThrow();
        var found = synced.deals().find(synced.staff, here).block();
        assertThat(found.title()).isEqualTo("Messestand");
        assertThat(stage(here)).isEqualTo("proposal");
        assertThat(found.email()).contains("karla@kunde.example");
        assertThat(synced.count("select count(*) from deal")).isEqualTo(1);
        assertThat(synced.count("select count(*) from contact")).isEqualTo(1);
    }

    @Test
    void a_close_date_comes_and_goes_on_both_sides() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.workItOff();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.fake.person().change("deal", id, Map.of("expected_close_date", "2031-06-30"));
        synced.arrives(() -> close(deal).equals(Optional.of(LocalDate.of(2031, 6, 30))));

        synced.change(deal, DealChange.none().expectedClose(Optional.empty()));
        synced.workItOff();
        assertThat(synced.there(Entity.DEAL, deal).path("expected_close_date").isNull())
                .isTrue();
        synced.fake.person().change("deal", id, Map.of("title", "Elf Anzüge"));
        synced.arrives(
                () -> synced.deals().find(synced.staff, deal).block().title().equals("Elf Anzüge"));
        assertThat(close(deal)).isEmpty();
    }

    @Test
    void a_close_date_that_cannot_be_taken_away_there_holds_back_nothing_else_and_comes_back() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        LocalDate day = LocalDate.of(2031, 6, 30);
        synced.change(deal, DealChange.none().expectedClose(Optional.of(day)));
        synced.workItOff();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.change(deal, DealChange.none().expectedClose(Optional.empty()).title("Elf Anzüge"));
        synced.fake.next(Fault.REFUSED);
        synced.workItOff();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Elf Anzüge");

        synced.fake.person().change("deal", id, Map.of("value", 4100));
        synced.arrives(() -> close(deal).equals(Optional.of(day)));
    }

    private Optional<LocalDate> close(UUID deal) {
        return synced.deals().find(synced.staff, deal).block().expectedClose();
    }

    @Test
    void won_there_is_won_here_and_a_deletion_can_be_taken_back() {
        UUID won = synced.deal("Gewonnen", "4000");
        UUID gone = synced.deal("Gelöscht", "4000");
        synced.work();
        String remote = synced.standing(Entity.DEAL, gone).remoteId().orElseThrow();

        synced.fake
                .person()
                .change("deal", synced.standing(Entity.DEAL, won).remoteId().orElseThrow(), Map.of("status", "won"));
        synced.fake.person().delete("deal", remote);
        synced.arrives(
                () -> synced.deals().find(synced.staff, won).block().status().equals("won"));
        synced.arrives(() -> synced.count("select count(*) from deal where deleted_at is not null") == 1);
        assertThat(synced.standing(Entity.DEAL, gone).reason()).contains("deleted");

        var deletion = context.getBean(ChangeSets.class)
                .history(synced.staff, Entity.DEAL, gone)
                .block()
                .getFirst();
        context.getBean(ChangeSets.class)
                .undo(synced.staff, deletion.id(), Synced.REST)
                .block();
        synced.workItOff();
        assertThat(synced.there(Entity.DEAL, gone).path("title").asString()).isEqualTo("Gelöscht");
        assertThat(synced.standing(Entity.DEAL, gone).remoteId()).isPresent().isNotEqualTo(Optional.of(remote));
    }

    @Test
    void people_who_are_merged_there_are_one_here_too() {
        UUID eva = synced.contact("Eva", "Roth", "eva@roth.example");
        synced.workItOff();
        String ours = synced.standing(Entity.CONTACT, eva).remoteId().orElseThrow();
        ObjectNode other = synced.fake
                .person()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "E. Roth",
                                "emails",
                                List.of(Map.of("value", "eva@roth.example", "primary", true))));

        synced.fake.person().merge("person", ours, other.path("id").asString());
        synced.arrives(() -> synced.standing(Entity.CONTACT, eva)
                .remoteId()
                .equals(Optional.of(other.path("id").asString())));
        assertThat(synced.text("select last_name as t from contact where id = :id", eva))
                .isEqualTo("Roth");
        assertThat(synced.count("select count(*) from contact where deleted_at is null"))
                .isEqualTo(1);
    }

    @Test
    void a_lead_that_a_salesperson_makes_a_deal_is_that_deal_here() {
        var lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Hochzeitsanzug");
        synced.workItOff();

        synced.fake
                .person()
                .convert(synced.standing(Entity.LEAD, lead.id()).remoteId().orElseThrow());
        synced.arrives(() -> synced.standing(Entity.DEAL, deal).state().equals("synced"));
        assertThat(synced.there(Entity.DEAL, deal).path("source_lead_id").asString())
                .isNotEmpty();
        assertThat(synced.standing(Entity.LEAD, lead.id()).reason()).contains("converted");
        assertThat(synced.count("select count(*) from deal")).isEqualTo(1);
        assertThat(synced.fake.all("deal")).hasSize(1);
    }

    @Test
    void a_field_that_both_changed_is_the_later_ones_and_it_is_said_who_won() {
        UUID deal = synced.deal("Alt", "100");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.change(deal, DealChange.none().title("Hier").value(Optional.of(new BigDecimal("200"))));
        synced.change(
                "update pipedrive_record set touched = replace(touched::text, '\"at\": \"2', '\"at\": \"1')::jsonb");
        synced.fake.person().change("deal", id, Map.of("title", "Dort"));
        Synced.until("it is heard of", () -> synced.count("select count(*) from pipedrive_news where not own") == 1);
        synced.arrives(
                () -> synced.deals().find(synced.staff, deal).block().title().equals("Dort"));
        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Dort");
        assertThat(synced.there(Entity.DEAL, deal).path("value").decimalValue()).isEqualByComparingTo("200");
        var conflicts = context.getBean(Pipedrive.class)
                .conflicts(synced.staff, Optional.empty())
                .block();
        assertThat(conflicts).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo("title");
            assertThat(conflict.ours()).isEqualTo("Hier");
            assertThat(conflict.theirs()).isEqualTo("Dort");
            assertThat(conflict.winner()).isEqualTo("pipedrive");
        });
    }

    @Test
    void what_was_changed_there_and_deleted_here_is_deleted_and_it_is_said_what_was_lost() {
        UUID deal = synced.deal("Messestand", "100");
        synced.workItOff();
        String remote = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.fake.person().change("deal", remote, Map.of("title", "Messestand groß"));
        heard(1);
        synced.deals()
                .delete(synced.staff, deal, OptionalInt.empty(), Synced.REST)
                .block();
        synced.workItOff();

        assertThat(synced.fake.all("deal")).isEmpty();
        assertThat(context.getBean(Pipedrive.class)
                        .conflicts(synced.staff, Optional.empty())
                        .block())
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.theirs()).isEqualTo("Messestand groß");
                    assertThat(conflict.because()).isEqualTo("deleted");
                    assertThat(conflict.winner()).isEqualTo("henk");
                });
    }

    @Test
    void a_note_of_ours_whose_answer_was_lost_is_no_new_one_here() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        synced.fake.faults(call -> call.equals("POST /api/v1/notes") ? Optional.of(Fault.CUT_AFTER) : Optional.empty());
        UUID note = synced.logged(NewActivity.ofDeal(NewActivity.Type.NOTE, "Mass", "Ärmel kürzen", deal));
        synced.work();
        assertThat(synced.standing(Entity.ACTIVITY, note).state()).isEqualTo("waiting");
        synced.fake.faults(call -> Optional.empty());
        synced.change("update pipedrive_record set due_at = now() + interval '1 hour' where entity = 'activity'");

        String there = synced.fake.all("note").getFirst().path("id").asString();
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), new Item.Link(Remote.NOTE, there), Optional.empty(), true)
                .block();
        synced.work();

        assertThat(synced.standing(Entity.ACTIVITY, note).remoteId()).contains(there);
        synced.workItOff();
        assertThat(synced.count("select count(*) from activity where type = 'note'"))
                .isEqualTo(1);
        assertThat(synced.fake.all("note")).hasSize(1);
    }

    @Test
    void what_had_to_be_added_here_is_not_written_there() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.workItOff();
        synced.salesperson();
        synced.fake.forget();
        long dealThere = synced.there(Entity.DEAL, deal).path("id").asLong();
        ObjectNode task = synced.fake
                .person()
                .create("activity", Map.of("subject", "Rückruf", "type", "task", "deal_id", dealThere));
        ObjectNode call = synced.fake
                .person()
                .create("activity", Map.of("subject", "", "type", "call", "done", true, "deal_id", dealThere));
        ObjectNode note =
                synced.fake.person().create("note", Map.of("content", "<img src=\"cid:1\">", "deal_id", dealThere));
        synced.fake.pipeline("Ausstatter", "Neu dort");
        ObjectNode elsewhere = synced.fake
                .person()
                .create("deal", Map.of("title", "Messestand", "stage_id", synced.fake.stage("Neu dort")));
        synced.arrives(() -> synced.here("activity", task).isPresent()
                && synced.here("activity", call).isPresent()
                && synced.here("note", note).isPresent()
                && synced.here("deal", elsewhere).isPresent());
        readAgain(Remote.ACTIVITY, task);
        readAgain(Remote.ACTIVITY, call);
        readAgain(Remote.NOTE, note);
        readAgain(Remote.DEAL, elsewhere);
        synced.bean(Drift.class).marked(synced.tenant.id()).block();
        synced.workItOff();

        assertThat(synced.calls()).allSatisfy(asked -> assertThat(asked).startsWith("GET "));
        assertThat(synced.count("select count(*) from activity where type in ('call', 'note')"))
                .isEqualTo(2);
        assertThat(synced.count("select count(*) from pipedrive_conflict where field <> 'stage'"))
                .isZero();

        UUID here = synced.here("activity", task).orElseThrow();
        synced.fake.person().change("activity", task.path("id").asString(), Map.of("due_date", "2031-03-10"));
        synced.arrives(() -> synced.text("select due::text as t from task where id = :id", here)
                .equals("2031-03-10"));
        UUID moved = synced.here("deal", elsewhere).orElseThrow();
        synced.move(moved, "proposal");
        synced.workItOff();
        assertThat(synced.there(Entity.DEAL, moved).path("stage_id").asLong())
                .isEqualTo(synced.fake.stage("Proposal Made"));
    }

    private void readAgain(Remote kind, ObjectNode there) {
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), new Item.Link(kind, there.path("id").asString()), Optional.empty(), true)
                .block();
    }

    @Test
    void what_is_done_there_before_its_day_keeps_its_day_on_both_sides() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.workItOff();
        synced.salesperson();
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(9).toString();
        ObjectNode call = synced.fake
                .person()
                .create(
                        "activity",
                        Map.of(
                                "subject",
                                "Rückruf",
                                "type",
                                "call",
                                "done",
                                true,
                                "due_date",
                                day,
                                "deal_id",
                                synced.there(Entity.DEAL, deal).path("id").asLong()));
        synced.arrives(() -> synced.count("select count(*) from task where done_at is not null") == 1);
        synced.change("update pipedrive_record set state = 'waiting', waiting_since = now(), changes = changes + 1");
        synced.workItOff();

        UUID here = synced.here("activity", call).orElseThrow();
        assertThat(synced.text("select due::text as t from task where id = :id", here))
                .isEqualTo(day);
        assertThat(synced.fake.find("activity", call.path("id").asString())).hasValueSatisfying(there -> {
            assertThat(there.path("due_date").asString()).isEqualTo(day);
            assertThat(there.path("type").asString()).isEqualTo("call");
            assertThat(there.path("done").asBoolean()).isTrue();
        });
    }

    @Test
    void a_task_that_is_hung_on_another_deal_there_is_that_deals_here() {
        UUID one = synced.deal("Messestand", "100");
        UUID other = synced.deal("Hochzeitsanzug", "100");
        synced.salesperson();
        synced.workItOff();
        var task = synced.fake
                .person()
                .create(
                        "activity",
                        Map.of(
                                "subject",
                                "Angebot schreiben",
                                "type",
                                "task",
                                "due_date",
                                "2027-03-10",
                                "deal_id",
                                Long.parseLong(synced.standing(Entity.DEAL, one)
                                        .remoteId()
                                        .orElseThrow())));
        synced.arrives(() -> synced.here("activity", task).isPresent());
        UUID here = synced.here("activity", task).orElseThrow();

        synced.fake
                .person()
                .change(
                        "activity",
                        task.path("id").asString(),
                        Map.of(
                                "deal_id",
                                Long.parseLong(synced.standing(Entity.DEAL, other)
                                        .remoteId()
                                        .orElseThrow())));
        synced.arrives(() -> synced.text("select deal_id::text as t from task where id = :id", here)
                .equals(other.toString()));
        assertThat(synced.standing(Entity.TASK, here).state()).isEqualTo("synced");
    }

    @Test
    void what_is_reopened_there_in_another_stage_stands_in_that_stage_here() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();
        synced.fake.person().change("deal", id, Map.of("status", "lost", "lost_reason", "zu teuer"));
        synced.arrives(
                () -> synced.deals().find(synced.staff, deal).block().status().equals("lost"));

        synced.fake
                .person()
                .change("deal", id, Map.of("status", "open", "stage_id", synced.fake.stage("Negotiations Started")));
        synced.arrives(() -> stage(deal).equals("negotiation"));
        synced.fake.person().change("deal", id, Map.of("status", "lost", "lost_reason", "zu spät"));
        synced.arrives(
                () -> synced.deals().find(synced.staff, deal).block().status().equals("lost"));
        synced.fake.person().change("deal", id, Map.of("lost_reason", "zu weit"));
        synced.arrives(() -> "zu weit".equals(synced.text("select lost_reason as t from deal where id = :id", deal)));
        synced.fake.person().change("deal", id, Map.of("status", "won"));
        synced.arrives(
                () -> synced.deals().find(synced.staff, deal).block().status().equals("won"));

        assertThat(synced.there(Entity.DEAL, deal).path("status").asString()).isEqualTo("won");
    }

    @Test
    void what_cannot_be_kept_here_stays_on_both_sides_and_is_said() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.fake.person().change("deal", id, Map.of("value", new BigDecimal("4000.125")));
        synced.arrives(() -> synced.count("select count(*) from pipedrive_conflict where because = 'unfit'") == 1);
        synced.change(deal, DealChange.none().title("Elf Anzüge"));
        synced.workItOff();

        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Elf Anzüge");
        assertThat(synced.there(Entity.DEAL, deal).path("value").decimalValue()).isEqualByComparingTo("4000.125");
        assertThat(synced.deals().find(synced.staff, deal).block().value())
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo("4000"));
    }

    /** Until so many webhooks of others, or of ourselves, have come in. */
    private void heard(int many) {
        Synced.until("webhooks", () -> synced.fake.webhooksAccepted() >= many);
    }

    private String stage(UUID deal) {
        return synced.deals().find(synced.staff, deal).block().stage();
    }
}
