package app.henk.faults;

import static app.henk.faults.ChatClient.message;
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
import app.henk.platform.jobs.Jobs;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A wedding party: one link, six suits, one deal, and nobody sees another's measures. */
class GroupTests extends WithGemini {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, BigDecimal> MEASURES = Map.of(
            "height", new BigDecimal(184),
            "chest", new BigDecimal(102),
            "waist", new BigDecimal(88),
            "hips", new BigDecimal(99));
    private static final List<String> NEEDED = List.copyOf(MEASURES.keySet());

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

    @Autowired
    Jobs jobs;

    private final HttpClient http = HttpClient.newHttpClient();
    private TenantId henk;
    private String name;

    @BeforeEach
    void a_wedding() {
        henk = tenants.all()
                .filter(tenant -> tenant.slug().equals("henk"))
                .blockFirst()
                .id();
        name = "Hochzeit " + UUID.randomUUID();
    }

    /** @param link as the organiser was told */
    private record Begun(String session, String id, String link) {}

    private Begun begins(Map<String, ?> more) {
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

    private static Map<String, Object> form(String session, String who, String email) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("name", who, "consent", true));
        values.put("email", email);
        return Map.of("session_id", session, "action", Map.of("id", "submit", "cardId", "c", "values", values));
    }

    @Test
    void the_organiser_agrees_and_gets_one_link_and_the_house_one_deal() {
        GEMINI.script(
                FakeReply.call("start_group", Map.of("kind", "wedding", "name", name, "size", 6)),
                FakeReply.text("Gern. Wer sind Sie?"));
        Answer asked = chat.say("Wir sind sechs und brauchen Anzüge");

        assertThat(asked.cards("form")).hasSize(1);
        assertThat(tables.rows("select id from party where name = ?", name)).isEmpty();
        gemini(request -> FakeReply.text("Die Gruppe steht."));
        Answer begun = chat.open(form(asked.session(), "Lena Petersen", "lena@mail.example"))
                .whole();

        assertThat(begun.text()).contains("Das ist der Link für alle: http").contains("keine Maße");
        assertThat(begun.cards("table").getFirst().path("title").asString()).isEqualTo(name + ": 0 von 6 fertig");
        assertThat(begun.cards("table").getFirst().path("fallback").asString()).isNotBlank();
        List<JsonNode> deals = tables.rows(
                "select d.title, d.value from party p join deal d on d.id = p.deal_id where p.name = ?", name);
        assertThat(deals).singleElement().satisfies(deal -> {
            assertThat(deal.path("title").asString()).isEqualTo(name);
            assertThat(deal.path("value").decimalValue()).isEqualByComparingTo("15000");
        });
        // said again, it is the same group
        GEMINI.script(
                FakeReply.call("start_group", Map.of("kind", "wedding", "name", name, "size", 7)),
                FakeReply.text("Sieben sind notiert."));
        Answer again =
                chat.open(message(asked.session(), "Wir sind doch sieben")).whole();
        assertThat(again.text()).contains(begun.text().replaceAll("(?s).*(http\\S+/g/\\S+).*", "$1"));
        assertThat(tables.rows("select size from party where name = ?", name))
                .singleElement()
                .satisfies(party -> assertThat(party.path("size").asInt()).isEqualTo(7));
    }

    @Test
    void a_link_leads_to_the_tenants_page_and_gives_each_person_a_conversation_of_their_own() {
        Begun begun = begins(Map.of());

        HttpResponse<String> led = get(URI.create(begun.link()).getPath(), Map.of());
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(led.headers().firstValue("Location").orElseThrow()).startsWith("/#g=");
        JsonNode jonas = joins(begun.link(), null);
        JsonNode till = joins(begun.link(), null);

        assertThat(jonas.path("session_id").asString())
                .startsWith("hs_")
                .isNotEqualTo(till.path("session_id").asString());
        assertThat(joins(begun.link(), jonas.path("session_id").asString()).path("session_id"))
                .isEqualTo(jonas.path("session_id"));
        JsonNode greeting = chat.history(jonas.path("session_id").asString()).get(0);
        assertThat(greeting.path("role").asString()).isEqualTo("assistant");
        assertThat(greeting.path("text").asString()).contains(name, "Lena Petersen", "nicht die Gruppe");
        assertThat(greeting.path("cards").get(0).path("type").asString()).isEqualTo("form");
    }

    @Test
    void a_group_is_begun_over_http_as_well_and_says_what_is_missing_or_wrong() {
        String session = chat.say("Guten Tag").session();
        Map<String, String> me = Map.of("X-Henk-Session", session);
        Map<String, Object> group = new LinkedHashMap<>(Map.of("kind", "team", "name", name, "size", 5));

        HttpResponse<String> incomplete = post("/api/groups", JSON.writeValueAsString(group), me);
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(incomplete.body()).contains("person-needed", "consent");
        group.putAll(Map.of("organiser", "Lena Petersen", "email", "lena@mail.example", "consent", true));
        group.put("date", "1990-05-12");
        assertThat(post("/api/groups", JSON.writeValueAsString(group), me).body())
                .contains("invalid-fields", "date_past");
        group.put("date", LocalDate.now().plusDays(90).toString());
        HttpResponse<String> begun = post("/api/groups", JSON.writeValueAsString(group), me);

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        JsonNode progress = JSON.readTree(begun.body());
        assertThat(joins(progress.path("link").asString(), null).path("group").asString())
                .isEqualTo(name);
        assertThat(post("/api/groups", JSON.writeValueAsString(group), me).statusCode())
                .isEqualTo(200);
        assertThat(post("/api/groups", JSON.writeValueAsString(group), Map.of()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void who_was_invited_becomes_part_of_the_group_and_no_lead_of_its_own() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        int leads = tables.rows("select id from lead").size();

        gemini(request -> FakeReply.text("Danke."));
        chat.open(form(jonas, "Jonas Petersen", "jonas@mail.example")).whole();

        assertThat(tables.rows("select id from lead")).hasSize(leads);
        assertThat(member(jonas).path("name").asString()).isEqualTo("Jonas Petersen");
        assertThat(member(jonas).path("consented_at").asString()).isNotBlank();
        assertThat(member(jonas).path("consent_version").asString()).isEqualTo("contact-de-1");
        // a model cannot agree in the person's place
        String till = joins(begun.link(), null).path("session_id").asString();
        GEMINI.script(
                FakeReply.call("capture_lead", Map.of("name", "Till Brandes", "email", "till@mail.example")),
                FakeReply.text("Gern."));
        chat.open(message(till, "Till Brandes, till@mail.example")).whole();
        assertThat(member(till).path("consented_at").isNull()).isTrue();
        assertThat(member(till).path("name").isNull()).isTrue();
    }

    @Test
    void the_organiser_sees_who_is_done_and_nobody_sees_a_measure() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        gemini(request -> FakeReply.text("Danke."));
        chat.open(form(jonas, "Jonas Petersen", "jonas@mail.example")).whole();
        GEMINI.script(
                FakeReply.call("record_measurements", Map.of("height", 184, "chest", 102, "waist", 88, "hips", 99)),
                FakeReply.text("Notiert."));
        chat.open(message(jonas, "184 cm, Brust 102, Taille 88, Hüfte 99")).whole();
        String till = joins(begun.link(), null).path("session_id").asString();

        GEMINI.script(FakeReply.call("group_progress", Map.of()), FakeReply.text("So steht es."));
        Answer seen = chat.open(message(begun.session(), "Wie weit sind wir?")).whole();
        JsonNode table = seen.cards("table").getFirst();
        assertThat(table.path("title").asString()).isEqualTo(name + ": 1 von 6 fertig");
        assertThat(table.path("rows").toString()).contains("Jonas Petersen", "noch ohne Namen");
        JsonNode rest = JSON.readTree(get("/api/groups/" + begun.id(), Map.of("X-Henk-Session", begun.session()))
                .body());
        assertThat(rest.path("members").toString())
                .contains("Jonas Petersen", "\"done\":true")
                .doesNotContain("known_sizes", "height");
        rest.path("members")
                .forEach(member -> assertThat(member.propertyNames())
                        .containsExactlyInAnyOrder("id", "name", "agreed", "known", "done"));

        // a guest sees the own part alone
        GEMINI.script(FakeReply.call("group_progress", Map.of()), FakeReply.text("So steht es."));
        Answer guest = chat.open(message(till, "Wie weit sind wir?")).whole();
        assertThat(guest.cards("table").getFirst().path("rows").size()).isEqualTo(1);
        assertThat(guest.text() + guest.cards("table")).doesNotContain("Jonas", "/g/");
        assertThat(get("/api/groups/" + begun.id(), Map.of("X-Henk-Session", till))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/groups/" + begun.id(), Map.of()).statusCode()).isEqualTo(401);
        assertThat(new DeskClient(base(), "sales@henk.example")
                        .get("/api/groups/" + begun.id())
                        .path("name")
                        .asString())
                .isEqualTo(name);
        assertThat(new DeskClient(base(), "sales@works.example").status("/api/groups/" + begun.id()))
                .isEqualTo(404);
        assertThat(new DeskClient(base(), "customer@henk.example").status("/api/groups/" + begun.id()))
                .isEqualTo(404);
        assertThat(new DeskClient(base(), "customer@henk.example").status("/api/groups"))
                .isEqualTo(403);
    }

    @Test
    void a_measure_that_its_owner_has_forgotten_is_missing_again() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        gemini(request -> FakeReply.text("Danke."));
        chat.open(form(jonas, "Jonas Petersen", "jonas@mail.example")).whole();
        record(jonas, NEEDED);
        assertThat(progress(begun).path("members").get(0).path("done").asBoolean())
                .isTrue();

        var forgotten = aboutMe.change(
                        visitor(jonas),
                        "waist",
                        new AboutMe.Change(Optional.empty(), Optional.empty(), Optional.empty(), "chat", "de"))
                .block(Duration.ofSeconds(20));

        assertThat(forgotten).isInstanceOf(AboutMe.Changed.Forgotten.class);
        JsonNode member = progress(begun).path("members").get(0);
        assertThat(member.path("known").asInt()).isEqualTo(NEEDED.size() - 1);
        assertThat(member.path("done").asBoolean()).isFalse();
    }

    @Test
    void who_opens_the_link_on_a_second_device_is_one_person_to_the_organiser_and_gets_one_reminder() {
        LocalDate deadline = LocalDate.now().plusDays(2);
        Begun begun = begins(Map.of("date", LocalDate.now().plusDays(60).toString(), "deadline", deadline.toString()));
        gemini(request -> FakeReply.text("Danke."));
        String address = "till-" + begun.id() + "@mail.example";
        String phone = joins(begun.link(), null).path("session_id").asString();
        chat.open(form(phone, "Till Brandes", address)).whole();
        record(phone, List.of("height", "chest"));
        String laptop = joins(begun.link(), null).path("session_id").asString();
        chat.open(form(laptop, "Till Brandes", address.toUpperCase(java.util.Locale.ROOT)))
                .whole();
        record(laptop, List.of("waist"));

        assertThat(progress(begun).path("members")).singleElement().satisfies(till -> {
            assertThat(till.path("name").asString()).isEqualTo("Till Brandes");
            assertThat(till.path("known").asInt()).isEqualTo(3);
        });
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        assertThat(mails("group-reminder"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("values").toString())
                        .contains("Hüfte")
                        .doesNotContain("Taille"));
        // what one device knows stays with it
        assertThat(aboutMe.of(visitor(laptop), "de")
                        .block(Duration.ofSeconds(20))
                        .toString())
                .contains("Taille")
                .doesNotContain("Körpergröße");
    }

    @Test
    void who_is_signed_in_comes_back_to_the_same_conversation_on_every_device() {
        Begun begun = begins(Map.of());
        DeskClient customer = new DeskClient(base(), "customer@henk.example");

        String first = customer.post("/api/groups/join", Map.of("link", begun.link(), "locale", "de"))
                .body();
        String second = customer.post("/api/groups/join", Map.of("link", begun.link(), "locale", "de"))
                .body();

        assertThat(JSON.readTree(first).path("session_id").asString()).startsWith("hc_");
        assertThat(JSON.readTree(second)).isEqualTo(JSON.readTree(first));
        assertThat(progress(begun).path("members")).hasSize(1);
    }

    @Test
    void the_organiser_gets_the_invitation_by_mail_to_pass_on_and_nobody_else_does() {
        Begun begun = begins(Map.of());

        assertThat(mails("group-invitation")).singleElement().satisfies(mail -> {
            assertThat(mail.path("address").asString()).isEqualTo("lena@mail.example");
            assertThat(mail.path("values").toString()).contains(begun.link());
        });
        GEMINI.script(
                FakeReply.call("start_group", Map.of("kind", "wedding", "name", name, "size", 7)),
                FakeReply.text("Sieben sind notiert."));
        chat.open(message(begun.session(), "Wir sind doch sieben")).whole();
        assertThat(mails("group-invitation")).hasSize(1);

        JsonNode renewed = JSON.readTree(
                post("/api/groups/" + begun.id() + "/link", "{}", Map.of("X-Henk-Session", begun.session()))
                        .body());

        assertThat(mails("group-invitation"))
                .hasSize(2)
                .anySatisfy(mail -> assertThat(mail.path("values").toString())
                        .contains(renewed.path("link").asString()));
    }

    @Test
    void the_database_shows_an_organiser_no_row_of_another_person_whatever_a_query_forgets() {
        Begun begun = begins(Map.of());
        joins(begun.link(), null);
        String till = joins(begun.link(), null).path("session_id").asString();

        assertThat(count(visitor(begun.session()).scope(), "select count(*) from party_member"))
                .isZero();
        assertThat(count(visitor(begun.session()).scope(), "select count(*) from party"))
                .isEqualTo(1);
        assertThat(count(visitor(till).scope(), "select count(*) from party_member"))
                .isEqualTo(1);
        assertThat(count(visitor(till).scope(), "select count(*) from party")).isZero();
        assertThat(count(
                        visitor(till).scope(),
                        "select count(*) from henk.party_progress('" + begun.id() + "', array['height'])"))
                .isZero();
    }

    @Test
    void forty_people_at_once_lose_nothing() {
        Begun begun = begins(Map.of("size", 40));
        gemini(request -> FakeReply.text("Danke."));

        List<String> sessions = IntStream.range(0, 40)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> {
                            String session =
                                    joins(begun.link(), null).path("session_id").asString();
                            var answers = NEEDED.stream()
                                    .map(kind -> CompletableFuture.runAsync(
                                            () -> record(session, List.of(kind)), Thread::startVirtualThread))
                                    .toList();
                            chat.open(form(session, "Gast Nummer" + n, "gast" + n + "@mail.example"))
                                    .whole();
                            answers.forEach(CompletableFuture::join);
                            return session;
                        },
                        Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(sessions).doesNotHaveDuplicates();
        JsonNode progress = progress(begun);
        assertThat(progress.path("members").size()).isEqualTo(40);
        assertThat(progress.path("members")
                        .valueStream()
                        .filter(m -> m.path("done").asBoolean()))
                .hasSize(40);
        assertThat(progress.path("members")
                        .valueStream()
                        .map(m -> m.path("name").asString())
                        .distinct())
                .hasSize(40);
    }

    @Test
    void a_link_that_opens_nothing_says_why() throws Exception {
        Begun begun = begins(Map.of());
        String guessed = begun.link().substring(0, begun.link().length() - 4) + "AAAA";

        for (String wrong : List.of(guessed, "", "x", "../../etc", "%00", "A".repeat(24))) {
            refused(wrong, 404, "Diesen Einladungslink gibt es nicht.");
        }
        tables.change("update party set link_until = now() - interval '1 second' where name = ?", name);
        refused(begun.link(), 410, "ist abgelaufen");
        JsonNode renewed = JSON.readTree(
                post("/api/groups/" + begun.id() + "/link", "{}", Map.of("X-Henk-Session", begun.session()))
                        .body());
        assertThat(renewed.path("link").asString()).isNotEqualTo(begun.link());
        refused(begun.link(), 404, "Diesen Einladungslink gibt es nicht.");
        assertThat(joins(renewed.path("link").asString(), null).path("group").asString())
                .isEqualTo(name);
        HttpRequest revoke = HttpRequest.newBuilder(URI.create(base() + "/api/groups/" + begun.id() + "/link"))
                .header("X-Henk-Session", begun.session())
                .DELETE()
                .build();
        assertThat(http.send(revoke, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
        refused(renewed.path("link").asString(), 410, "gilt nicht mehr");
        // whoever is in stays in, but lets nobody else in
        String stranger = chat.say("Guten Tag").session();
        assertThat(post("/api/groups/" + begun.id() + "/link", "{}", Map.of("X-Henk-Session", stranger))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void who_is_late_is_reminded_once_and_only_if_that_person_agreed() {
        LocalDate deadline = LocalDate.now().plusDays(2);
        Begun begun = begins(Map.of("date", LocalDate.now().plusDays(60).toString(), "deadline", deadline.toString()));
        gemini(request -> FakeReply.text("Danke."));
        String late = joins(begun.link(), null).path("session_id").asString();
        chat.open(form(late, "Till Brandes", "till-" + begun.id() + "@mail.example"))
                .whole();
        record(late, List.of("height"));
        String done = joins(begun.link(), null).path("session_id").asString();
        chat.open(form(done, "Jonas Petersen", "jonas-" + begun.id() + "@mail.example"))
                .whole();
        record(done, NEEDED);
        joins(begun.link(), null);

        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));

        assertThat(mails("group-reminder")).singleElement().satisfies(mail -> {
            assertThat(mail.path("address").asString()).startsWith("till-");
            assertThat(mail.path("values").toString())
                    .contains("Brust", "Taille", "Hüfte")
                    .doesNotContain("Größe");
        });
    }

    @Test
    void a_group_over_eight_calls_a_person() {
        begins(Map.of("size", 12));
        assertThat(tables.rows(
                        "select c.waiting_cause from conversation c join party p on p.organiser_conversation = c.id where p.name = ?",
                        name))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.path("waiting_cause").asString()).isEqualTo("group"));
    }

    @Test
    void what_a_model_makes_up_begins_no_group() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("kind", "wedding", "name", name, "size", 1),
                Map.of("kind", "wedding", "name", name, "size", 900),
                Map.of("kind", "harem", "name", name),
                Map.of("kind", "wedding", "name", name, "tenant", "works"),
                Map.of("kind", "wedding", "name", name, "date", "2020-01-01"),
                Map.of("kind", "wedding", "name", name, "date", "2027-06-01", "deadline", "2027-07-01"))) {
            GEMINI.script(FakeReply.call("start_group", wrong), FakeReply.text("Fertig, die Gruppe steht."));
            chat.say("Hallo");
        }
        assertThat(tables.rows("select id from party where name = ?", name)).isEmpty();
    }

    @Test
    void the_demo_has_a_group_of_six_to_look_at() {
        DeskClient samuel = new DeskClient(base(), "sales@henk.example");
        JsonNode demo = samuel.get("/api/groups")
                .path("groups")
                .valueStream()
                .filter(group -> group.path("name").asString().equals("Hochzeit Lena und Jonas"))
                .findFirst()
                .orElseThrow();
        assertThat(demo.path("size").asInt()).isEqualTo(6);
        assertThat(demo.path("members").size()).isEqualTo(5);
        assertThat(demo.path("members").valueStream().filter(m -> m.path("done").asBoolean()))
                .hasSize(3);
    }

    private List<JsonNode> mails(String template) {
        return tables.rows(
                "select address, values from mail where template = ? and values::text like '%' || ? || '%'",
                template, name);
    }

    private JsonNode joins(String link, String session) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("link", link, "locale", "de"));
        if (session != null) {
            body.put("session_id", session);
        }
        HttpResponse<String> answer = post("/api/groups/join", JSON.writeValueAsString(body), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void refused(String link, int status, String sentence) {
        HttpResponse<String> answer =
                post("/api/groups/join", JSON.writeValueAsString(Map.of("link", link, "locale", "de")), Map.of());
        assertThat(answer.statusCode()).as(link).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("detail").asString()).contains(sentence);
    }

    private void record(String session, List<String> kinds) {
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

    private JsonNode progress(Begun begun) {
        return JSON.readTree(get("/api/groups/" + begun.id(), Map.of("X-Henk-Session", begun.session()))
                .body());
    }

    private JsonNode member(String session) {
        return tables.rows(
                        "select * from party_member where conversation_id::text = ?",
                        visitor(session).conversation().toString())
                .getFirst();
    }

    private Principal.Visitor visitor(String session) {
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(session.substring(3));
        var buffer = java.nio.ByteBuffer.wrap(bytes);
        return new Principal.Visitor(henk, new UUID(buffer.getLong(), buffer.getLong()));
    }

    private long count(Scope scope, String sql) {
        return transactions
                .in(
                        scope,
                        () -> database.sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(URI.create(base() + path)).GET(), headers);
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) {
        return send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
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

    private String base() {
        return "http://localhost:" + port;
    }
}
