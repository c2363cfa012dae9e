package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists that no figure is made of, in a house of their own: who waits for a person, and how far groups are. */
@HenkTest
class StaffListsTests extends StaffHouse {

    @Test
    void says_so_where_nobody_waits_and_no_group_orders() {
        assertThat(said(finds("handoffs", ""))).isEqualTo("Zurzeit wartet niemand auf einen Menschen.");
        assertThat(said(finds("groups", "Müller"))).isEqualTo("Zurzeit bestellt keine Gruppe gemeinsam.");
    }

    @Test
    void who_waits_is_told_with_since_when_and_who_has_taken_it() {
        waits("Mein Anzug ist zu eng!", "2 hours", Optional.empty());
        waits("Kann ich jemanden sprechen?", "1 hour", Optional.of("Jonas Feld"));

        List<AgentEvent> events = finds("handoffs", "");

        assertThat(said(events))
                .startsWith("Eine Person wartet auf einen Menschen, seit ")
                .endsWith(" Schon übernommen hat: Jonas Feld.");
        Map<String, Object> card = card(events, "table").content();
        assertThat(card.get("fallback").toString().lines())
                .satisfiesExactly(
                        longest -> assertThat(longest).endsWith(": Mein Anzug ist zu eng!"),
                        taken -> assertThat(taken)
                                .endsWith(": Kann ich jemanden sprechen? (Jonas Feld hat übernommen)"));
        assertThat(card.get("rows").toString()).contains("noch niemand", "möchte mit einem Menschen sprechen");
        assertThat(result(events).path("records")).hasSize(2);
    }

    @Test
    void who_is_there_stands_before_those_who_have_left_and_all_of_them_are_counted() {
        run(
                "insert into conversation (tenant_id, id, kind, key_hash, waiting_since, waiting_reason, last_at) select '"
                        + house.id() + "', gen_random_uuid(), 'visitor', decode(md5('" + house.id() + "' || n), 'hex'),"
                        + " now() - interval '30 days', 'ist gegangen', now() - interval '20 days' from generate_series(1, 105) n");
        waits("Ist da jemand?", "1 minute", Optional.empty());

        List<AgentEvent> events = finds("handoffs", "");

        assertThat(said(events)).startsWith("106 Personen warten auf einen Menschen. Hier stehen 20 davon;");
        assertThat(card(events, "table").content().get("fallback").toString().lines())
                .hasSize(20)
                .first()
                .asString()
                .endsWith(": Ist da jemand?");
    }

    @Test
    void who_waits_elsewhere_is_not_told() {
        waits("Hallo?", "5 minutes", Optional.empty());
        Tenant other = team.open();
        rep = new StaffTurns(transactions, database, other, team.colleague(other, "Ole", Role.ADMIN));

        assertThat(result(finds("handoffs", "")).path("status").asString()).isEqualTo("nothing");
    }

    @Test
    void a_lead_is_asked_for_though_the_first_stage_is_called_so_too() {
        team.lead(house, "Lena", 50, Optional.empty());
        team.lead(house, "Ole", 70, Optional.empty());

        assertThat(asks("Welcher Lead hat die höchste Punktzahl?"))
                .startsWith("1 Lead: ")
                .contains("Ole");
        assertThat(asks("Zeig mir den Lead mit dem höchsten Score"))
                .contains("Ole")
                .doesNotContain("gibt es nicht");
        rep.language = "en";
        assertThat(asks("Which lead has the highest score?"))
                .startsWith("1 lead: ")
                .contains("Ole");
        rep.language = "fr";
        assertThat(asks("Quel prospect a le meilleur score ?"))
                .startsWith("1 prospect")
                .contains("Ole");
    }

    @Test
    void one_group_is_told_by_its_name_with_each_person_in_it() {
        group("Hochzeit Müller", 4, "Lena");
        group("Team Nordwind", 3, "Ole");

        List<AgentEvent> events = finds("groups", "Müllers");

        assertThat(said(events))
                .startsWith("„Hochzeit Müller“: 0 von 4 sind fertig. Den Link noch nicht geöffnet: 3. Bis ");
        assertThat(card(events, "table").content().get("rows").toString()).contains("Lena");
        assertThat(card(events, "table").content().get("columns").toString()).doesNotContain("Erreichbar");
    }

    @Test
    void who_agreed_to_be_asked_can_be_reached_from_the_groups_card() {
        group("Hochzeit Müller", 4, "Lena");
        run("update party_member set phone = '+4940123456', email = 'lena@mail.example', consented_at = now(),"
                + " consent_version = 'group-de-1' where tenant_id = '" + house.id() + "'");

        Map<String, Object> card = card(finds("groups", "Müller"), "table").content();

        assertThat(card.get("columns").toString()).contains("Erreichbar");
        assertThat(card.get("rows").toString()).contains("+4940123456, lena@mail.example");
        assertThat(card.get("fallback").toString()).endsWith("+4940123456, lena@mail.example");
    }

