package app.henk.platform.web;

import static app.henk.ApiClient.nobody;
import static app.henk.ApiClient.ofSession;
import static app.henk.ApiClient.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What is published of the API is what it does. */
@HenkTest
class ApiContractTests {

    private static final UUID NOBODY = UUID.fromString("0198c5a0-7b1c-7d2e-8f00-1a2b3c4d5e6f");

    @Autowired
    WebTestClient http;

    @Autowired
    OpenApiWebfluxResource published;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

    private final List<String> unpublished = new ArrayList<>();
    private PublishedApi api;

    @BeforeEach
    void read() {
        api = PublishedApi.of(published);
    }

    @Test
    void the_crm_answers_with_what_is_published() {
        ApiClient sales = signedIn(http, "sales@works.example");
        for (String kind : List.of("leads", "contacts", "organisations", "deals")) {
            String one = "/api/" + kind + "/" + NOBODY;
            answers(nobody(http), HttpMethod.GET, "/api/" + kind, null, 401);
            answers(signedIn(http, "customer@works.example"), HttpMethod.GET, "/api/" + kind, null, 403);
            answers(sales, HttpMethod.GET, "/api/" + kind + "?limit=x", null, 400);
            answers(sales, HttpMethod.GET, one, null, 404);
        }
        JsonNode lead = made(
                sales,
                "/api/leads",
                Map.of("first_name", "Ada", "last_name", "Contract", "email", UUID.randomUUID() + "@api.example"));
        String uri = "/api/leads/" + lead.path("id").asString();
        answers(sales, HttpMethod.POST, "/api/leads", Map.of("nonsense", 1), 400);
        answers(sales.with("If-Match", "\"99\""), HttpMethod.PATCH, uri, Map.of("budget", 5), 412);
        JsonNode deal = made(sales, uri + "/deal", Map.of("title", "Lathe"));
        made(sales, "/api/deals", Map.of("title", "Press", "company", "Contract Ltd"));
        made(sales, "/api/organisations", Map.of("name", "Contract " + UUID.randomUUID()));
        made(sales, "/api/contacts", Map.of("last_name", "Contract", "email", UUID.randomUUID() + "@api.example"));
        made(
                sales,
                "/api/activities",
                Map.of(
                        "type",
                        "call",
                        "subject",
                        "Called",
                        "deal_id",
                        deal.path("id").asString()));
        made(sales, "/api/tasks", Map.of("subject", "Call", "due", "2027-03-05"));
        made(sales, "/api/crm/lead", Map.of("name", "Ada Contract", "email", UUID.randomUUID() + "@api.example"));
        answers(sales, HttpMethod.DELETE, uri, null, 204);
        answers(sales, HttpMethod.POST, "/api/change-sets/" + NOBODY + "/undo", Map.of(), 404);
        nothingIsUnpublished();
    }

    @Test
    void orders_appointments_and_promises_answer_with_what_is_published() {
        ApiClient tailor = signedIn(http, "sales@henk.example");
        ApiClient customer = signedIn(http, "customer@henk.example");
        String account = customer.get("/api/auth/me", 200).path("id").asString();
        JsonNode order = made(
                tailor,
                "/api/orders",
                Map.of(
                        "customer_id",
                        account,
                        "number",
                        "API-" + UUID.randomUUID().toString().substring(0, 8),
                        "title",
                        "Suit",
                        "promised",
                        LocalDate.now().plusDays(60).toString(),
                        "lines",
                        List.of(Map.of("name", "Linen", "price", 1250))));
        String uri = "/api/orders/" + order.path("id").asString();
        answers(tailor, HttpMethod.PATCH, uri, Map.of("version", 99, "step", "ready"), 409);
        answers(customer, HttpMethod.PATCH, uri, Map.of("version", 1, "step", "ready"), 403);
        answers(customer, HttpMethod.GET, "/api/orders/" + NOBODY, null, 404);
        answers(customer, HttpMethod.GET, "/api/appointments/types", null, 200);
        answers(customer, HttpMethod.POST, "/api/appointments", Map.of("type", "measurement"), 400);
        answers(customer, HttpMethod.GET, "/api/appointments/" + NOBODY, null, 404);
        made(
                tailor,
                "/api/promises",
                Map.of(
                        "what", "callback",
                        "due", LocalDate.now().plusDays(7).toString(),
                        "to", contact(tailor)));
        answers(tailor, HttpMethod.PATCH, "/api/promises/" + NOBODY, Map.of("state", "kept", "version", 1), 404);
        nothingIsUnpublished();
    }

