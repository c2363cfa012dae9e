package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Files in and out by talking: what was uploaded is tried, confirmed, taken over and taken back; answers go along. */
@HenkTest
class FileTalkTests {

    private static final String LEADS = """
            Nr;Vorname;Nachname;E-Mail;Budget
            %1$s-1;Jürgen;Gruber;j.%1$s@mail.example;50.000,00
            %1$s-2;Zoë;Öztürk;z.%1$s@mail.example;9.999,99
            %1$s-3;Max;Minus;m.%1$s@mail.example;-5,00
            """;

    @Autowired
    WebTestClient http;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private ImportClient sales;
    private String run;
    private String session = "";

    @BeforeEach
    void signIn() {
        sales = ImportClient.as(http, "sales@henk.example");
        run = "t" + Long.toString(System.nanoTime(), 36);
    }

    @Test
    void an_uploaded_file_is_tried_confirmed_taken_over_and_taken_back_whole() {
        upload("kunden-" + run + ".csv");

        JsonNode asked = posts(Map.of("message", "Importiere die Datei kunden-" + run + ".csv"));
        JsonNode interrupt = asked.path("interrupts").path(0);
        assertThat(interrupt.path("message").asString())
                .as(asked.path("reply").asString())
                .contains("kunden-" + run + ".csv", "2 von 3");
        assertThat(card(asked, "import").path("content").path("href").asString())
                .startsWith("/api/imports/");
        assertThat(card(asked, "confirm").toString()).contains("bleiben draußen");
        assertThat(leads()).isZero();

        JsonNode done = posts(Map.of("message", "ja"));
        assertThat(done.path("reply").asString()).contains("2 von 3 Zeilen importiert", "Der Wert ist negativ");
        assertThat(leads()).isEqualTo(2);

        JsonNode undone = posts(Map.of("message", "mach das rückgängig"));
        assertThat(undone.path("reply").asString()).contains("Zurückgenommen");
        assertThat(leads()).isZero();

        JsonNode again = posts(Map.of("message", "Importiere die Datei kunden-" + run + ".csv"));
        assertThat(again.path("reply").asString())
                .contains("wurde zurückgenommen", "2 von 2 importierten Datensätzen", "neu hoch");
        assertThat(card(again, "import").path("content").path("actions")).isEmpty();
    }

    @Test
    void the_pages_button_speaks_of_the_file_it_sent_and_a_file_that_is_not_there_is_asked_for() {
        String id = upload("liste-" + run + ".csv");

        JsonNode asked = posts(
                Map.of("message", "Importiere die Datei", "action", Map.of("id", "import:" + id, "cardId", "none")));
        JsonNode none = posts(Map.of("message", "Importiere die Datei gibtsnicht-" + run + ".csv"));

        assertThat(asked.path("interrupts")).hasSize(1);
        assertThat(none.path("interrupts")).isEmpty();
        assertThat(none.path("reply").asString()).contains("gibtsnicht-" + run, "Büroklammer");
    }

    @Test
    void what_a_column_means_is_put_right_by_saying_so() {
        byte[] file = "Name,Zaster\nAnna %1$s,100\n".formatted(run).getBytes(StandardCharsets.UTF_8);
        String id = ImportClient.json(sales.send(file, "zaster-" + run + ".csv", Map.of("kind", "leads"))
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();

        JsonNode asked = posts(Map.of("message", "Die Spalte Zaster ist das Budget"));
        JsonNode wrong = posts(Map.of("message", "Die Spalte Zaster ist der Mondschein"));

        assertThat(asked.path("interrupts")).as(asked.toString()).hasSize(1);
        assertThat(sales.got("/api/imports/" + id).at("/columns/1/field").asString())
                .isEqualTo("budget");
        assertThat(wrong.path("reply").asString()).contains("Das gibt es hier nicht");
    }

    @Test
    void what_the_mapping_may_become_is_told_in_the_readers_language() {
        String id = upload("wahl-" + run + ".csv");

        JsonNode choices = ImportClient.json(sales.get("/api/imports/" + id + "/choices", "de"));

        assertThat(choices.path("fields").toString()).contains("Nachname", "Budget");
        assertThat(choices.path("stages").toString()).contains("Angebot");
        assertThat(choices.path("kinds").toString()).contains("Leads");
    }

    @Test
    void an_answer_goes_along_as_a_file_by_its_buttons_and_by_asking() {
        JsonNode table = posts(Map.of("message", "Welche Deals sind offen?"));
        assertThat(card(table, "table").path("content").path("files")).hasSize(3);

        JsonNode ready = posts(Map.of("message", "exportier das als Excel"));

        String url = card(ready, "download")
                .path("content")
                .path("links")
                .path(0)
                .path("url")
                .asString();
        assertThat(url).contains("format=xlsx", "status");
        byte[] file = http.get()
                .uri(URLDecoder.decode(url, StandardCharsets.UTF_8))
                .headers(headers -> headers.setBearerAuth(sales.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(new String(file, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    }

    private String upload(String name) {
        return ImportClient.json(sales.send(LEADS.formatted(run).getBytes(StandardCharsets.UTF_8), name, Map.of())
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();
    }

    private long leads() {
        var tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select count(*) as n from lead where deleted_at is null and email like '%."
                                        + run + "@mail.example'")
                                .map(row -> row.get("n", Long.class))
                                .one())
                .block();
    }

    private static JsonNode card(JsonNode answer, String type) {
        return answer.path("cards")
                .valueStream()
                .filter(card -> card.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no card " + type + " in " + answer));
    }

    private JsonNode posts(Map<String, ?> body) {
        Map<String, Object> whole = new LinkedHashMap<>(body);
        if (!session.isEmpty()) {
            whole.put("session_id", session);
        }
        JsonNode answer = http.post()
                .uri("/api/chat")
                .headers(headers -> headers.setBearerAuth(sales.token()))
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(whole)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        session = answer.path("session_id").asString();
        return answer;
    }
}