    @Test
    void several_groups_are_listed_and_a_name_that_none_has_is_met_with_those_there_are() {
        group("Hochzeit Müller", 4, "Lena");
        group("Team Nordwind", 3, "Ole");

        assertThat(said(finds("groups", "")))
                .isEqualTo("2 Gruppen: „Team Nordwind“ (0 von 3 fertig), „Hochzeit Müller“ (0 von 4 fertig).");
        assertThat(said(finds("groups", "Schmidt"))).contains("„Schmidt“", "Team Nordwind", "Hochzeit Müller");
    }

    @Test
    void the_second_one_that_was_listed_is_opened_by_its_place() {
        group("Hochzeit Müller", 4, "Lena");
        group("Team Nordwind", 3, "Ole");
        waits("Mein Anzug ist zu eng!", "2 hours", Optional.empty());
        waits("Kann ich jemanden sprechen?", "1 hour", Optional.empty());

        asks("welche Gruppen gibt es?");
        assertThat(asks("öffne die zweite")).startsWith("„Hochzeit Müller“: 0 von 4 sind fertig.");
        asks("wer wartet auf einen Menschen?");
        assertThat(asks("öffne den zweiten")).endsWith(": Kann ich jemanden sprechen?");
        rep.language = "en";
        asks("who is waiting for a person?");
        assertThat(asks("open the second one")).endsWith(": Kann ich jemanden sprechen?");
        asks("which groups are there?");
        assertThat(asks("open the second one")).startsWith("“Hochzeit Müller”: 0 of 4 are done.");
        rep.language = "fr";
        asks("quels groupes y a-t-il ?");
        assertThat(asks("ouvre le deuxième")).startsWith("« Hochzeit Müller » : 0 sur 4 ont terminé.");
        asks("qui attend une personne ?");
        assertThat(asks("ouvre le deuxième")).contains("Kann ich jemanden sprechen?");
    }

    @Test
    void each_is_told_in_the_language_of_the_conversation() {
        waits("Bonjour ?", "5 minutes", Optional.empty());
        group("Mariage Dupont", 2, "Luc");

        rep.language = "fr";
        assertThat(said(finds("handoffs", ""))).startsWith("Une personne attend quelqu’un de la maison, depuis ");
        assertThat(said(finds("groups", "Dupont"))).startsWith("« Mariage Dupont » : 0 sur 2 ont terminé.");
        rep.language = "en";
        assertThat(said(finds("handoffs", ""))).startsWith("One person is waiting for somebody of ours, since ");
        assertThat(said(finds("groups", "Dupont"))).startsWith("“Mariage Dupont”: 0 of 2 are done.");
    }

    @Test
    void a_figure_of_the_customers_side_comes_with_what_it_counts() {
        waits("Hallo?", "5 minutes", Optional.empty());

        List<AgentEvent> one = finds(Map.of("entity", "kpi_customers", "measure", "registered"));
        List<AgentEvent> all = finds(Map.of("entity", "kpi_use", "where", "this_year"));

        assertThat(said(one))
                .startsWith("Kundenseite, letzte 30 Tage")
                .contains("Besucher, die sich angemeldet haben: 0 %. Von den Gesprächen, die ohne Anmeldung begannen");
        assertThat(card(one, "kpi").content().get("fallback").toString()).contains("Stand: ");
        assertThat((List<?>) card(one, "kpi").content().get("items")).hasSize(6);
        assertThat(said(all))
                .startsWith("Nutzung, dieses Jahr")
                .contains("Nachfassquote: noch nichts", "Prognosegenauigkeit: noch nichts", "Gesparte Stunden: 0");
        assertThat(result(finds(Map.of("entity", "kpi_use", "where", "bald")))
                        .path("status")
                        .asString())
                .isEqualTo("refused");
    }

    @Test
    void a_day_that_holds_more_than_is_shown_says_so() {
        for (int n = 0; n < 26; n++) {
            team.task(house, "Anruf " + n, "current_date", rep.staff.user(), Optional.empty());
        }

        assertThat(said(calls("my_day", Map.of()))).startsWith("Mehr als 25 Dinge brauchen Sie. Zuerst: ");
        rep.language = "fr";
        assertThat(said(calls("my_day", Map.of()))).startsWith("Plus de 25 choses vous réclament. ");
        rep.language = "de";
        run("update task set done_at = now() where subject = 'Anruf 7'");
        assertThat(said(calls("my_day", Map.of()))).startsWith("25 Dinge brauchen Sie. Zuerst: ");
    }

