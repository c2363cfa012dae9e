package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.crm.LeadCapture;
import app.henk.crm.Leads;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.promises.PromiseKind;
import app.henk.promises.Promises;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Ben talks on the family's tablet; Anna signs in on it, and Ben's talk is in her account. */
@HenkTest
class SplitAccountTests {

    private static final Map<String, Object> NOTHING = Map.of();

    @Autowired
    WebTestClient http;

    @Autowired
    Leads leads;

    @Autowired
    Promises promises;

    @Autowired
    Tenants tenants;

    @Autowired
    Environment settings;

    private Catalogue catalogue;
    private Person anna;
    private Principal.Visitor ben;
    private String bensKey;
    private ApiClient admin;

    @BeforeEach
    void theTablet() {
        catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        anna = Person.who(http);
        anna.says("Ich bin Ben und suche einen Anzug");
        bensKey = anna.session();
        ben = new Principal.Visitor(
                tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id(), anna.conversation());
        leads.capture(ben, wish()).block();
        promises.make(ben, ben.conversation(), PromiseKind.OFFER, "", "de", Ids.next(), told -> true)
                .block();
        anna.signsInAfterTalking();
        admin = ApiClient.signedIn(http, "admin@henk.example");
    }

    @Test
    void the_administrator_sees_what_came_to_the_account_and_when() {
        JsonNode moves = moves();

        assertThat(moves).hasSize(1);
        assertThat(moves.get(0).path("conversation").asString())
                .isEqualTo(ben.conversation().toString());
        assertThat(moves.get(0).path("to_account").asString()).isEqualTo(anna.account());
        assertThat(moves.get(0).path("undone").asBoolean()).isFalse();
    }

    @Test
    void a_split_gives_the_talk_with_all_that_hangs_on_it_back_under_a_new_key() throws Exception {
        assertThat(history(bensKey)).isEqualTo(404);
        catalogue.execute("update promise set account_id = '" + anna.account() + "' where conversation_id = '"
                + ben.conversation() + "'");

        JsonNode link = undo(move(), 200).path("link");
        String key = opens(link, 200);

        assertThat(key).startsWith("hs_").isNotEqualTo(bensKey);
        // it is good once
        opens(link, 410);
        assertThat(history(key)).isEqualTo(200);
        assertThat(history(bensKey)).isEqualTo(404);
        anna.get("/api/chat/" + anna.session() + "/messages").expectStatus().isNotFound();
        assertThat(promises.of(ben).block()).hasSize(1);
        assertThat(promises.of(new Principal.Customer(
                                ben.tenant(), UUID.fromString(anna.account()), anna.email(), "Anna"))
                        .block())
                .isEmpty();
        JsonNode held = anna.export().path("held");
        assertThat(held.path("crm").path("lead")).isEmpty();
        assertThat(held.path("chat").path("message")).isEmpty();
        // he goes on where he was
        ApiClient.nobody(http).post("/api/chat", Map.of("message", "Da bin ich wieder", "session_id", key), 200);
    }

    @Test
    void a_split_is_taken_back_once_more_and_then_it_stays() {
        JsonNode split = undo(move(), 200);
        String key = opens(split.path("link"), 200);

        JsonNode back = undo(split.at("/move/id").asString(), 200);

        assertThat(back.path("link").isNull()).isTrue();
        assertThat(history(key)).isEqualTo(404);
        anna.get("/api/chat/" + anna.session() + "/messages").expectStatus().isOk();
        assertThat(undo(back.at("/move/id").asString(), 409).path("type").asString())
                .endsWith("undone-twice");
        assertThat(moves()).hasSize(3);
    }

    @Test
    void of_administrators_who_split_at_the_same_time_one_does() {
        String move = move();

        List<Integer> outcomes = IntStream.range(0, 4)
                .parallel()
                .mapToObj(n -> admin.send(HttpMethod.POST, "/api/moves/" + move + "/undo", NOTHING)
                        .getStatus()
                        .value())
                .toList();

        assertThat(outcomes).containsOnlyOnce(200);
        assertThat(outcomes.stream().filter(status -> status == 409)).hasSize(3);
    }

    @Test
    void a_talk_that_went_to_its_owners_account_is_not_put_back() {
        JsonNode split = undo(move(), 200);
        Person owner = Person.who(http).holding(opens(split.path("link"), 200));
        owner.signsInAfterTalking();

        assertThat(undo(split.at("/move/id").asString(), 409).path("type").asString())
                .endsWith("moved-on");
        owner.get("/api/chat/" + owner.session() + "/messages").expectStatus().isOk();
    }

    @Test
    void only_the_tenants_own_administrator_may() {
        String move = move();

        for (String other : List.of("sales@henk.example", "manager@henk.example", "customer@henk.example")) {
            ApiClient client = ApiClient.signedIn(http, other);
            client.post("/api/moves/" + move + "/undo", NOTHING, 403);
            client.get("/api/accounts/" + anna.account() + "/moves", 403);
        }
        ApiClient.signedIn(http, "admin@works.example").post("/api/moves/" + move + "/undo", NOTHING, 404);
        ApiClient.nobody(http).post("/api/moves/" + move + "/undo", NOTHING, 401);
        assertThat(undo(UUID.randomUUID().toString(), 404).path("status").asInt())
                .isEqualTo(404);
    }

    private LeadCapture wish() {
        return new LeadCapture(
                ben.conversation(),
                Optional.of("Ben Muster"),
                Optional.of("ben." + Ids.next() + "@mail.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("wedding"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())),
                "de");
    }

    private JsonNode moves() {
        return admin.get("/api/accounts/" + anna.account() + "/moves", 200).path("moves");
    }

    private String move() {
        return moves().get(0).path("id").asString();
    }

    private JsonNode undo(String move, int status) {
        return admin.post("/api/moves/" + move + "/undo", NOTHING, status);
    }

    private String opens(JsonNode link, int status) {
        String url = link.path("url").asString();
        return ApiClient.nobody(http)
                .post("/api/chat/links/redeem", Map.of("token", url.substring(url.indexOf("#henk=") + 6)), status)
                .path("session_id")
                .asString("");
    }

    private int history(String key) {
        return ApiClient.nobody(http)
                .get("/api/chat/" + key + "/messages")
                .getStatus()
                .value();
    }
}
