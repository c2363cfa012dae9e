package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.customers.AboutMe;
import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A wedding party for whoever organises it and for the house: one link, one deal, and no measure of anybody. */
class GroupTests extends WithGroup {

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
        // by somebody who may begin one, so that nothing but the group itself can be wrong
        Begun begun = begins(Map.of());
        String other = name + " zwei";
        String day = LocalDate.now().plusDays(200).toString();
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("kind", "wedding", "name", other, "size", 1),
                Map.of("kind", "wedding", "name", other, "size", 900),
                Map.of("kind", "harem", "name", other),
                Map.of("kind", "wedding", "name", other, "tenant", "works"),
                Map.of("kind", "wedding", "name", other, "date", "2020-01-01"),
                Map.of("kind", "wedding", "name", other, "date", day, "deadline", day + "1"),
                Map.of(
                        "kind",
                        "wedding",
                        "name",
                        other,
                        "date",
                        day,
                        "deadline",
                        LocalDate.now().plusDays(230).toString()))) {
            GEMINI.script(FakeReply.call("start_group", wrong), FakeReply.text("Fertig, die Gruppe steht."));
            chat.open(ChatClient.message(begun.session(), "Und noch eine Gruppe"))
                    .whole();
            assertThat(tables.rows("select id from party where name = ?", other))
                    .as(wrong.toString())
                    .isEmpty();
        }
        GEMINI.script(
                FakeReply.call("start_group", Map.of("kind", "wedding", "name", other, "size", 4)),
                FakeReply.text("Fertig."));
        chat.open(ChatClient.message(begun.session(), "Und noch eine Gruppe")).whole();
        assertThat(tables.rows("select id from party where name = ?", other)).hasSize(1);
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
}
