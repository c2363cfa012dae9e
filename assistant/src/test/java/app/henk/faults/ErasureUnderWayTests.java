package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.crm.LeadCapture;
import app.henk.crm.Leads;
import app.henk.fakes.FakeReply;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.jobs.Jobs;
import app.henk.promises.PromiseKind;
import app.henk.promises.Promises;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody is erased while things are still being written about them. */
class ErasureUnderWayTests extends WithGemini {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Leads leads;

    @Autowired
    Promises promises;

    @Autowired
    Tenants tenants;

    @Autowired
    Jobs jobs;

    private final HttpClient http = HttpClient.newHttpClient();
    private String trace;
    private String email;
    private Tenant tailor;

    @BeforeEach
    void somebody() {
        // letters alone: among hexadecimal digits now and then stands a date or a figure, which grounding holds back
        trace = "trace"
                + new Random()
                        .ints(24, 'k', 'z' + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        email = trace + "@mail.example";
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
    }

    @Test
    void an_account_that_is_erased_while_its_answer_streams_leaves_nothing_behind() {
        JsonNode account = send(
                post(
                        "/api/auth/register",
                        Map.of("email", email, "username", "Paula " + trace, "password", "a quiet long pass phrase")),
                201);
        String token = account.path("access_token").asString();
        gemini(request -> {
            String[] words = new String[400];
            java.util.Arrays.fill(words, "Gern erzähle ich Ihnen mehr, " + trace + ". ");
            return FakeReply.text(words).paced(Duration.ofMillis(20));
        });
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                as(
                                token,
                                post(
                                        "/api/chat",
                                        Map.of(
                                                "message",
                                                "Guten Tag, ich suche einen Anzug für meine Hochzeit im Juni. Ich bin "
                                                        + trace + ", " + email)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Awaitility.await().atMost(PATIENCE).until(() -> {
            assertThat(answer)
                    .as(() -> "still under way, not ended with " + answer.join().body())
                    .isNotDone();
            return rows("run_log") > 0;
        });

        JsonNode receipt = send(as(token, delete("/api/me")), 200);

        assertThat(receipt.path("counts").path("message").asLong()).isPositive();
        assertThat(residues()).isEmpty();
        assertThat(answer.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .statusCode())
                .isEqualTo(200);
        // longer than the writer of the log and the signs of life wait
        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(PATIENCE)
                .until(() -> residues().isEmpty());
        send(as(token, post("/api/chat", Map.of("message", "Bin ich noch da, " + trace + "?"))), 401);
        assertThat(residues()).isEmpty();
    }

    @Test
    void a_visitors_tick_erases_the_talk_in_which_it_is_given_and_the_receipt_is_shown() {
        gemini(request -> FakeReply.text("Guten Tag."));
        ChatClient.Answer talk = chat.say(
                "Guten Tag, ich suche einen Anzug für meine Hochzeit im Juni. Ich bin " + trace + ", " + email);
        tellsWish(conversation(talk.session()));

        ChatClient.Answer erased = chat.open(Map.of(
                        "session_id",
                        talk.session(),
                        "message",
                        "Ja, alles löschen, " + trace,
                        "action",
                        Map.of("values", Map.of("erase", true))))
                .whole();

        assertThat(erased.text()).contains("Es ist alles gelöscht");
        assertThat(erased.cards("table").toString()).contains("Beleg über die Löschung", "Nachrichten");
        assertThat(residues()).isEmpty();
        assertThat(chat.raw(JSON.writeValueAsString(ChatClient.message(talk.session(), "Hallo?")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_receipt_goes_to_the_address_that_agreed_to_mail_and_is_then_forgotten_too() {
        gemini(request -> FakeReply.text("Guten Tag."));
        ChatClient.Answer talk =
                chat.say("Guten Tag, ich suche einen Anzug für meine Hochzeit im Juni. Ich bin " + trace);
        Principal.Visitor visitor = conversation(talk.session());
        tellsWish(visitor);
        promises.make(visitor, visitor.conversation(), PromiseKind.OFFER, trace, "de", UUID.randomUUID(), told -> true)
                .block();

        ChatClient.Answer erased = chat.open(Map.of(
                        "session_id",
                        talk.session(),
                        "message",
                        "Ja",
                        "action",
                        Map.of("values", Map.of("erase", true))))
                .whole();

        assertThat(erased.text()).contains("per E-Mail");
        List<JsonNode> mails = tables.rows("select * from mail where address = ?", email);
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().path("template").asString()).isEqualTo("erasure-receipt");
        assertThat(residues()).allMatch(row -> row.startsWith("public.mail"));
        // as the one who sends it does
        tables.change("update mail set state = 'sent' where address = '" + email + "'");
        jobs.runNow("forget-last-mail").block();
        assertThat(residues()).isEmpty();
    }

    @Test
    void what_is_written_at_the_same_time_is_either_erased_or_refused() {
        for (int round = 0; round < 8; round++) {
            gemini(request -> FakeReply.text("Guten Tag."));
            ChatClient.Answer talk =
                    chat.say("Guten Tag, ich suche einen Anzug für meine Hochzeit im Juni. Ich bin " + trace);
            Principal.Visitor visitor = conversation(talk.session());
            CompletableFuture<Void> writes = CompletableFuture.runAsync(
                    () -> Flux.range(0, 20)
                            .flatMap(
                                    n -> leads.capture(visitor, wish(visitor)).onErrorResume(refused -> Mono.empty()),
                                    4)
                            .blockLast(),
                    Thread::startVirtualThread);

            chat.open(Map.of(
                            "session_id",
                            talk.session(),
                            "message",
                            "Ja",
                            "action",
                            Map.of("values", Map.of("erase", true))))
                    .whole();
            writes.join();

            assertThat(residues()).as("round " + round).isEmpty();
        }
    }

    @Test
    void nothing_is_written_for_somebody_who_was_erased() {
        gemini(request -> FakeReply.text("Guten Tag."));
        ChatClient.Answer talk =
                chat.say("Guten Tag, ich suche einen Anzug für meine Hochzeit im Juni. Ich bin " + trace);
        Principal.Visitor visitor = conversation(talk.session());
        chat.open(Map.of(
                        "session_id",
                        talk.session(),
                        "message",
                        "Ja",
                        "action",
                        Map.of("values", Map.of("erase", true))))
                .whole();

        assertThatThrownBy(() -> tellsWish(visitor)).isNotNull();
        assertThat(residues()).isEmpty();
    }

    private void tellsWish(Principal.Visitor visitor) {
        leads.capture(visitor, wish(visitor)).block();
    }

    private LeadCapture wish(Principal.Visitor visitor) {
        return new LeadCapture(
                visitor.conversation(),
                Optional.of("Paula " + trace),
                Optional.of(email),
                Optional.empty(),
                Optional.empty(),
                Optional.of("wedding"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(trace),
                List.of(),
                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())),
                "de");
    }

    private Principal.Visitor conversation(String session) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(session.substring(3)));
        return new Principal.Visitor(tailor.id(), new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** Rows in which the person still stands. */
    private List<String> residues() {
        return tables.everything().stream().filter(row -> row.contains(trace)).toList();
    }

    private long rows(String table) {
        return tables.rows("select * from " + table + " where frames like '%" + trace + "%'")
                .size();
    }

    private HttpRequest.Builder post(String path, Object body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", path.equals("/api/chat") ? "text/event-stream" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder delete(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .DELETE();
    }

    private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request, int status) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
