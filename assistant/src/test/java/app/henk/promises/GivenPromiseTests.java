package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.platform.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What colleagues promise and close. */
class GivenPromiseTests extends WithPromises {

    @Test
    void a_colleagues_promise_is_seen_by_the_person_of_the_deal() {
        UUID deal = tellsWish(anna, email);
        LocalDate friday = LocalDate.now().plusDays(9);

        JsonNode given = sales().post("/api/promises", give("samples", friday, deal.toString()), 201);

        assertThat(own(session)).hasSize(1);
        assertThat(own(session).getFirst().path("due").asString()).isEqualTo(friday.toString());
        assertThat(given.path("made_by").asString()).isEqualTo("staff");
        assertThat(activities(deal)).anyMatch(subject -> subject.contains("Zugesagt bis"));
    }

    @Test
    void who_wants_no_contact_any_more_is_promised_nothing_by_colleagues_either() {
        UUID deal = tellsWish(anna, email);
        privacy.withdrawConsent(anna, Optional.empty(), "chat").block();

        for (String to : List.of(deal.toString(), email)) {
            JsonNode refused = sales().post("/api/promises", give("offer", tomorrow(), to), 409);
            assertThat(refused.path("type").asString()).endsWith("/contact-blocked");
            assertThat(refused.path("detail").asString()).contains("does not want to be contacted");
        }
        assertThat(own(session)).isEmpty();
        tellsWish(anna, email);
        sales().post("/api/promises", give("offer", tomorrow(), email), 201);
        assertThat(own(session)).hasSize(1);
    }

    @Test
    void the_same_request_of_a_colleague_is_one_promise() {
        tellsWish(anna, email);
        var body = give("offer", LocalDate.now().plusDays(3), email);

        ApiClient repeating = sales().once("k-" + email);
        String first = repeating.post("/api/promises", body, 201).path("id").asString();
        String second = repeating.post("/api/promises", body, 201).path("id").asString();

        assertThat(second).isEqualTo(first);
        assertThat(own(session)).hasSize(1);
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_to_do() {
        tellsWish(anna, email);
        for (Map<String, Object> bad : List.of(
                give("samples", LocalDate.now().minusDays(2), email),
                give("samples", LocalDate.now().plusYears(3), email),
                give("other", LocalDate.now().plusDays(1), email),
                give("free_suit", LocalDate.now().plusDays(1), email))) {
            sales().post("/api/promises", bad, 400);
        }
        sales().post("/api/promises", give("offer", LocalDate.now().plusDays(1), "nobody@x.example"), 404);
        sales().get("/api/promises?after=nonsense", 400);
        sales().get("/api/promises?after=0000-01-01_" + UUID.randomUUID(), 400);
    }

    @Test
    void of_two_colleagues_who_close_it_one_does() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");
        long kept = summary("kept");

        sales().patch("/api/promises/" + made.id(), close("kept", 1), 200);
        JsonNode refused = ApiClient.signedIn(http, "manager@henk.example")
                .patch("/api/promises/" + made.id(), close("withdrawn", 1), 409);

        assertThat(refused.path("version").asInt()).isEqualTo(2);
        assertThat(promises.of(anna).block()).isEmpty();
        assertThat(promises.all(anna).block()).extracting(Promise::state).containsExactly("kept");
        assertThat(mails("promise-kept")).isEqualTo(1);
        assertThat(summary("kept")).isEqualTo(kept + 1);
    }

    private List<String> activities(UUID deal) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select subject from activity where deal_id = $1")
                                .bind(0, deal)
                                .map(row -> String.valueOf(row.get(0, String.class)))
                                .all()
                                .collectList())
                .block();
    }
}
