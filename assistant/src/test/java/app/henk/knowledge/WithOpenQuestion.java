package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.tools.OwnWords;
import app.henk.agent.tools.ToolContext;
import app.henk.agent.tools.ToolRegistry;
import app.henk.agent.tools.ToolResult;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A question that nobody knows, who asks it, and the house that answers. */
@HenkTest
abstract class WithOpenQuestion {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** So many that no two names of a test resemble each other. */
    private static final int LETTERS = 16;

    @Autowired
    WebTestClient http;

    @Autowired
    ToolRegistry registry;

    @Autowired
    Knowledge knowledge;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    Tenant tailor;
    /** A thing that no document speaks of, another one for each test. */
    String thing;

    String question;

    @BeforeEach
    void something_that_nobody_knows() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        // letters that two names share would make one question of two that are open
        String letters = ThreadLocalRandom.current()
                .ints(LETTERS, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        thing = "Z" + letters + "kappe";
        question = "Führen Sie eine " + thing + "?";
    }

    Principal.Visitor visitor() {
        return new Principal.Visitor(tailor.id(), Ids.next());
    }

    /** Says so with an address of its own; returns it. */
    String later(Principal.Visitor who, String name) {
        String address = name.replaceAll("@.*", "") + "." + Ids.next() + "@mail.example";
        JsonNode kept =
                read(call(who, "ask_later", Map.of("question", question, "email", address), "Gern, an " + address));
        assertThat(kept.path("status").asString()).isEqualTo("kept");
        return address;
    }

    ToolResult call(Principal who, String tool, Map<String, ?> arguments, String said) {
        UUID conversation = who instanceof Principal.Visitor visitor ? visitor.conversation() : Ids.next();
        return registry.open(context(who, conversation, said))
                .call("c", tool, json(arguments))
                .block();
    }

    ToolContext context(Principal who, UUID conversation, String said) {
        return new ToolContext(
                who,
                tailor,
                who instanceof Principal.Staff ? Speaker.STAFF : Speaker.VISITOR,
                conversation,
                Ids.next(),
                Ids.next(),
                "de",
                ZonedDateTime.now(tailor.zone()),
                Optional.empty(),
                new OwnWords(List.of(said)),
                Map.of(),
                false);
    }

    static String json(Map<String, ?> arguments) {
        return JSON.writeValueAsString(arguments);
    }

    static JsonNode read(ToolResult result) {
        return JSON.readTree(result.json());
    }

    static Map<String, Object> answer() {
        return Map.of("answer", "Ja, in drei Farben.");
    }

    JsonNode listed() {
        return open(sales()).stream()
                .filter(one -> one.path("text").asString().equals(question))
                .findFirst()
                .orElseThrow();
    }

    String id() {
        return listed().path("id").asString();
    }

    List<JsonNode> open(ApiClient who) {
        return who.get("/api/knowledge/questions?limit=100", 200)
                .path("questions")
                .valueStream()
                .toList();
    }

    ApiClient sales() {
        return ApiClient.signedIn(http, "sales@henk.example");
    }

    long mails(String address) {
        return count("select count(*) from mail where template = 'answer-later' and address = '" + address + "'");
    }

    long rows(Scope scope, String sql) {
        return transactions
                .in(scope, () -> database.sql(sql).fetch().rowsUpdated())
                .block();
    }

    long count(String sql) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }
}
