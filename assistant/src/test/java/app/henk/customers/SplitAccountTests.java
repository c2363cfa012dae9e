package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.crm.Leads;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.promises.PromiseKind;
import app.henk.promises.Promises;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What came to an account by mistake leaves it again: by its owner, by an administrator, over HTTP. */
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

    private SharedTablet tablet;
    private Person anna;

    @BeforeEach
    void theTablet() {
        var tailor =
                tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        tablet = new SharedTablet(
                http,
                tailor,
                leads,
                ben -> promises.make(ben, ben.conversation(), PromiseKind.OFFER, "", "de", Ids.next(), told -> true)
                        .block());
        anna = tablet.anna;
    }

    @Test
    void the_administrator_sees_what_came_to_the_account_and_when() {
        JsonNode moves = tablet.moves();

        assertThat(moves).hasSize(1);
        assertThat(moves.get(0).path("conversation").asString())
                .isEqualTo(tablet.ben.conversation().toString());
        assertThat(moves.get(0).path("to_account").asString()).isEqualTo(anna.account());
        assertThat(moves.get(0).path("undone").asBoolean()).isFalse();
    }

    @Test
    void a_split_gives_the_talk_with_all_that_hangs_on_it_back_under_a_new_key() throws Exception {
        assertThat(tablet.history(tablet.bensKey)).isEqualTo(404);
        new Catalogue(settings.getProperty("DATABASE_URL"))
                .execute("update promise set account_id = '" + anna.account() + "' where conversation_id = '"
                        + tablet.ben.conversation() + "'");

        JsonNode link = undo(tablet.move(), 200).path("link");
        String key = tablet.opens(link, 200);

        assertThat(key).startsWith("hs_").isNotEqualTo(tablet.bensKey);
        // it is good once
        tablet.opens(link, 410);
        assertThat(tablet.history(key)).isEqualTo(200);
        assertThat(tablet.history(tablet.bensKey)).isEqualTo(404);
        anna.get("/api/chat/" + anna.session() + "/messages").expectStatus().isNotFound();
        assertThat(promises.of(tablet.ben).block()).hasSize(1);
        assertThat(promises.of(tablet.annasAccount()).block()).isEmpty();
        assertThat(tablet.heldOf("crm", "lead")).isEmpty();
        assertThat(tablet.heldOf("chat", "message")).isEmpty();
        // he goes on where he was
        ApiClient.nobody(http).post("/api/chat", Map.of("message", "Da bin ich wieder", "session_id", key), 200);
    }

    @Test
    void its_owner_takes_a_strangers_talk_out_and_an_administrator_gives_it_back() {
        JsonNode came = mine().path("moves");
        assertThat(came)
                .singleElement()
                .satisfies(one -> assertThat(one.path("title").asString()).startsWith("Ich bin Ben"));

        post("/api/me/moves/" + came.get(0).path("id").asString() + "/undo", 204);

        assertThat(mine().path("moves")).isEmpty();
        assertThat(tablet.heldOf("chat", "message")).isEmpty();
        assertThat(tablet.heldOf("crm", "lead")).isEmpty();
        // whom it belongs to, only the house can tell
        JsonNode left = tablet.moves().get(0);
        assertThat(left.path("by_account").asString()).isEqualTo(anna.account());
        JsonNode link = tablet.admin.post("/api/moves/" + left.path("id").asString() + "/link", NOTHING, 200);
        assertThat(tablet.history(tablet.opens(link, 200))).isEqualTo(200);
        post("/api/me/moves/" + came.get(0).path("id").asString() + "/undo", 409);
    }

    @Test
    void a_stranger_and_another_customer_take_nothing_out_of_an_account() {
        String move = tablet.move();
        Person other = Person.who(http).signsInAfterTalking("Guten Tag");

        assertThat(other.post("/api/me/moves/" + move + "/undo", NOTHING)
                        .getStatus()
                        .value())
                .isEqualTo(404);
        assertThat(other.get("/api/me/moves")
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody()
                        .toString())
                .doesNotContain(move);
        ApiClient.nobody(http).post("/api/me/moves/" + move + "/undo", NOTHING, 401);
        // the owner does not get the link of what is not theirs
        post("/api/moves/" + move + "/link", 403);
        assertThat(tablet.heldOf("chat", "message")).isNotEmpty();
    }

    @Test
    void a_link_to_hand_out_is_made_of_a_talk_without_an_account_alone() {
        assertThat(tablet.admin
                        .post("/api/moves/" + tablet.move() + "/link", NOTHING, 404)
                        .path("type")
                        .asString())
                .endsWith("not-found");
    }

    @Test
    void a_split_is_taken_back_once_more_and_then_it_stays() {
        JsonNode split = undo(tablet.move(), 200);
        String key = tablet.opens(split.path("link"), 200);

        JsonNode back = undo(split.at("/move/id").asString(), 200);

        assertThat(back.path("link").isNull()).isTrue();
        assertThat(tablet.history(key)).isEqualTo(404);
        anna.get("/api/chat/" + anna.session() + "/messages").expectStatus().isOk();
        assertThat(undo(back.at("/move/id").asString(), 409).path("type").asString())
                .endsWith("undone-twice");
        assertThat(tablet.moves()).hasSize(3);
    }

    @Test
    void of_administrators_who_split_at_the_same_time_one_does() {
        String move = tablet.move();

        List<Integer> outcomes = IntStream.range(0, 4)
                .parallel()
                .mapToObj(n -> tablet.admin
                        .send(HttpMethod.POST, "/api/moves/" + move + "/undo", NOTHING)
                        .getStatus()
                        .value())
                .toList();

        assertThat(outcomes).containsOnlyOnce(200);
        assertThat(outcomes.stream().filter(status -> status == 409)).hasSize(3);
    }

    @Test
    void a_talk_that_went_to_its_owners_account_is_not_put_back() {
        JsonNode split = undo(tablet.move(), 200);
        Person owner = Person.who(http).holding(tablet.opens(split.path("link"), 200));
        owner.signsInAfterTalking();

        assertThat(undo(split.at("/move/id").asString(), 409).path("type").asString())
                .endsWith("moved-on");
        owner.get("/api/chat/" + owner.session() + "/messages").expectStatus().isOk();
    }

    @Test
    void only_the_tenants_own_administrator_may() {
        String move = tablet.move();

        for (String other : List.of("sales@henk.example", "manager@henk.example", "customer@henk.example")) {
            ApiClient client = ApiClient.signedIn(http, other);
            client.post("/api/moves/" + move + "/undo", NOTHING, 403);
            client.post("/api/moves/" + move + "/link", NOTHING, 403);
            client.get("/api/accounts/" + anna.account() + "/moves", 403);
        }
        ApiClient.signedIn(http, "admin@works.example").post("/api/moves/" + move + "/undo", NOTHING, 404);
        ApiClient.nobody(http).post("/api/moves/" + move + "/undo", NOTHING, 401);
        assertThat(undo(UUID.randomUUID().toString(), 404).path("status").asInt())
                .isEqualTo(404);
    }

    private JsonNode undo(String move, int status) {
        return tablet.admin.post("/api/moves/" + move + "/undo", NOTHING, status);
    }

    private JsonNode mine() {
        return anna.get("/api/me/moves")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private void post(String path, int status) {
        assertThat(anna.post(path, NOTHING).getStatus().value()).isEqualTo(status);
    }
}
