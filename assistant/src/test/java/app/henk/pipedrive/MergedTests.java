package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Activity;
import app.henk.crm.AddressBook;
import app.henk.crm.ChangeSets;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.crm.NewDeal;
import app.henk.crm.Organisations;
import app.henk.fakes.pipedrive.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people, organisations or deals that stand on both sides become one, whoever merges them. */
@HenkTest
class MergedTests extends BothConnected {

    @Test
    void people_who_are_merged_here_are_merged_there_with_all_that_is_theirs() {
        UUID eva = synced.contact("Eva", "Roth", "eva@roth.example");
        UUID twice = synced.contact("E.", "Roth", "e@roth.example");
        UUID deal = deal("Hochzeitskleid", DealChange.none().contact(Optional.of(twice)));
        synced.workItOff();
        String kept = remote(Entity.CONTACT, eva);
        String gone = remote(Entity.CONTACT, twice);

        var merged = synced.bean(AddressBook.class)
                .merge(synced.staff, eva, twice, Synced.REST)
                .block();
        synced.workItOff();

        assertThat(synced.calls()).containsOnlyOnce("PUT /api/v1/persons/" + gone + "/merge");
        assertThat(synced.fake.all("person"))
                .singleElement()
                .satisfies(person -> assertThat(person.path("id").asString()).isEqualTo(kept));
        assertThat(synced.there(Entity.DEAL, deal).path("person_id").asString()).isEqualTo(kept);
        assertThat(synced.standing(Entity.CONTACT, twice).state()).isEqualTo("left");

        // taken back, the other one is a new person there: what was merged there stays merged
        var undone = synced.bean(ChangeSets.class)
                .undo(synced.staff, merged.changeSet(), Synced.REST)
                .block();
        assertThat(undone.kept())
                .containsExactly("In Pipedrive bleiben die beiden Personen zusammengelegt;"
                        + " die wiederhergestellte wird dort neu angelegt.");
        synced.workItOff();
        assertThat(synced.fake.all("person")).hasSize(2);
        assertThat(synced.there(Entity.DEAL, deal).path("person_id").asString())
                .isEqualTo(remote(Entity.CONTACT, twice));
    }

    @Test
    void people_who_are_merged_there_are_merged_here_with_all_that_is_theirs() {
        UUID eva = synced.contact("Eva", "Roth", "eva@roth.example");
        UUID twice = synced.contact("E.", "Roth", "e@roth.example");
        UUID deal = deal("Hochzeitskleid", DealChange.none().contact(Optional.of(twice)));
        synced.workItOff();
        String kept = remote(Entity.CONTACT, eva);

        synced.fake.person().merge("person", remote(Entity.CONTACT, twice), kept);
        synced.arrives(() -> synced.count("select count(*) from contact where deleted_at is null") == 1);

        assertThat(synced.text("select contact_id::text as t from deal where id = :id", deal))
                .isEqualTo(eva.toString());
        assertThat(synced.text("select merged_into::text as t from contact where id = :id", twice))
                .isEqualTo(eva.toString());
        assertThat(synced.calls()).noneMatch(call -> call.endsWith("/merge"));
        assertThat(synced.fake.all("person")).hasSize(1);
        assertThat(synced.there(Entity.DEAL, deal).path("person_id").asString()).isEqualTo(kept);
    }

    @Test
    void organisations_that_are_merged_there_are_one_here_with_their_deals() {
        UUID weber = organisation("Weber GmbH");
        UUID twice = organisation("Weber");
        UUID deal = deal("Messestand", DealChange.none().organisation(Optional.of(twice)));
        synced.workItOff();

        synced.fake
                .person()
                .merge("organization", remote(Entity.ORGANISATION, twice), remote(Entity.ORGANISATION, weber));
        synced.arrives(() -> synced.count("select count(*) from organisation where deleted_at is null") == 1);

        assertThat(synced.text("select organisation_id::text as t from deal where id = :id", deal))
                .isEqualTo(weber.toString());
        assertThat(synced.there(Entity.DEAL, deal).path("org_id").asString())
                .isEqualTo(remote(Entity.ORGANISATION, weber));
    }

