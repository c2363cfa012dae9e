package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.customers.AboutMe;
import app.henk.fakes.FakeReply;
import app.henk.platform.jobs.Jobs;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A wedding party for those who were invited: a place of their own by one link, and one reminder. */
class GroupGuestTests extends WithGroup {

    @Autowired
    Jobs jobs;

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
        assertThat(greeting.at("/cards/0/content/schema/properties").propertyNames())
                .contains("measure_height", "measure_chest", "measure_waist", "measure_hips");
    }

    @Test
    void a_guest_is_done_with_one_form() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        gemini(request -> FakeReply.text("Danke."));
        Map<String, Object> values =
                new LinkedHashMap<>(Map.of("name", "Jonas Petersen", "email", "jonas@mail.example", "consent", true));
        NEEDED.forEach(kind -> values.put("measure_" + kind, MEASURES.get(kind)));

        chat.open(Map.of("session_id", jonas, "action", Map.of("id", "submit", "cardId", "c", "values", values)))
                .whole();

        assertThat(progress(begun).path("members")).singleElement().satisfies(member -> {
            assertThat(member.path("agreed").asBoolean()).isTrue();
            assertThat(member.path("done").asBoolean()).isTrue();
        });
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
    void a_link_opens_the_group_until_its_deadline_however_far_that_is() {
        LocalDate wedding = LocalDate.now().plusDays(370);
        Begun begun = begins(Map.of("date", wedding.toString()));
        assertThat(outlivesItsDeadline()).isTrue();

        post("/api/groups/" + begun.id() + "/link", "{}", Map.of("X-Henk-Session", begun.session()));
        assertThat(outlivesItsDeadline()).isTrue();

        tables.change(
                "update party set link_until = now() + interval '1 day', deadline = current_date where name = ?", name);
        GEMINI.script(
                FakeReply.call("start_group", Map.of("kind", "wedding", "name", name, "date", wedding.toString())),
                FakeReply.text("Notiert."));
        chat.open(message(begun.session(), "Der Tag bleibt")).whole();
        assertThat(outlivesItsDeadline()).isTrue();
    }

    private boolean outlivesItsDeadline() {
        return tables.rows(
                        "select link_until >= (deadline + 1)::timestamp at time zone 'Europe/Berlin'"
                                + " and deadline > current_date + 300 as it from party where name = ?",
                        name)
                .getFirst()
                .path("it")
                .asBoolean();
    }

    @Test
    void who_has_a_place_comes_back_to_it_by_a_link_that_lets_nobody_else_in() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();

        tables.change("update party set link_until = now() - interval '1 second' where name = ?", name);
        assertThat(joins(begun.link(), jonas).path("session_id").asString()).isEqualTo(jonas);
        refused(begun.link(), 410, "ist abgelaufen");
        tables.change("update party set link_revoked_at = now() where name = ?", name);

        assertThat(joins(begun.link(), jonas).path("session_id").asString()).isEqualTo(jonas);
        refused(begun.link(), 410, "gilt nicht mehr");
    }

    @Test
    void nobody_is_reminded_by_a_link_that_opens_nothing() {
        someoneIsLate();

        tables.change("update party set link_until = now() - interval '1 second' where name = ?", name);
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        tables.change(
                "update party set link_until = now() + interval '9 days', link_revoked_at = now() where name = ?",
                name);
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        assertThat(mails("group-reminder")).isEmpty();

        tables.change("update party set link_revoked_at = null where name = ?", name);
        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));
        assertThat(mails("group-reminder")).hasSize(1);
    }

    @Test
    void nobody_is_reminded_of_a_group_whose_organiser_had_everything_erased() {
        Begun begun = someoneIsLate();
        String token = JSON.readTree(post(
                                "/api/auth/register",
                                JSON.writeValueAsString(Map.of(
                                        "email",
                                        "lena-" + begun.id() + "@mail.example",
                                        "username",
                                        "Lena Petersen",
                                        "password",
                                        "a quiet long pass phrase",
                                        "session_id",
                                        begun.session())),
                                Map.of())
                        .body())
                .path("access_token")
                .asString();
        assertThat(delete("/api/me", Map.of("Authorization", "Bearer " + token)).statusCode())
                .isEqualTo(200);

        jobs.runNow("group-reminders").block(Duration.ofSeconds(20));

        assertThat(tables.rows("select name, deadline from party where id::text = ?", begun.id()))
                .singleElement()
                .satisfies(party -> {
                    assertThat(party.path("name").asString()).startsWith("– ");
                    assertThat(party.path("deadline").isNull()).isTrue();
                });
        assertThat(tables.rows("select id from mail where address = ?", late(begun)))
                .isEmpty();
    }

    @Test
    void a_house_with_more_than_a_hundred_groups_forgets_none_of_them() {
        Begun begun = someoneIsLate();
        try {
            tables.change("""
                    insert into party select (jsonb_populate_record(p, jsonb_build_object(
                           'id', 'ffffffff-ffff-4fff-8fff-' || lpad(n::text, 12, '0'), 'name', 'Voll ' || n,
                           'link_key', '\\x' || lpad(n::text, 36, '0')))).*
                      from party p, generate_series(1, 120) n where p.name = ?
                    """, name);

            jobs.runNow("group-reminders").block(Duration.ofSeconds(20));

            assertThat(tables.rows("select id from mail where address = ?", late(begun)))
                    .hasSize(1);
        } finally {
            tables.change("delete from party where name like 'Voll %'");
        }
    }

    @Test
    void a_guest_reads_what_was_agreed_to_in_words() {
        Begun begun = begins(Map.of());
        String jonas = joins(begun.link(), null).path("session_id").asString();
        gemini(request -> FakeReply.text("Danke."));
        chat.open(form(jonas, "Jonas Petersen", "jonas@mail.example")).whole();

        Map.of("de", "Teilnahme an der Gruppe", "en", "Taking part in the group", "fr", "Participation au groupe")
                .forEach((language, words) -> assertThat(
                                aboutMe.of(visitor(jonas), language).block(Duration.ofSeconds(20)))
                        .flatExtracting(AboutMe.Group::facts)
                        .filteredOn(fact -> fact.section().equals("consents"))
                        .anySatisfy(fact -> assertThat(fact.label()).isEqualTo(words))
                        .allSatisfy(fact -> assertThat(fact.label() + fact.value())
                                .doesNotContain("group contact", "contact-de-1")));
    }

    private Begun someoneIsLate() {
        Begun begun = begins(Map.of(
                "date", LocalDate.now().plusDays(60).toString(),
                "deadline", LocalDate.now().plusDays(2).toString()));
        gemini(request -> FakeReply.text("Danke."));
        String session = joins(begun.link(), null).path("session_id").asString();
        chat.open(form(session, "Till Brandes", late(begun))).whole();
        return begun;
    }

    private static String late(Begun begun) {
        return "till-" + begun.id() + "@mail.example";
    }
}
