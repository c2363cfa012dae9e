package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.time.Duration;
import java.util.List;
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
        // a megabyte of a real event, and one of nothing
        String data = "\"data\":{\"title\":\"" + "x".repeat(1 << 20) + "\"}";
        for (String body : List.of(event("deal", "1").replace("\"data\":null", data), "{" + data + "}")) {
            post(key, own(), body).expectStatus().isEqualTo(413);
        }
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();

        long asked = System.nanoTime();
        post(key, own(), event("deal", "999999")).expectStatus().isOk();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
        synced.workItOff();
        assertThat(synced.count("select count(*) from deal")).isZero();
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