    @Test
    void organisations_that_are_merged_here_are_merged_there_and_nothing_else_is_said() {
        UUID weber = organisation("Weber GmbH");
        UUID twice = organisation("Weber");
        UUID deal = deal("Messestand", DealChange.none().organisation(Optional.of(twice)));
        synced.workItOff();
        String gone = remote(Entity.ORGANISATION, twice);
        synced.fake.forget();

        var merged = synced.bean(Organisations.class)
                .merge(synced.staff, weber, twice, Synced.REST)
                .block();
        synced.workItOff();

        // its deals moved there by themselves
        assertThat(synced.calls().stream().filter(call -> !call.startsWith("GET")))
                .containsExactly("PUT /api/v1/organizations/" + gone + "/merge");
        assertThat(synced.there(Entity.DEAL, deal).path("org_id").asString())
                .isEqualTo(remote(Entity.ORGANISATION, weber));
        assertThat(synced.fake.all("organization")).hasSize(1);

        var undone = synced.bean(ChangeSets.class)
                .undo(synced.staff, merged.changeSet(), Synced.REST)
                .block();
        assertThat(undone.kept())
                .containsExactly("In Pipedrive bleiben die beiden Firmen zusammengelegt;"
                        + " die wiederhergestellte wird dort neu angelegt.");
        synced.workItOff();
        assertThat(synced.fake.all("organization")).hasSize(2);
        assertThat(synced.there(Entity.DEAL, deal).path("org_id").asString())
                .isEqualTo(remote(Entity.ORGANISATION, twice));
    }

