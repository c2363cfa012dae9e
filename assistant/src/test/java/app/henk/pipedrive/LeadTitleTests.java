package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lead has a title in Pipedrive and none here: it keeps what it is called there. */
@HenkTest
class LeadTitleTests extends BothConnected {

    @Test
    void a_lead_that_is_brought_here_keeps_its_title_when_it_changes_here() {
        var person = synced.fake
                .person()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Karla Kunde",
                                "emails",
                                List.of(Map.of("value", "karla@kunde.example", "primary", true))));
        var lead = synced.fake
                .person()
                .create(
                        "lead",
                        Map.of(
                                "title",
                                "Messestand im Mai",
                                "person_id",
                                person.path("id").asLong()));
        synced.arrives(() -> synced.here("lead", lead).isPresent());

        synced.bean(Mirror.class)
                .update(
                        synced.staff,
                        Entity.LEAD,
                        synced.here("lead", lead).orElseThrow(),
                        Map.of("budget", Optional.of(new BigDecimal("900"))),
                        OptionalInt.empty(),
                        Synced.REST)
                .block();
        synced.workItOff();

        var there = synced.fake.find("lead", lead.path("id").asString()).orElseThrow();
        assertThat(there.path("title").asString()).isEqualTo("Messestand im Mai");
        assertThat(there.path("value").path("amount").asInt()).isEqualTo(900);
    }

    @Test
    void a_lead_that_is_renamed_there_stays_renamed_and_its_deal_here_is_called_so_too() {
        var lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.dealOf(lead, "Anzug");
        synced.workItOff();
        String id = synced.standing(Entity.LEAD, lead.id()).remoteId().orElseThrow();

        synced.fake.person().change("lead", id, Map.of("title", "Hochzeitsanzug"));
        synced.arrives(
                () -> synced.deals().find(synced.staff, deal).block().title().equals("Hochzeitsanzug"));

        assertThat(synced.fake.find("lead", id).orElseThrow().path("title").asString())
                .isEqualTo("Hochzeitsanzug");
    }
}
