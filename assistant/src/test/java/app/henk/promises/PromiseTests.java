package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Whom the house promises something, and by when. */
class PromiseTests extends WithPromises {

    @Test
    void the_due_day_follows_from_the_tenants_days_and_opening_hours() {
        tellsWish(anna, email);

        Promise samples = made(PromiseKind.SAMPLES, "Flanell");

        LocalDate today = LocalDate.now(Clock.system(tailor.zone()));
        assertThat(tailor.opening().on(samples.due().getDayOfWeek())).isNotEmpty();
        long open = today.plusDays(1)
                .datesUntil(samples.due().plusDays(1))
                .filter(day -> !tailor.opening().on(day.getDayOfWeek()).isEmpty())
                .count();
        assertThat(open).isGreaterThanOrEqualTo(3).isLessThanOrEqualTo(8);
        assertThat(samples.name()).isEqualTo("Anna Muster");
    }

    @Test
    void nobody_unknown_and_nobody_who_did_not_agree_is_promised_anything() {
        assertThat(make(PromiseKind.SAMPLES, ""))
                .isEqualTo(new Promised.Incomplete(List.of("name", "email", "consent")));
        assertThat(make(PromiseKind.CALLBACK, ""))
                .isEqualTo(new Promised.Incomplete(List.of("name", "phone", "consent")));

        tellsWish(anna, email);
        withdrawsConsent();

        assertThat(make(PromiseKind.OFFER, "")).isEqualTo(new Promised.Incomplete(List.of("consent")));
        assertThat(sales().get("/api/promises?limit=100", 200).path("promises").toString())
                .doesNotContain(email);
    }

    @Test
    void who_types_a_known_address_in_another_talk_is_promised_something_and_learns_nothing() {
        tellsWish(anna, email);
        Principal.Visitor again =
                new Principal.Visitor(tailor.id(), ApiClient.conversation(ApiClient.newSession(http)));
        tellsWish(again, email);

        Promised second = promises.make(
                        again, again.conversation(), PromiseKind.OFFER, "", "de", Ids.next(), email::equals)
                .block();
        Promised unsaid = promises.make(
                        again, again.conversation(), PromiseKind.ANSWER, "", "de", Ids.next(), told -> false)
                .block();

        assertThat(second).isInstanceOf(Promised.Made.class);
        assertThat(unsaid).isEqualTo(new Promised.Incomplete(List.of("email")));
        assertThat(promises.of(again).block()).hasSize(1);
        assertThat(promises.of(anna).block()).isEmpty();
    }

    @Test
    void the_same_is_promised_once_however_often_it_is_asked_for_at_once() {
        tellsWish(anna, email);

        List<Promised> all = Flux.range(0, 8)
                .flatMap(n -> promises.make(
                        anna, anna.conversation(), PromiseKind.SAMPLES, "Stoff " + n, "de", Ids.next(), told -> true))
                .collectList()
                .block();

        assertThat(all.stream().filter(one -> ((Promised.Made) one).fresh())).hasSize(1);
        List<Promise> own = promises.of(anna).block();
        assertThat(own).hasSize(1);
        assertThat(own.getFirst().about()).contains("Stoff 0", "Stoff 7");
    }

    @Test
    void a_customer_who_wants_no_contact_any_more_agrees_anew_before_anything_is_promised() {
        JsonNode registered = ApiClient.nobody(http)
                .post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                email,
                                "username",
                                "Anna Muster",
                                "password",
                                "a quiet long pass phrase",
                                "session_id",
                                session),
                        201);
        var customer = new Principal.Customer(
                tailor.id(), UUID.fromString(registered.at("/user/id").asString()), email, "Anna Muster");
        tellsWish(customer, anna.conversation(), email);
        privacy.withdrawConsent(customer, Optional.empty(), "chat").block();

        assertThat(make(customer, PromiseKind.OFFER)).isEqualTo(new Promised.Incomplete(List.of("consent")));
        tellsWish(customer, anna.conversation(), email);
        assertThat(make(customer, PromiseKind.OFFER)).isInstanceOf(Promised.Made.class);
    }

    private void withdrawsConsent() {
        system("update consent set withdrawn_at = greatest(now(), agreed_at) where conversation_id = '"
                + anna.conversation() + "'");
    }
}