    @Test
    void deals_that_are_merged_here_are_merged_there_with_tasks_notes_and_history() {
        UUID kept = deal("Messestand", DealChange.none().notes("Halle 4"));
        UUID twice = deal("Messestand 2026", DealChange.none().notes("Ecke gewünscht"));
        UUID call = synced.called(twice);
        UUID task = task(twice);
        synced.workItOff();
        String gone = remote(Entity.DEAL, twice);
        synced.fake.forget();

        var merged =
                synced.deals().merge(synced.staff, kept, twice, Synced.REST).block();
        synced.workItOff();

        assertThat(synced.calls().getFirst()).isEqualTo("PUT /api/v1/deals/" + gone + "/merge");
        assertOne(kept, call, task);
        assertThat(synced.standing(Entity.DEAL, twice).state()).isEqualTo("left");

        var undone = synced.bean(ChangeSets.class)
                .undo(synced.staff, merged.changeSet(), Synced.REST)
                .block();
        assertThat(undone.kept())
                .containsExactly("In Pipedrive bleiben die beiden Deals zusammengelegt;"
                        + " der wiederhergestellte wird dort neu angelegt.");
        synced.workItOff();
        assertThat(synced.fake.all("deal")).hasSize(2);
        assertThat(synced.there(Entity.TASK, task).path("deal_id").asString()).isEqualTo(remote(Entity.DEAL, twice));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deals_that_are_merged_there_are_one_here_whether_or_not_anybody_says_so(boolean said) {
        UUID kept = deal("Messestand", DealChange.none().notes("Halle 4"));
        UUID twice = deal("Messestand 2026", DealChange.none().notes("Ecke gewünscht"));
        UUID call = synced.called(twice);
        UUID task = task(twice);
        synced.workItOff();
        if (!said) {
            synced.fake.webhooks(1, 0, 0);
        }

        synced.fake.person().merge("deal", remote(Entity.DEAL, twice), remote(Entity.DEAL, kept));
        if (!said) {
            synced.bean(PipedriveAdministration.class)
                    .compare(synced.staff, true)
                    .block();
        }
        synced.arrives(() -> synced.count("select count(*) from deal where deleted_at is null") == 1);
        synced.workItOff();

        assertThat(synced.calls()).noneMatch(made -> made.endsWith("/merge"));
        assertThat(synced.text("select merged_into::text as t from deal where id = :id", twice))
                .isEqualTo(kept.toString());
        assertOne(kept, call, task);
        assertThat(synced.bean(ChangeSets.class)
                        .history(synced.staff, Entity.DEAL, kept)
                        .block())
                .anySatisfy(set -> assertThat(set.action()).isEqualTo("deal.merged"));
    }

    @Test
    void what_was_deleted_here_and_merged_there_takes_nothing_with_it() {
        UUID twice = deal("Messestand 2026", DealChange.none());
        synced.workItOff();
        String gone = remote(Entity.DEAL, twice);
        synced.fake.webhooks(1, 0, 0);
        String kept = synced.fake
                .person()
                .create("deal", Map.of("title", "Messestand"))
                .path("id")
                .asString();
        synced.fake.webhooks(0, 0, 0);

        synced.fake.person().merge("deal", gone, kept);
        synced.deals()
                .delete(synced.staff, twice, OptionalInt.empty(), Synced.REST)
                .block();
        heard(gone, kept);
        synced.arrives(() -> synced.count("select count(*) from deal where deleted_at is null") == 1);
        synced.workItOff();

        assertThat(synced.fake.all("deal"))
                .singleElement()
                .satisfies(deal -> assertThat(deal.path("id").asString()).isEqualTo(kept));
        assertThat(synced.standing(Entity.DEAL, twice).state()).isEqualTo("left");
    }

    @Test
    void a_deal_that_is_gone_waits_for_the_message_that_says_into_which_one_it_was_merged() {
        UUID one = deal("Messestand", DealChange.none());
        UUID other = deal("Messestand 2026", DealChange.none());
        synced.workItOff();
        String gone = remote(Entity.DEAL, one);
        String kept = remote(Entity.DEAL, other);
        synced.fake.webhooks(1, 0, 0);
        synced.fake.person().merge("deal", gone, kept);

        synced.change(one, DealChange.none().title("Messestand in Köln"));
        synced.work();
        heard(gone, kept);
        synced.workItOff();

        assertThat(synced.text("select merged_into::text as t from deal where id = :id", one))
                .isEqualTo(other.toString());
    }

    @Test
    void two_deals_that_are_merged_here_while_one_is_merged_there_leave_nothing_behind() {
        UUID kept = deal("Messestand", DealChange.none());
        UUID twice = deal("Messestand 2026", DealChange.none());
        UUID third = deal("Messestand 2027", DealChange.none());
        UUID call = synced.called(twice);
        UUID task = task(twice);
        synced.workItOff();
        String gone = remote(Entity.DEAL, kept);
        String winner = remote(Entity.DEAL, third);
        synced.fake.webhooks(1, 0, 0);

        synced.fake.person().merge("deal", gone, winner);
        synced.deals().merge(synced.staff, kept, twice, Synced.REST).block();
        heard(gone, winner);
        synced.workItOff();

        assertThat(synced.fake.all("deal"))
                .singleElement()
                .satisfies(deal -> assertThat(deal.path("id").asString()).isEqualTo(winner));
        assertThat(synced.count("select count(*) from deal where deleted_at is null"))
                .isEqualTo(1);
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(winner);
        assertThat(synced.there(Entity.TASK, task).path("deal_id").asString()).isEqualTo(winner);
    }

    @Test
    void what_is_merged_differently_on_both_sides_hangs_on_the_same_deal_in_the_end() {
        UUID kept = deal("Messestand", DealChange.none());
        UUID twice = deal("Messestand 2026", DealChange.none());
        UUID third = deal("Messestand 2027", DealChange.none());
        UUID call = synced.called(twice);
        UUID task = task(twice);
        synced.workItOff();
        String gone = remote(Entity.DEAL, twice);
        synced.fake.webhooks(1, 0, 0);

        synced.fake.person().merge("deal", gone, remote(Entity.DEAL, third));
        synced.deals().merge(synced.staff, kept, twice, Synced.REST).block();
        heard(gone, remote(Entity.DEAL, third));
        synced.workItOff();

        String here = remote(Entity.DEAL, kept);
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(here);
        assertThat(synced.there(Entity.TASK, task).path("deal_id").asString()).isEqualTo(here);
        assertThat(synced.fake.all("deal")).hasSize(2);
    }

    @Test
    void what_is_merged_there_into_one_whose_answer_was_lost_is_one_with_that_one_here() {
        UUID twice = organisation("Weber");
        synced.workItOff();
        synced.fake.faults(call -> call.startsWith("POST") ? Optional.of(Fault.CUT_AFTER) : Optional.empty());
        UUID weber = organisation("Weber GmbH");
        synced.work();
        synced.fake.faults(call -> Optional.empty());
        String gone = remote(Entity.ORGANISATION, twice);
        String kept = synced.fake.all("organization").stream()
                .map(row -> row.path("id").asString())
                .filter(id -> !id.equals(gone))
                .findFirst()
                .orElseThrow();
        // who asks what became of it comes later than what is new there
        synced.change(
                "update pipedrive_record set due_at = now() + interval '1 hour', lease = null where remote_id is null");
        synced.fake.webhooks(1, 0, 0);

        synced.fake.person().merge("organization", gone, kept);
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), new Item.Link(Remote.ORGANIZATION, gone), Optional.of(kept), true)
                .block();
        synced.change("update pipedrive_news set due_at = now()");
        synced.work();
        synced.workItOff();

