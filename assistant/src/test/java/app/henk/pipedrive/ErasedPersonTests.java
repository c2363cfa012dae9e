package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.NewActivity;
import app.henk.crm.NewDeal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Whoever is erased here is gone there too, with what was kept about them. */
@HenkTest
class ErasedPersonTests extends Connected {

    @Autowired
    WebTestClient http;

    @Test
    void a_person_who_is_erased_here_disappears_there_with_lead_deal_and_notes() {
        String key = synced.text("select key as t from widget_key where tenant_id = :id", tenant());
        String session = post(key, "/api/chat", Map.of("message", "Guten Tag"))
                .path("session_id")
                .asString();
        String customer = post(
                        key,
                        "/api/auth/register",
                        Map.of(
                                "email",
                                UUID.randomUUID() + "@spurlos.example",
                                "username",
                                "Eva",
                                "password",
                                "a quiet long pass phrase",
                                "session_id",
                                session))
                .path("access_token")
                .asString();
        var lead = synced.lead("Eva", "Spurlos", "eva@spurlos.example");
        synced.change("update lead set conversation_id = (select c.id from conversation c"
                + " where c.tenant_id = henk.tenant() limit 1)");
        UUID deal = synced.deals()
                .create(
                        synced.staff,
                        new NewDeal(
                                DealChange.none().title("Kleid für Eva").value(Optional.of(BigDecimal.TEN)),
                                Optional.of("qualified"),
                                Optional.of(lead.id()),
                                Optional.empty()),
                        Synced.REST)
                .block()
                .now()
                .id();
        synced.logged(NewActivity.ofDeal(NewActivity.Type.NOTE, "Mass", "Eva Spurlos mag Blau", deal));
        UUID other = synced.contact("Udo", "Bleibt", "udo@bleibt.example");
        synced.workItOff();
        assertThat(synced.fake.all("person")).hasSize(2);
        assertThat(synced.fake.all("deal")).hasSize(1);
        assertThat(synced.fake.all("note")).hasSize(1);

        http.delete()
                .uri("/api/me")
                .headers(headers -> headers.setBearerAuth(customer))
                .exchange()
                .expectStatus()
                .isOk();
        synced.workItOff();

        assertThat(synced.fake.all("person"))
                .singleElement()
                .satisfies(person -> assertThat(person.path("name").asString()).isEqualTo("Udo Bleibt"));
        for (String kind : List.of("lead", "deal", "note", "activity")) {
            assertThat(synced.fake.all(kind)).as(kind).isEmpty();
        }
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("erased");
        assertThat(synced.standing(Entity.CONTACT, other).state()).isEqualTo("synced");
        assertThat(synced.count("select count(*) from pipedrive_record r where r::text ilike '%spurlos%'"))
                .isZero();
    }

    private UUID tenant() {
        return synced.tenant.id().value();
    }

    private JsonNode post(String key, String path, Map<String, ?> body) {
        return http.post()
                .uri(path)
                .header("X-Henk-Key", key)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
