package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.AddressBook;
import app.henk.crm.ChangeSets;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.crm.NewDeal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two people or organisations that stand on both sides become one, whoever merges them. */
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
