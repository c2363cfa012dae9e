package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.customers.AboutMe;
import app.henk.customers.Measurements;
import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A wedding that somebody begins, its guests, and what tests look at behind them. */
abstract class WithGroup extends WithGemini {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Map<String, BigDecimal> MEASURES = Map.of(
            "height", new BigDecimal(184),
            "chest", new BigDecimal(102),
            "waist", new BigDecimal(88),
            "hips", new BigDecimal(99));
    static final List<String> NEEDED = List.copyOf(MEASURES.keySet());

    @Autowired
    Measurements measurements;

    @Autowired
    AboutMe aboutMe;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    final HttpClient http = HttpClient.newHttpClient();
    TenantId henk;
    String name;

    @BeforeEach
    void a_wedding() {
        henk = tenants.all()
                .filter(tenant -> tenant.slug().equals("henk"))
                .blockFirst()
                .id();
        name = "Hochzeit " + UUID.randomUUID();
    }

    /** @param link as the organiser was told */
    record Begun(String session, String id, String link) {}

    Begun begins(Map<String, ?> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("kind", "wedding", "name", name, "size", 6));
        arguments.putAll(more);
        GEMINI.script(FakeReply.call("start_group", arguments), FakeReply.text("Wer sind Sie?"));
        Answer asked = chat.say("Wir sind mehrere und brauchen Anzüge");
        gemini(request -> FakeReply.text("Gern."));
        Answer begun = chat.open(form(asked.session(), "Lena Petersen", "lena@mail.example"))
                .whole();
        String link = begun.text().replaceAll("(?s).*(http\\S+/g/\\S+).*", "$1");
        String id = tables.rows("select id from party where name = ?", name)
                .getFirst()
                .path("id")
                .asString();
        return new Begun(asked.session(), id, link);
    }

    static Map<String, Object> form(String session, String who, String email) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("name", who, "consent", true));
        values.put("email", email);
        return Map.of("session_id", session, "action", Map.of("id", "submit", "cardId", "c", "values", values));
    }

    List<JsonNode> mails(String template) {
        return tables.rows(
                "select address, values from mail where template = ? and values::text like '%' || ? || '%'",
                template, name);
    }

    JsonNode joins(String link, String session) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("link", link, "locale", "de"));
        if (session != null) {
            body.put("session_id", session);
        }
        HttpResponse<String> answer = post("/api/groups/join", JSON.writeValueAsString(body), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    void refused(String link, int status, String sentence) {
        HttpResponse<String> answer =
                post("/api/groups/join", JSON.writeValueAsString(Map.of("link", link, "locale", "de")), Map.of());
        assertThat(answer.statusCode()).as(link).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("detail").asString()).contains(sentence);
    }

    void record(String session, List<String> kinds) {
        Map<String, BigDecimal> sizes = new LinkedHashMap<>();
        kinds.forEach(kind -> sizes.put(kind, MEASURES.get(kind)));
        Principal.Visitor who = visitor(session);
        var how =
                new Measurements.Told(Optional.of(who.conversation()), Optional.empty(), "chat", LocalDate.now(), true);
        assertThat(measurements
                        .record(who, sizes, how)
                        .block(Duration.ofSeconds(20))
                        .doubts())
                .isEmpty();
    }

    JsonNode progress(Begun begun) {
        return JSON.readTree(get("/api/groups/" + begun.id(), Map.of("X-Henk-Session", begun.session()))
                .body());
    }

    JsonNode member(String session) {
        return tables.rows(
                        "select * from party_member where conversation_id::text = ?",
                        visitor(session).conversation().toString())
                .getFirst();
    }

    Principal.Visitor visitor(String session) {
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(session.substring(3));
        var buffer = java.nio.ByteBuffer.wrap(bytes);
        return new Principal.Visitor(henk, new UUID(buffer.getLong(), buffer.getLong()));
    }

    long count(Scope scope, String sql) {
        return transactions
                .in(
                        scope,
                        () -> database.sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    HttpResponse<String> get(String path, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(URI.create(base() + path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String body, Map<String, String> headers) {
        return send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    HttpResponse<String> delete(String path, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(URI.create(base() + path)).DELETE(), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String base() {
        return "http://localhost:" + port;
    }
}