    @Test
    void the_conversation_and_the_groups_answer_with_what_is_published() {
        String session = ApiClient.newSession(http);
        ApiClient visitor = ofSession(http, session);
        answers(visitor, HttpMethod.POST, "/api/chat", Map.of("message", "Guten Tag", "session_id", session), 200);
        answers(visitor, HttpMethod.POST, "/api/chat", Map.of("massage", "Guten Tag"), 400);
        answers(visitor, HttpMethod.POST, "/api/chat/" + session + "/typing", Map.of(), 204);
        answers(visitor, HttpMethod.POST, "/api/chat/" + session + "/stop", Map.of(), 204);
        answers(visitor, HttpMethod.GET, "/api/chat/" + session + "/stream", null, 204);
        answers(
                visitor,
                HttpMethod.POST,
                "/api/groups",
                Map.of(
                        "kind",
                        "team",
                        "name",
                        "Contract " + UUID.randomUUID(),
                        "size",
                        5,
                        "date",
                        LocalDate.now().plusDays(90).toString(),
                        "organiser",
                        "Lena Petersen",
                        "email",
                        "lena@mail.example",
                        "consent",
                        true),
                201);
        answers(visitor, HttpMethod.POST, "/api/groups", Map.of("kind", "choir"), 400);
        answers(visitor, HttpMethod.GET, "/api/groups/" + NOBODY, null, 404);
        nothingIsUnpublished();
    }

    @Test
    void the_other_modules_answer_with_what_is_published() {
        ApiClient admin = signedIn(http, "admin@henk.example");
        ApiClient customer = signedIn(http, "customer@henk.example");
        answers(nobody(http), HttpMethod.GET, "/api/fabrics/search?q=linen&limit=1", null, 200);
        answers(nobody(http), HttpMethod.GET, "/api/fabrics/search?size=1", null, 400);
        answers(nobody(http), HttpMethod.GET, "/api/fabrics/NONE-1/quote", null, 404);
        answers(
                nobody(http),
                HttpMethod.POST,
                "/api/auth/register",
                Map.of(
                        "email", UUID.randomUUID() + "@api.example",
                        "username", "Ada Contract",
                        "password", "a quiet long pass phrase"),
                201);
        answers(
                nobody(http),
                HttpMethod.POST,
                "/api/auth/login",
                Map.of("email", "nobody@api.example", "password", "wrong"),
                401);
        answers(nobody(http), HttpMethod.POST, "/api/auth/logout", Map.of(), 204);
        answers(customer, HttpMethod.PUT, "/api/me/consents/order", Map.of(), 204);
        answers(customer, HttpMethod.GET, "/api/me/export?format=odt", null, 400);
        answers(customer, HttpMethod.GET, "/api/insights/board", null, 403);
        answers(admin, HttpMethod.GET, "/api/insights/board", null, 200);
        answers(
                customer,
                HttpMethod.POST,
                "/api/knowledge/questions",
                Map.of("question", "Do you mend zips?", "consent", true),
                202);
        answers(admin, HttpMethod.GET, "/api/mail/" + NOBODY, null, 404);
        answers(admin, HttpMethod.GET, "/api/imports", null, 200);
        answers(admin, HttpMethod.DELETE, "/api/imports/" + NOBODY, null, 404);
        answers(customer, HttpMethod.GET, "/api/pipedrive/records", null, 403);
        nothingIsUnpublished();
    }

