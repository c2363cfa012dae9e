package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.ChangeSets;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is undone here is undone in Pipedrive, and what cannot be is said. */
@HenkTest
class UndoThereTests extends Connected {

    @Test
    void undo_reaches_pipedrive_too() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        var changed = synced.deals()
                .update(synced.staff, deal, DealChange.none().title("Elf Anzüge"), OptionalInt.empty(), Synced.REST)
                .block();
        synced.work();
        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Elf Anzüge");

        context.getBean(ChangeSets.class)
                .undo(synced.staff, changed.changeSet(), Synced.REST)
                .block();
        synced.work();

        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Zehn Anzüge");
    }

    @Test
    void undo_says_what_pipedrive_does_not_give_back() {
        var lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Hochzeitsanzug");
        synced.work();
        var moved = synced.deals()
                .moveStage(synced.staff, deal, "qualified", OptionalInt.empty(), Synced.REST)
                .block();
        synced.workItOff();
        assertThat(kept(moved.changeSet()))
                .containsExactly("In Pipedrive bleibt er ein Deal; ein Lead wird daraus nicht wieder.");
        synced.workItOff();
        assertThat(synced.fake.all("deal")).hasSize(1);
        assertThat(synced.there(Entity.DEAL, deal).path("stage_id").asLong())
                .isEqualTo(synced.fake.stage("Contact Made"));

        UUID gone = synced.deal("Gelöscht", "10");
        UUID call = synced.called(gone);
        synced.workItOff();
        var deleted = synced.deals()
                .delete(synced.staff, gone, OptionalInt.empty(), Synced.REST)
                .block();
        synced.workItOff();
        assertThat(kept(deleted.changeSet())).singleElement().asString().contains("ein neuer Eintrag");
        synced.workItOff();
        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .as("what hung on the one before hangs on the new one")
                .isEqualTo(synced.standing(Entity.DEAL, gone).remoteId().orElseThrow());

        UUID early = synced.deal("Nie dort", "10");
        var neverSent = synced.deals()
                .delete(synced.staff, early, OptionalInt.empty(), Synced.REST)
                .block();
        assertThat(kept(neverSent.changeSet())).isEmpty();
    }

    @Test
    void undo_of_very_many_changes_says_it_too() {
        List<UUID> deals = new ArrayList<>();
        for (int i = 0; i < 220; i++) {
            deals.add(synced.deal("Viele " + i, "10"));
        }
        synced.workItOff();
        UUID changeSet = synced.deals()
                .deleteAll(synced.staff, deals, Synced.REST)
                .block()
                .changeSet();
        synced.workItOff();
        assertThat(synced.fake.all("deal")).isEmpty();

        assertThat(kept(changeSet)).singleElement().asString().contains("ein neuer Eintrag");
        synced.workItOff();
        assertThat(synced.fake.all("deal")).hasSize(220);
    }

    private List<String> kept(UUID changeSet) {
        return synced.bean(ChangeSets.class)
                .undo(synced.staff, changeSet, Synced.REST)
                .block()
                .kept();
    }
}
