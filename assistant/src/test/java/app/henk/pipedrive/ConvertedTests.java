package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.ChangeSets;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.Lead;
import app.henk.crm.Leads;
import app.henk.crm.Mirror;
import app.henk.crm.NewActivity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lead that becomes a deal in Pipedrive, or goes, while its deal here goes its own way. */
@HenkTest
class ConvertedTests extends BothConnected {

    @Test
    void a_lead_whose_deal_was_deleted_here_is_a_new_deal_when_it_becomes_one_there() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID before = synced.dealOf(lead, "Hochzeitsanzug");
        synced.workItOff();
        var deleted = synced.deals()
                .delete(synced.staff, before, OptionalInt.empty(), Synced.REST)
                .block();
        synced.workItOff();

        synced.fake.person().convert(remote(Entity.LEAD, lead.id()));
        synced.arrives(() -> synced.count("select count(*) from deal where deleted_at is null") == 1);
        budget(lead, "900");
        synced.workItOff();

        assertThat(synced.count("select count(*) from deal where deleted_at is null and lead_id is not null"))
                .isEqualTo(1);
        assertThat(synced.standing(Entity.LEAD, lead.id()).reason()).contains("converted");
        assertThat(synced.fake.all("lead")).isEmpty();
        assertThat(synced.fake.all("deal")).hasSize(1);
        assertThat(synced.overview().unread()).isZero();
        assertThat(synced.bean(ChangeSets.class)
                        .undo(synced.staff, deleted.changeSet(), Synced.REST)
                        .block()
                        .kept())
                .containsExactly(
                        "„Hochzeitsanzug“ bleibt gelöscht: Aus dem Lead ist inzwischen ein anderer Deal geworden");
    }

    @Test
    void what_somebody_said_of_a_deal_before_it_became_one_with_the_deal_there_is_shown_where_it_does_not_stay() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Hochzeitsanzug");
        synced.workItOff();
        synced.change(deal, DealChange.none().title("Hochzeitsanzug mit Weste"));
        synced.workItOff();

        synced.fake.person().convert(remote(Entity.LEAD, lead.id()));
        synced.arrives(() -> synced.standing(Entity.DEAL, deal).remoteId().isPresent());
        synced.workItOff();

        String title = synced.there(Entity.DEAL, deal).path("title").asString();
        assertThat(title).isNotEqualTo("Hochzeitsanzug mit Weste");
        assertThat(context.getBean(Pipedrive.class)
                        .conflicts(synced.staff, Optional.empty())
                        .block())
                .filteredOn(conflict -> conflict.field().equals("title"))
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.ours()).isEqualTo("Hochzeitsanzug mit Weste");
                    assertThat(conflict.theirs()).isEqualTo(title);
                    assertThat(conflict.winner()).isEqualTo("pipedrive");
                    assertThat(conflict.because()).isEqualTo("first");
                });
    }

    @Test
    void what_is_noted_with_a_lead_that_is_a_deal_there_stands_with_that_deal() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID before = logged(lead, NewActivity.Type.MEETING);
        synced.workItOff();
        synced.fake.person().convert(remote(Entity.LEAD, lead.id()));
        synced.arrives(() -> synced.count("select count(*) from deal") == 1);
        synced.fake.forget();

        UUID call = logged(lead, NewActivity.Type.CALL);
        UUID note = logged(lead, NewActivity.Type.NOTE);
        synced.workItOff();

        String deal = synced.fake.all("deal").getFirst().path("id").asString();
        for (UUID one : new UUID[] {before, call, note}) {
            assertThat(synced.there(Entity.ACTIVITY, one).path("deal_id").asString())
                    .isEqualTo(deal);
        }
        assertThat(synced.calls())
                .as("what stood with the lead has moved along by itself")
                .noneMatch(made -> made.startsWith("PATCH /api/v2/activities"));
    }

    @Test
    void a_lead_that_became_a_deal_which_stands_for_another_one_here_is_no_lead_any_more() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.deal("Messestand", "100");
        synced.workItOff();
        synced.fake.webhooks(1, 0, 0);
        synced.fake.person().convert(remote(Entity.LEAD, lead.id()));
        String became = synced.fake.all("deal").getLast().path("id").asString();
        String gone = remote(Entity.DEAL, deal);

        // that one is gone is read first: otherwise the other one has become a deal of its own, which takes this one in
        synced.fake.person().merge("deal", gone, became);
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), new Item.Link(Remote.DEAL, gone), Optional.of(became), true)
                .block();
        synced.arrives(() -> synced.standing(Entity.DEAL, deal).remoteId().equals(Optional.of(became)));
        budget(lead, "900");
        synced.workItOff();

        assertThat(synced.standing(Entity.LEAD, lead.id()).reason()).contains("converted");
        assertThat(synced.fake.all("lead")).isEmpty();
        assertThat(synced.fake.all("deal")).hasSize(1);
        UUID call = logged(lead, NewActivity.Type.CALL);
        synced.workItOff();
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(became);
    }

    @Test
    void a_lead_that_became_a_deal_there_stays_one_while_another_instance_is_at_the_lead() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        synced.workItOff();
        synced.fake.person().convert(remote(Entity.LEAD, lead.id()));
        synced.arrives(() -> synced.count("select count(*) from deal") == 1);
        String became = synced.fake.all("deal").getFirst().path("id").asString();
        UUID deal = synced.here("deal", synced.fake.all("deal").getFirst()).orElseThrow();

        budget(lead, "900");
        synced.change("update pipedrive_record set due_at = now() + interval '1 minute' where entity = 'lead'");
        synced.move(deal, "initial_contact");
        synced.work();
        synced.workItOff();

        assertThat(synced.standing(Entity.DEAL, deal).remoteId()).contains(became);
        assertThat(synced.fake.all("lead")).isEmpty();
        assertThat(synced.count("select count(*) from deal")).isEqualTo(1);
    }

    @Test
    void a_lead_that_is_deleted_there_takes_the_deal_with_it_that_was_there_as_this_lead() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Hochzeitsanzug");
        synced.workItOff();

        synced.fake.person().delete("lead", remote(Entity.LEAD, lead.id()));
        synced.arrives(() -> synced.count("select count(*) from lead where deleted_at is null") == 0);
        synced.workItOff();

        assertThat(synced.count("select count(*) from deal where deleted_at is null"))
                .isZero();
        assertThat(synced.fake.all("deal")).isEmpty();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("left");
    }

    @Test
    void a_deal_that_was_there_as_its_lead_is_a_deal_there_when_the_lead_is_deleted_here() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Hochzeitsanzug");
        synced.workItOff();

        synced.bean(Leads.class)
                .delete(synced.staff, lead.id(), OptionalInt.empty(), Synced.REST)
                .block();
        synced.workItOff();

        assertThat(synced.fake.all("lead")).isEmpty();
        UUID call = synced.called(deal);
        synced.workItOff();
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(remote(Entity.DEAL, deal));
    }

    @Test
    void a_lead_whose_deal_was_merged_into_another_one_here_stays_a_lead_there_with_its_calls() {
        Lead lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID gone = synced.dealOf(lead, "Hochzeitsanzug");
        UUID kept = synced.deal("Messestand", "100");
        UUID before = logged(lead, NewActivity.Type.CALL);
        synced.workItOff();

        synced.deals().merge(synced.staff, kept, gone, Synced.REST).block();
        UUID after = logged(lead, NewActivity.Type.NOTE);
        synced.workItOff();

        String there = remote(Entity.LEAD, lead.id());
        assertThat(synced.fake.all("lead")).hasSize(1);
        assertThat(synced.fake.all("deal")).hasSize(1);
        for (UUID one : new UUID[] {before, after}) {
            assertThat(synced.there(Entity.ACTIVITY, one).path("lead_id").asString())
                    .isEqualTo(there);
        }
    }

    private UUID logged(Lead lead, NewActivity.Type type) {
        return synced.logged(new NewActivity(
                type,
                "Rückruf",
                "erreicht",
                Optional.empty(),
                Optional.of(lead.id()),
                Optional.empty(),
                Optional.empty()));
    }

    private void budget(Lead lead, String amount) {
        synced.bean(Mirror.class)
                .update(
                        synced.staff,
                        Entity.LEAD,
                        lead.id(),
                        Map.of("budget", Optional.of(new BigDecimal(amount))),
                        OptionalInt.empty(),
                        Synced.REST)
                .block();
    }

    private String remote(Entity entity, UUID id) {
        return synced.standing(entity, id).remoteId().orElseThrow();
    }
}