    @Test
    void what_a_controller_reads_from_the_address_is_published_and_nothing_else() {
        List<String> differing = new ArrayList<>();
        List<Address> compared = new ArrayList<>();
        controllers.getHandlerMethods().forEach((mapping, handler) -> {
            boolean isOurs = handler.getBeanType().getPackageName().startsWith("app.henk");
            if (isOurs && !readsAllAtOnce(handler)) {
                List<String> read = read(handler);
                addresses(mapping).forEach(address -> {
                    if (!api.operation(address.method(), address.path()).isMissingNode()) {
                        compared.add(address);
                        List<String> published = api.queryParameters(address.method(), address.path());
                        if (!published.stream().sorted().toList().equals(read)) {
                            differing.add(address + " reads " + read + ", published are " + published);
                        }
                    }
                });
            }
        });
        assertThat(differing).isEmpty();
        assertThat(compared).contains(new Address(HttpMethod.GET, "/api/deals"));
    }

    @Test
    void a_token_is_asked_for_except_where_everybody_may_come() {
        assertThat(api.document().at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(security("/api/deals")).containsExactly("{\"token\":[]}");
        assertThat(security("/api/fabrics/search")).containsExactly("{\"token\":[]}", "{}");
    }

    @Test
    void the_conversation_is_published_with_what_is_sent_and_what_comes_back() {
        JsonNode chat = api.operation(HttpMethod.POST, "/api/chat");
        assertThat(chat.at("/requestBody/content/application~1json/schema/oneOf")
                        .findValuesAsString("$ref"))
                .containsExactly(
                        "#/components/schemas/ChatMessage",
                        "#/components/schemas/AgUiRun",
                        "#/components/schemas/AiSdkChat");
        assertThat(chat.at("/responses/200/content").propertyNames())
                .containsExactlyInAnyOrder("application/json", "text/event-stream");
    }

    private record Address(HttpMethod method, String path) {}

    private static Stream<Address> addresses(RequestMappingInfo mapping) {
        return mapping.getPatternsCondition().getPatterns().stream()
                .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::asHttpMethod)
                        .map(method -> new Address(method, pattern.getPatternString())));
    }

    private static Stream<MethodParameter> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class));
    }

    /** Their own tests say what these read. */
    private static boolean readsAllAtOnce(HandlerMethod handler) {
        return parameters(handler).anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()));
    }

    private static List<String> read(HandlerMethod handler) {
        return parameters(handler)
                .map(parameter -> Optional.ofNullable(parameter.getParameterAnnotation(RequestParam.class))
                        .map(RequestParam::name)
                        .filter(name -> !name.isEmpty())
                        .orElseGet(parameter.getParameter()::getName))
                .sorted()
                .toList();
    }

    private List<String> security(String path) {
        return api.operation(HttpMethod.GET, path)
                .path("security")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }

    /** A contact to whom something can be promised. */
    private static String contact(ApiClient staff) {
        String email = UUID.randomUUID() + "@api.example";
        staff.post("/api/contacts", Map.of("last_name", "Contract", "email", email), 201);
        return email;
    }

    private JsonNode made(ApiClient who, String path, Object body) {
        return answers(who, HttpMethod.POST, path, body, 201);
    }

    private JsonNode answers(ApiClient who, HttpMethod method, String path, Object body, int status) {
        EntityExchangeResult<JsonNode> answer = body != null
                ? who.send(method, path, body)
                : method == HttpMethod.DELETE ? who.delete(path) : who.get(path);
        assertThat(answer.getStatus().value())
                .as("%s %s: %s", method, path, answer.getResponseBody())
                .isEqualTo(status);
        if (!api.statuses(method, path).contains(String.valueOf(status))) {
            unpublished.add(
                    method + " " + path + " answers " + status + ", published are " + api.statuses(method, path));
        }
        return answer.getResponseBody();
    }

    private void nothingIsUnpublished() {
        assertThat(unpublished).isEmpty();
    }
}
