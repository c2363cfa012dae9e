package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.identity.Principal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of a promise whose day comes. */
class PromiseWatchTests extends WithPromises {

    @Test
    void staff_is_warned_once_before_it_breaks() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "Blazer");
        system("update promise set warn_on = current_date - 1, due = current_date + 1 where id = '" + made.id() + "'");

        jobs.runNow("due-promises").block();
        jobs.runNow("due-promises").block();

        assertThat(warnings(made)).isPositive();
        long colleagues = count("select count(*) from account where role <> 'customer' and active");
        assertThat(warnings(made)).isEqualTo(Math.min(colleagues, 20));
        assertThat(promises.of(anna).block().getFirst().overdue()).isFalse();
    }

    @Test
    void a_promise_that_breaks_is_flagged_counted_and_told_to_the_person_once() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");
        long before = summary("broken");
        overdue(made);

        jobs.runNow("due-promises").block();
        jobs.runNow("due-promises").block();

        assertThat(promises.of(anna).block().getFirst().overdue()).isTrue();
        assertThat(summary("broken")).isEqualTo(before + 1);
        assertThat(mails("promise-late")).isEqualTo(1);
        // kept at last: still counts as broken
        sales().patch("/api/promises/" + made.id(), close("kept", 2), 200);
        assertThat(summary("broken")).isEqualTo(before + 1);
    }

    @Test
    void who_takes_the_consent_to_mail_back_hears_nothing_of_it() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");
        system("update mail_consent set withdrawn_at = now() where address = '" + email + "'");
        overdue(made);

        jobs.runNow("due-promises").block();

        assertThat(promises.of(anna).block().getFirst().overdue()).isTrue();
        assertThat(mails("promise-late")).isZero();
    }

    @Test
    void what_warned_colleagues_goes_with_the_person_whom_it_names() {
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
        Promise made = ((Promised.Made) make(customer, PromiseKind.OFFER)).promise();
        system("update promise set warn_on = current_date - 1, due = current_date + 1 where id = '" + made.id() + "'");
        jobs.runNow("due-promises").block();
        assertThat(warnings(made)).isPositive();

        var erased = ApiClient.nobody(http)
                .with(
                        "Authorization",
                        "Bearer " + registered.path("access_token").asString())
                .delete("/api/me");

        assertThat(erased.getStatus().value()).isEqualTo(200);
        assertThat(warnings(made)).isZero();
    }

    private void overdue(Promise promise) {
        system("update promise set warn_on = current_date - 9, due = current_date - 3 where id = '" + promise.id()
                + "'");
    }

    private long warnings(Promise promise) {
        return count("select count(*) from mail where key like 'promise-due:" + promise.id() + "%'");
    }
}
