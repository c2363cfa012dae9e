package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.LeadChange;
import app.henk.crm.Leads;
import app.henk.crm.NewActivity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Notes, those that a lead or a deal has of its own as well: they go there, come back, and stay one. */
@HenkTest
class OwnNotesTests extends BothConnected {

    @Test
    void the_notes_of_a_lead_are_a_note_there_that_goes_with_it_when_it_becomes_a_deal() {
        var lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        note(lead.id(), "Mag Blau & trägt 52");
        synced.workItOff();
        ObjectNode there = note();
        assertThat(there.path("content").asString()).contains("Mag Blau &amp; trägt 52");
        assertThat(there.path("lead_id").asString())
                .isEqualTo(synced.standing(Entity.LEAD, lead.id()).remoteId().orElseThrow());

        synced.fake
                .person()
                .convert(synced.standing(Entity.LEAD, lead.id()).remoteId().orElseThrow());
        synced.arrives(() -> synced.count("select count(*) from deal") == 1);
        note(lead.id(), "Mag Grau");
        synced.workItOff();

        assertThat(note().path("content").asString()).contains("Mag Grau");
        assertThat(note().path("deal_id").isNumber()).isTrue();
    }

    @Test
    void the_notes_of_a_deal_are_changed_on_both_sides_and_go_when_nothing_is_noted_any_more() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.change(deal, DealChange.none().notes("Erst messen"));
        synced.workItOff();
        assertThat(note().path("deal_id").asString())
                .isEqualTo(synced.standing(Entity.DEAL, deal).remoteId().orElseThrow());

        synced.fake.person().change("note", note().path("id").asString(), Map.of("content", "<p>Erst anrufen</p>"));
        synced.arrives(() -> notes(deal).equals("Erst anrufen"));
        synced.change(deal, DealChange.none().notes(""));
        synced.workItOff();
        assertThat(synced.fake.all("note")).isEmpty();

        synced.change(deal, DealChange.none().notes("Doch messen"));
        synced.workItOff();
        synced.fake.person().delete("note", note().path("id").asString());
        synced.arrives(() -> notes(deal).isEmpty());
    }

    @Test
    void a_note_from_there_comes_as_it_is_and_is_not_written_back() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.workItOff();
        synced.fake.forget();
        String content = "<p>Besuch am Montag</p><p>Ärmel &lt; 60</p>";
        synced.fake.person().create("note", Map.of("content", content, "deal_id", Long.parseLong(remote(deal))));
        synced.arrives(() -> synced.count("select count(*) from activity where type = 'note'") == 1);
        synced.workItOff();

        assertThat(note().path("content").asString()).isEqualTo(content);
        assertThat(synced.calls()).noneMatch(call -> call.startsWith("PUT"));
        assertThat(synced.count("select count(*) from activity where body like 'Besuch am Montag%< 60'"))
                .isEqualTo(1);
    }

    @Test
    void a_note_that_is_longer_than_can_be_kept_here_stays_as_long_as_it_is_there() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.workItOff();
        String content = "<p>" + "Ärmel kürzen. ".repeat(3_000) + "</p>";
        synced.fake.person().create("note", Map.of("content", content, "deal_id", Long.parseLong(remote(deal))));
        synced.arrives(() -> synced.count("select count(*) from activity where type = 'note'") == 1);
        synced.workItOff();

        assertThat(note().path("content").asString()).isEqualTo(content);
        assertThat(synced.count("select count(*) from activity where length(body) between 19990 and 20000"))
                .isEqualTo(1);
    }

    @Test
    void a_note_as_long_as_can_be_kept_arrives_whole_and_a_longer_one_is_not_taken() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        String subject = "Mass";
        String body = "Ä".repeat(20_000 - subject.length() - 2) + "!";
        synced.logged(NewActivity.ofDeal(NewActivity.Type.NOTE, subject, body, deal));
        synced.workItOff();

        assertThat(note().path("content").asString()).contains(body.substring(body.length() - 400));
        var longer = NewActivity.ofDeal(NewActivity.Type.NOTE, subject, body + "?", deal);
        assertThatThrownBy(() -> synced.activities()
                        .log(synced.staff, longer, Synced.REST)
                        .block())
                .hasMessageContaining("at most 20000 characters, the subject included, not 20001");
    }

    @Test
    void what_is_written_anew_there_is_an_entry_more_here_and_what_is_deleted_there_stays_in_the_history() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        UUID first = synced.logged(NewActivity.ofDeal(NewActivity.Type.NOTE, "Mass", "Ärmel kürzen", deal));
        synced.workItOff();
        String id = note().path("id").asString();

        synced.fake.person().change("note", id, Map.of("content", "<p>Mass</p><p>Ärmel lassen</p>"));
        synced.arrives(() -> synced.count("select count(*) from activity where type = 'note'") == 2);

        assertThat(synced.standing(Entity.ACTIVITY, first).reason()).contains("replaced");
        UUID second = synced.here("note", note()).orElseThrow();
        assertThat(synced.text("select body as t from activity where id = :id", second))
                .contains("Ärmel lassen");
        assertThat(synced.text("select body as t from activity where id = :id", first))
                .isEqualTo("Ärmel kürzen");

        synced.fake.person().delete("note", id);
        synced.arrives(() -> synced.standing(Entity.ACTIVITY, second).state().equals("left"));
        assertThat(synced.standing(Entity.ACTIVITY, second).reason()).contains("deleted");
        assertThat(synced.count("select count(*) from activity where type = 'note'"))
                .isEqualTo(2);
        assertThat(synced.count("select count(*) from pipedrive_conflict")).isZero();
    }

    private ObjectNode note() {
        List<ObjectNode> notes = synced.fake.all("note");
        assertThat(notes).hasSize(1);
        return notes.getFirst();
    }

    private void note(UUID lead, String text) {
        synced.bean(Leads.class)
                .update(synced.staff, lead, LeadChange.none().notes(text), OptionalInt.empty(), Synced.REST)
                .block();
    }

    private String notes(UUID deal) {
        return Optional.ofNullable(synced.text("select notes as t from deal where id = :id", deal))
                .orElse("");
    }

    private String remote(UUID deal) {
        return synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();
    }
}
