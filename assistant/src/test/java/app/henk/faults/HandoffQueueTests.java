package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is there is seen by the house, however many have asked for a person before and left. */
class HandoffQueueTests extends WithHandoff {

    @AfterEach
    void nobody_has_left() {
        tables.change("delete from conversation where waiting_reason = 'has left'");
    }

    @Test
    void a_visitor_who_waits_is_seen_before_all_who_have_left() {
        Asking asking = asks();
        many_have_left(asking, "20 days");

        var queue = samuel.get("/api/handoffs");

        assertThat(queue.path("handoffs")
                        .valueStream()
                        .takeWhile(one -> !one.path("reason").asString().equals("has left")))
                .anySatisfy(one -> assertThat(one.path("lines").toString()).contains(asking.words()));
        assertThat(queue.path("handoffs")).hasSize(100);
        assertThat(queue.path("more").asInt()).isGreaterThanOrEqualTo(21);
    }

    @Test
    void whoever_comes_back_and_writes_or_asks_again_is_seen_again() throws Exception {
        Asking asking = asks();
        many_have_left(asking, "2 days");
        was_last_here_nine_days_ago(asking);
        assertThat(samuel.waiting(asking.words()).isMissingNode()).isTrue();

        gemini(request -> FakeReply.text("Einen Moment noch."));
        chat.open(message(asking.session(), "Sind Sie noch da?")).whole();
        assertThat(samuel.waiting(asking.words()).path("status").asString()).isEqualTo("waiting");

        was_last_here_nine_days_ago(asking);
        assertThat(asksAgain(asking)).isEqualTo(202);
        assertThat(samuel.waiting(asking.words()).path("status").asString()).isEqualTo("waiting");
    }

    private void was_last_here_nine_days_ago(Asking asking) {
        tables.change(
                "update conversation set waiting_since = now() - interval '9 days',"
                        + " last_at = now() - interval '9 days' where id::text = ?",
                asking.conversation());
    }

    private void many_have_left(Asking like, String ago) {
        tables.change(
                "insert into conversation select (jsonb_populate_record(c, jsonb_build_object("
                        + " 'id', gen_random_uuid(), 'waiting_since', now() - interval '30 days',"
                        + " 'waiting_reason', 'has left', 'last_at', now() - interval '" + ago + "'))).*"
                        + " from conversation c, generate_series(1, 120) where c.id::text = ?",
                like.conversation());
    }

    private int asksAgain(Asking asking) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base() + "/api/chat/" + asking.session() + "/handoff"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
