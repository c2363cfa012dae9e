package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may say that something changed there, and what becomes of what makes no sense. */
@HenkTest
class WebhookTests extends BothConnected {

    @Autowired
    WebTestClient http;

    @Test
    void a_webhook_without_its_credentials_is_nobodys() {
        String key = synced.connection().webhookKey();
        try (Synced other = Synced.connected(context)) {
            String[] theirs = context.getBean(Seal.class)
                    .open(other.tenant.id(), other.connection().webhookSecret())
                    .block()
                    .split(":");
            for (String credentials :
                    List.of("", Synced.basic("henk", "guessed"), Synced.basic(theirs[0], theirs[1]))) {
                post(key, credentials, event("deal", "1")).expectStatus().isUnauthorized();
            }
            post("0".repeat(48), Synced.basic(theirs[0], theirs[1]), event("deal", "1"))
                    .expectStatus()
                    .isUnauthorized();
        }
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();
    }

    @Test
    void a_webhook_that_makes_no_sense_is_answered_and_changes_nothing() {
        String key = synced.connection().webhookKey();
        for (String body : List.of(
                "",
                "no json",
                "[]",
                "{\"meta\":null}",
                "{\"meta\":{\"entity\":\"deal\",\"entity_id\":\"1; drop\"}}",
                event("product", "1"),
                event("deal", "1").replace("4711", "4712"))) {
            post(key, own(), body).expectStatus().isOk();
        }
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();

        long asked = System.nanoTime();
        post(key, own(), event("deal", "999999")).expectStatus().isOk();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
        synced.workItOff();
        assertThat(synced.count("select count(*) from deal")).isZero();
    }

    @Test
    void a_message_of_a_megabyte_is_not_kept_and_what_it_was_about_is_found_by_comparing() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        UUID gone = synced.deal("Zwei Anzüge", "800");
        synced.workItOff();
        String key = synced.connection().webhookKey();
        synced.fake.webhooks(1, 0, 0);
        synced.fake.person().change("deal", id(deal), Map.of("title", "Elf Anzüge"));
        synced.fake.person().delete("deal", id(gone));
        // an hour after everything was gone through last
        synced.change("update pipedrive_connection set reconciled_at = now() - interval '5 minutes',"
                + " swept_at = now() - interval '2 hours'");

        String data = "\"data\":{\"title\":\"" + "x".repeat(1 << 20) + "\"}";
        String large = event("deal", id(deal)).replace("\"data\":null", data);
        post(key, Synced.basic("henk", "guessed"), large).expectStatus().isUnauthorized();
        assertThat(synced.overview().missed()).isEmpty();
        post(key, own(), large).expectStatus().isOk();

        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();
        assertThat(synced.overview().missed())
                .hasValueSatisfying(missed -> assertThat(missed.found()).isFalse());
        context.getBean(Reconciliation.class).run().block(Duration.ofSeconds(30));
        synced.workItOff();
        assertThat(synced.text("select title as t from deal where id = :id", deal))
                .isEqualTo("Elf Anzüge");
        assertThat(synced.count("select count(*) from deal where deleted_at is null"))
                .isEqualTo(1);
        assertThat(synced.overview().missed())
                .hasValueSatisfying(missed -> assertThat(missed.found()).isTrue());
    }

    private String id(UUID deal) {
        return synced.there(Entity.DEAL, deal).path("id").asString();
    }

    private WebTestClient.ResponseSpec post(String key, String credentials, String body) {
        return http.post()
                .uri("/api/pipedrive/webhooks/" + key)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (!credentials.isEmpty()) {
                        headers.set("Authorization", credentials);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private String own() {
        String[] secret = context.getBean(Seal.class)
                .open(synced.tenant.id(), synced.connection().webhookSecret())
                .block()
                .split(":");
        return Synced.basic(secret[0], secret[1]);
    }

    private static String event(String entity, String id) {
        return """
                {"meta":{"action":"change","entity":"%s","entity_id":"%s","company_id":"4711","user_id":"501",
                "change_source":"app"},"data":null,"previous":null}""".formatted(entity, id);
    }
}