    @Test
    void a_lead_made_by_saying_so_is_the_speakers_and_its_deal_is_called_by_whose_it_is() {
        JsonNode lead = result(calls("create_lead", Map.of("first_name", "Petra", "last_name", "Lindenau")));
        JsonNode deal = result(calls("create_deal", Map.of("lead", "last")));

        assertThat(result(finds(Map.of("entity", "leads", "where", "assignee = me")))
                        .path("records_in_all")
                        .asInt())
                .as(lead.toString())
                .isOne();
        assertThat(found("Petra Lindenau")).as(deal.toString()).hasSize(1);
    }

    @Test
    void of_two_times_the_one_that_has_nothing_is_said_as_such() {
        UUID deal = team.deal(house, "Säge", "6040", Optional.empty());
        run("update deal set status = 'won', stage_key = 'won', closed_at = now() where id = '" + deal + "'");
        Map<String, String> sum = Map.of(
                "entity",
                "deals",
                "where",
                "status = won",
                "measure",
                "sum(value)",
                "compare",
                "closed this_year with previous");

        assertThat(said(finds(sum)).replace('\u00a0', ' '))
                .isEqualTo("Dieses Jahr haben wir 6.040 € gewonnen. Davor war nichts gewonnen.");
        rep.language = "en";
        assertThat(said(finds(sum))).isEqualTo("This year we won €6,040. Before that nothing was won.");
        rep.language = "fr";
        assertThat(said(finds(sum))).endsWith(" Avant, rien n’avait été gagné.");
        rep.language = "de";
        assertThat(said(finds(Map.of(
                        "entity", "deals", "measure", "avg(value)", "compare", "closed this_year with previous"))))
                .endsWith(" Davor gab es nichts.");
    }

    private List<AgentEvent> finds(String entity, String where) {
        return finds(where.isEmpty() ? Map.of("entity", entity) : Map.of("entity", entity, "where", where));
    }

    private List<AgentEvent> finds(Map<String, String> arguments) {
        ScriptedModel model = new ScriptedModel()
                .calls("find", JSON.writeValueAsString(arguments))
                .says("…");
        return rep.said(
                agent(model),
                switch (rep.language) {
                    case "fr" -> "Montrez-moi cela, s'il vous plaît.";
                    case "en" -> "Show me that, please.";
                    default -> "Zeig mir das bitte.";
                });
    }

    private static String said(List<AgentEvent> events) {
        return result(events).path("say").asString();
    }

    private void waits(String words, String since, Optional<String> holder) {
        UUID id = visitor();
        String held = holder.map(name -> ", held_by = '" + rep.staff.user() + "', held_name = '" + name
                        + "', held_since = now(), held_until = now() + interval '10 minutes'")
                .orElse("");
        run("update conversation set waiting_since = now() - interval '" + since
                + "', waiting_reason = 'möchte mit einem Menschen sprechen'" + held + " where id = '" + id + "'");
        run("insert into run (tenant_id, id, conversation_id, status) values ('" + house.id() + "', '" + id + "', '"
                + id + "', 'finished')");
        run("insert into message (tenant_id, id, conversation_id, run_id, role, text) values ('" + house.id() + "', '"
                + id + "', '" + id + "', '" + id + "', 'user', '" + words + "')");
    }

    private UUID visitor() {
        UUID id = Ids.next();
        run("insert into conversation (tenant_id, id, kind, key_hash) values ('" + house.id() + "', '" + id
                + "', 'visitor', decode(md5('" + id + "'), 'hex'))");
        return id;
    }

    private void group(String name, int size, String guest) {
        UUID conversation = visitor();
        UUID lead = team.lead(house, guest, 50, Optional.empty());
        UUID deal = team.deal(house, name, "1000", Optional.empty());
        run("insert into party (tenant_id, id, kind, name, size, deadline, language, organiser_conversation,"
                + " organiser_name, lead_id, deal_id, link_key, link_until) values ('" + house.id() + "', '"
                + conversation + "', 'wedding', '" + name + "', " + size + ", current_date + 20, 'de', '"
                + conversation + "', 'Lena', '" + lead + "', '" + deal + "', substring(sha256('" + conversation
                + "'::bytea) for 18), now() + interval '9 days')");
        run("insert into party_member (tenant_id, id, party_id, conversation_id, name, language) values ('" + house.id()
                + "', '" + conversation + "', '" + conversation + "', '" + conversation + "', '" + guest + "', 'de')");
    }
}
