package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who sees a promise, and who may write one. */
class PromiseAccessTests extends WithPromises {

    @Test
    void both_sides_see_it_and_strangers_do_not() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "Hochzeitsanzug");

        assertThat(own(session))
                .extracting(p -> p.path("id").asString())
                .containsExactly(made.id().toString());
        assertThat(own(session).toString()).doesNotContain(email).doesNotContain("Muster");
        assertThat(sales().get("/api/promises?limit=100", 200).path("promises").toString())
                .contains(made.id().toString());
        assertThat(own(ApiClient.newSession(http))).isEmpty();
        assertThat(promises.of(new Principal.Customer(tailor.id(), Ids.next(), email, "Anna"))
                        .block())
                .isEmpty();
        assertThat(ApiClient.signedIn(http, "customer@henk.example")
                        .get("/api/promises", 200)
                        .toString())
                .doesNotContain(made.id().toString());
        ApiClient.nobody(http).get("/api/promises", 401);
        String ending = session.endsWith("AA") ? "BA" : "AA";
        ApiClient.ofSession(http, session.substring(0, session.length() - 2) + ending)
                .get("/api/promises", 404);
    }

    @Test
    void another_tenants_staff_neither_sees_nor_closes_it() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        assertThat(ApiClient.signedIn(http, "admin@works.example")
                        .get("/api/promises?limit=100", 200)
                        .path("promises")
                        .toString())
                .doesNotContain(made.id().toString());
        ApiClient.signedIn(http, "admin@works.example").patch("/api/promises/" + made.id(), close("kept", 1), 404);
        assertThat(promises.of(anna).block()).hasSize(1);
    }

    @Test
    void a_visitor_or_customer_can_neither_write_nor_close_a_promise() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        for (Scope scope : List.of(anna.scope(), new Scope(tailor.id(), Scope.Authority.CUSTOMER, UUID.randomUUID()))) {
            assertThat(rows(scope, "update promise set state = 'kept', closed_at = now()"))
                    .isZero();
            assertThat(rows(scope, "delete from promise")).isZero();
        }
        ApiClient.signedIn(http, "customer@henk.example").patch("/api/promises/" + made.id(), close("kept", 1), 403);
        ApiClient.signedIn(http, "customer@henk.example").get("/api/promises/summary", 403);
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        tellsWish(anna, email);
        for (int n = 0; n < 5; n++) {
            sales().post("/api/promises", give("offer", LocalDate.now().plusDays(n), email), 201);
        }
        Set<String> seen = new HashSet<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = sales().get("/api/promises?limit=2" + after, 200);
            page.path("promises")
                    .forEach(p -> assertThat(seen.add(p.path("id").asString())).isTrue());
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
            pages++;
        } while (!after.isEmpty() && pages < 200);
        assertThat(seen.size()).isEqualTo((int) count("select count(*) from promise where state = 'open'"));
    }
}