        assertThat(synced.text("select merged_into::text as t from organisation where id = :id", twice))
                .isEqualTo(weber.toString());
        assertThat(remote(Entity.ORGANISATION, weber)).isEqualTo(kept);
        assertThat(synced.fake.all("organization")).hasSize(1);
        assertThat(synced.overview().waiting()).isZero();
    }

    @Test
    void a_deal_that_is_merged_there_unheard_is_found_by_what_hung_on_it_though_that_is_read_first() {
        UUID kept = deal("Messestand", DealChange.none());
        UUID twice = deal("Messestand 2026", DealChange.none());
        UUID call = synced.called(twice);
        synced.workItOff();
        synced.fake.webhooks(1, 0, 0);

        synced.fake.person().merge("deal", remote(Entity.DEAL, twice), remote(Entity.DEAL, kept));
        synced.bean(NewsStore.class)
                .heard(
                        synced.tenant.id(),
                        new Item.Link(Remote.ACTIVITY, remote(Entity.ACTIVITY, call)),
                        Optional.empty(),
                        true)
                .block();
        synced.workItOff();

        assertThat(synced.text("select merged_into::text as t from deal where id = :id", twice))
                .isEqualTo(kept.toString());
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(remote(Entity.DEAL, kept));
    }

    @Test
    void a_call_that_is_moved_to_another_deal_there_makes_no_one_of_the_two() {
        UUID offer = deal("Messestand", DealChange.none());
        UUID other = deal("Messestand 2026", DealChange.none());
        UUID call = synced.called(offer);
        synced.workItOff();

        synced.fake
                .person()
                .change(
                        "activity",
                        remote(Entity.ACTIVITY, call),
                        Map.of("deal_id", Long.parseLong(remote(Entity.DEAL, other))));
        synced.workItOff();

        assertThat(synced.count("select count(*) from deal where deleted_at is null"))
                .isEqualTo(2);
        assertThat(synced.standing(Entity.DEAL, offer).state()).isEqualTo("synced");
        assertThat(synced.standing(Entity.ACTIVITY, call).state()).isEqualTo("synced");
    }

    private void heard(String gone, String kept) {
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), new Item.Link(Remote.DEAL, gone), Optional.of(kept), true)
                .block();
    }

    /** What was with either of the two is with the one that is left, on both sides. */
    private void assertOne(UUID kept, UUID call, UUID task) {
        String remote = remote(Entity.DEAL, kept);
        assertThat(synced.fake.all("deal"))
                .singleElement()
                .satisfies(deal -> assertThat(deal.path("id").asString()).isEqualTo(remote));
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(remote);
        assertThat(synced.there(Entity.TASK, task).path("deal_id").asString()).isEqualTo(remote);
        assertThat(synced.text("select deal_id::text as t from task where id = :id", task))
                .isEqualTo(kept.toString());
        assertThat(synced.text("select notes as t from deal where id = :id", kept))
                .isEqualTo("Halle 4\n\nEcke gewünscht");
        assertThat(synced.fake.all("note")).singleElement().satisfies(note -> {
            assertThat(note.path("content").asString()).contains("Halle 4", "Ecke gewünscht");
            assertThat(note.path("deal_id").asString()).isEqualTo(remote);
        });
        assertThat(synced.activities()
                        .of(synced.staff, Entity.DEAL, kept, Optional.empty(), 10)
                        .block()
                        .items())
                .extracting(Activity::id)
                .contains(call);
    }

    private UUID task(UUID deal) {
        return synced.bean(Mirror.class)
                .create(
                        synced.staff,
                        Entity.TASK,
                        Map.of(
                                "subject",
                                Optional.of("Angebot schreiben"),
                                "due",
                                Optional.of(LocalDate.now().plusDays(3)),
                                "assignee_id",
                                Optional.of(synced.salesperson()),
                                "deal_id",
                                Optional.of(deal)),
                        Synced.REST)
                .block();
    }

    private UUID organisation(String name) {
        return synced.bean(Mirror.class)
                .create(synced.staff, Entity.ORGANISATION, Map.of("name", Optional.of(name)), Synced.REST)
                .block();
    }

    private UUID deal(String title, DealChange change) {
        return synced.deals()
                .create(synced.staff, NewDeal.of(change.title(title).value(Optional.of(BigDecimal.TEN))), Synced.REST)
                .block()
                .now()
                .id();
    }

    private String remote(Entity entity, UUID id) {
        return synced.standing(entity, id).remoteId().orElseThrow();
    }
}
