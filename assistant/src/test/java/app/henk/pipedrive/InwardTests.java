package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.ChangeSets;
import app.henk.crm.Channel;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.NewDeal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.node.ObjectNode;

/** What is changed in Pipedrive appears here, whatever becomes of the webhooks. */
@HenkTest
class InwardTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    WebTestClient http;

    @LocalServerPort
    int port;

    private Synced synced;

    @BeforeEach
    void connect() {
        synced = Synced.connected(context);
        synced.webhook(port);
    }

    @AfterEach
    void nothing_was_sent_that_pipedrive_does_not_know() {
        assertThat(synced.fake.violations()).isEmpty();
        synced.close();
    }

    @Test
    void a_deal_that_is_moved_there_moves_here_and_goes_back_no_more() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();
        synced.fake.forget();

        synced.fake
                .person()
                .change(
                        "deal",
                        id,
                        Map.of("stage_id", synced.fake.stage("Negotiations Started"), "title", "Elf Anzüge"));
        arrives(() -> stage(deal).equals("negotiation"));

        assertThat(synced.deals().find(synced.staff, deal).block().title()).isEqualTo("Elf Anzüge");
        assertThat(synced.calls()).containsExactly("GET /api/v2/deals/" + id);
        var last = context.getBean(ChangeSets.class)
                .history(synced.staff, Entity.DEAL, deal)
                .block();
        assertThat(last.getFirst().channel()).isEqualTo(Channel.PIPEDRIVE);
    }

    @Test
    void what_we_wrote_ourselves_is_not_read_again() {
        UUID deal = synced.deal("Zehn Anzüge", "4000");
        synced.work();
        synced.move(deal, "proposal");
        synced.work();
        heard(2);
        synced.fake.forget();

        synced.workItOff();

        assertThat(synced.calls()).isEmpty();
    }

    @Test
    void a_deal_that_is_made_there_comes_once_with_its_person_however_often_it_is_told() {
        synced.fake.webhooks(0, 1, 0.5);
        ObjectNode person = synced.fake
                .person()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Karla Kunde",
                                "emails",
                                List.of(Map.of("value", "Karla@Kunde.example", "primary", true))));
        ObjectNode deal = synced.fake
                .person()
                .create(
                        "deal",
                        Map.of(
                                "title",
                                "Messestand",
                                "value",
                                900,
                                "person_id",
                                person.path("id").asLong(),
                                "stage_id",
                                synced.fake.stage("Proposal Made")));
        arrives(() -> synced.here("deal", deal).isPresent());

        UUID here = synced.here("deal", deal).orElseThrow();
        var found = synced.deals().find(synced.staff, here).block();
        assertThat(found.title()).isEqualTo("Messestand");
        assertThat(stage(here)).isEqualTo("proposal");
        assertThat(found.email()).contains("karla@kunde.example");
        assertThat(synced.count("select count(*) from deal")).isEqualTo(1);
        assertThat(synced.count("select count(*) from contact")).isEqualTo(1);
    }

    @Test
    void won_there_is_won_here_and_a_deletion_can_be_taken_back() {
        UUID won = synced.deal("Gewonnen", "4000");
        UUID gone = synced.deal("Gelöscht", "4000");
        synced.work();
        String remote = synced.standing(Entity.DEAL, gone).remoteId().orElseThrow();

        synced.fake
                .person()
                .change("deal", synced.standing(Entity.DEAL, won).remoteId().orElseThrow(), Map.of("status", "won"));
        synced.fake.person().delete("deal", remote);
        arrives(() -> synced.deals().find(synced.staff, won).block().status().equals("won"));
        arrives(() -> synced.count("select count(*) from deal where deleted_at is not null") == 1);
        assertThat(synced.standing(Entity.DEAL, gone).reason()).contains("deleted");

        var deletion = context.getBean(ChangeSets.class)
                .history(synced.staff, Entity.DEAL, gone)
                .block()
                .getFirst();
        context.getBean(ChangeSets.class)
                .undo(synced.staff, deletion.id(), Synced.REST)
                .block();
        synced.workItOff();
        assertThat(synced.there(Entity.DEAL, gone).path("title").asString()).isEqualTo("Gelöscht");
        assertThat(synced.standing(Entity.DEAL, gone).remoteId()).isPresent().isNotEqualTo(Optional.of(remote));
    }

    @Test
    void people_who_are_merged_there_are_one_here_too() {
        UUID eva = synced.contact("Eva", "Roth", "eva@roth.example");
        synced.workItOff();
        String ours = synced.standing(Entity.CONTACT, eva).remoteId().orElseThrow();
        ObjectNode other = synced.fake
                .person()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "E. Roth",
                                "emails",
                                List.of(Map.of("value", "eva@roth.example", "primary", true))));

        synced.fake.person().merge("person", ours, other.path("id").asString());
        arrives(() -> synced.standing(Entity.CONTACT, eva)
                .remoteId()
                .equals(Optional.of(other.path("id").asString())));
        assertThat(synced.text("select last_name as t from contact where id = :id", eva))
                .isEqualTo("Roth");
        assertThat(synced.count("select count(*) from contact where deleted_at is null"))
                .isEqualTo(1);
    }

    @Test
    void a_lead_that_a_salesperson_makes_a_deal_is_that_deal_here() {
        var lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example");
        UUID deal = synced.deals()
                .create(
                        synced.staff,
                        new NewDeal(
                                DealChange.none().title("Hochzeitsanzug").value(Optional.of(new BigDecimal("1500"))),
                                Optional.empty(),
                                Optional.of(lead.id()),
                                Optional.empty()),
                        Synced.REST)
                .block()
                .now()
                .id();
        synced.workItOff();

        synced.fake
                .person()
                .convert(synced.standing(Entity.LEAD, lead.id()).remoteId().orElseThrow());
        arrives(() -> synced.standing(Entity.DEAL, deal).state().equals("synced"));
        assertThat(synced.there(Entity.DEAL, deal).path("source_lead_id").asString())
                .isNotEmpty();
        assertThat(synced.standing(Entity.LEAD, lead.id()).reason()).contains("converted");
        assertThat(synced.count("select count(*) from deal")).isEqualTo(1);
        assertThat(synced.fake.all("deal")).hasSize(1);
    }

    @Test
    void a_webhook_that_was_lost_is_healed_and_what_is_the_same_costs_nothing_more() {
        UUID changed = synced.deal("Alt", "100");
        synced.deal("Bleibt", "100");
        UUID gone = synced.deal("Geht", "100");
        synced.work();
        synced.fake.webhooks(1, 0, 0);
        synced.fake
                .person()
                .change("deal", synced.standing(Entity.DEAL, changed).remoteId().orElseThrow(), Map.of("title", "Neu"));
        synced.fake
                .person()
                .delete("deal", synced.standing(Entity.DEAL, gone).remoteId().orElseThrow());
        synced.fake.forget();

        context.getBean(Pipedrive.class).compare(synced.staff, false).block();
        assertThat(synced.calls()).as("one list for each kind").hasSize(6);
        synced.workItOff();
        assertThat(synced.deals().find(synced.staff, changed).block().title()).isEqualTo("Neu");

        context.getBean(Pipedrive.class).compare(synced.staff, true).block();
        synced.workItOff();
        assertThat(synced.count("select count(*) from deal where deleted_at is not null"))
                .isEqualTo(1);

        synced.fake.forget();
        context.getBean(Pipedrive.class).compare(synced.staff, true).block();
        synced.workItOff();
        assertThat(synced.calls()).as("twice one list for each kind").hasSize(12);
    }

    @Test
    void ten_thousand_deals_that_are_the_same_are_compared_with_few_requests() {
        synced.fake.webhooks(1, 0, 0);
        for (int i = 1; i <= 10_000; i++) {
            synced.fake.otherProgram().create("deal", Map.of("title", "Deal " + i, "value", i));
        }
        synced.change(
                """
                insert into pipedrive_record (tenant_id, entity, id, rank, state, remote_kind, remote_id, base)
                select henk.tenant(), 'deal', gen_random_uuid(), 3, 'synced', 'deal', d.id::text,
                       jsonb_build_object('title', 'Deal ' || d.n, 'value', d.n::text, 'status', 'open')
                  from (select n, n + %d as id from generate_series(1, 10000) n) d
                """.formatted(synced.fake.all("deal").getFirst().path("id").asLong() - 1));
        synced.fake.forget();

        context.getBean(Reconciliation.class)
                .sweep(context.getBean(Keyring.class).of(synced.tenant.id()).block())
                .block();

        assertThat(synced.calls().stream().filter("GET /api/v2/deals"::equals)).hasSizeLessThanOrEqualTo(20);
        assertThat(synced.calls()).hasSizeLessThanOrEqualTo(25);
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();
    }

    @Test
    void a_field_that_both_changed_is_the_later_ones_and_it_is_said_who_won() {
        UUID deal = synced.deal("Alt", "100");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.change(deal, DealChange.none().title("Hier").value(Optional.of(new BigDecimal("200"))));
        synced.change(
                "update pipedrive_record set touched = replace(touched::text, '\"at\": \"2', '\"at\": \"1')::jsonb");
        synced.fake.person().change("deal", id, Map.of("title", "Dort"));
        arrives(() -> synced.deals().find(synced.staff, deal).block().title().equals("Dort"));
        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Dort");
        assertThat(synced.there(Entity.DEAL, deal).path("value").decimalValue()).isEqualByComparingTo("200");
        var conflicts = context.getBean(Pipedrive.class)
                .conflicts(synced.staff, Optional.empty())
                .block();
        assertThat(conflicts).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo("title");
            assertThat(conflict.ours()).isEqualTo("Hier");
            assertThat(conflict.theirs()).isEqualTo("Dort");
            assertThat(conflict.winner()).isEqualTo("pipedrive");
        });
    }

    @Test
    void an_existing_account_is_brought_here_after_saying_what_would_happen() {
        UUID eva = synced.contact("Eva", "Roth", "eva@roth.example");
        synced.change("delete from pipedrive_record");
        ObjectNode known = synced.fake
                .otherProgram()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Eva Roth",
                                "emails",
                                List.of(Map.of("value", "eva@roth.example", "primary", true))));
        ObjectNode strange = synced.fake.otherProgram().create("person", Map.of("name", "Udo Neu"));
        synced.fake
                .otherProgram()
                .create(
                        "deal",
                        Map.of(
                                "title",
                                "Alter Deal",
                                "person_id",
                                strange.path("id").asLong()));
        synced.change("delete from pipedrive_news");

        var plan = context.getBean(Pipedrive.class).planImport(synced.staff).block();
        assertThat(plan)
                .contains(new Pipedrive.ImportPlan("person", 0, 1, 1, 0), new Pipedrive.ImportPlan("deal", 0, 0, 1, 0));
        assertThat(synced.count("select count(*) from contact")).isEqualTo(1);

        context.getBean(Pipedrive.class).beginImport(synced.staff).block();
        synced.workItOff();

        assertThat(synced.here("person", known)).contains(eva);
        assertThat(synced.count("select count(*) from contact")).isEqualTo(2);
        assertThat(synced.count("select count(*) from deal where contact_id is not null"))
                .isEqualTo(1);
    }

    @Test
    void a_webhook_without_its_credentials_is_nobodys() {
        String key = synced.connection().webhookKey();
        try (Synced other = Synced.connected(context)) {
            String[] theirs = context.getBean(Seal.class)
                    .open(other.tenant.id(), other.connection().webhookSecret())
                    .block()
                    .split(":");
            for (String credentials :
                    List.of("", Synced.basic("henk", "guessed"), Synced.basic(theirs[0], theirs[1]))) {
                post(key, credentials, event("deal", "1")).expectStatus().isUnauthorized();
            }
            post("0".repeat(48), Synced.basic(theirs[0], theirs[1]), event("deal", "1"))
                    .expectStatus()
                    .isUnauthorized();
        }
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();
    }

    @Test
    void a_webhook_that_makes_no_sense_is_answered_and_changes_nothing() {
        String key = synced.connection().webhookKey();
        for (String body : List.of(
                "",
                "no json",
                "[]",
                "{\"meta\":null}",
                "{\"meta\":{\"entity\":\"deal\",\"entity_id\":\"1; drop\"}}",
                event("product", "1"),
                event("deal", "1").replace("4711", "4712"))) {
            post(key, own(), body).expectStatus().isOk();
        }
        post(key, own(), "{\"x\":\"" + "x".repeat(300_000) + "\"}")
                .expectStatus()
                .isEqualTo(413);
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();

        post(key, own(), event("deal", "999999")).expectStatus().isOk();
        synced.workItOff();
        assertThat(synced.count("select count(*) from deal")).isZero();
    }

    private WebTestClient.ResponseSpec post(String key, String credentials, String body) {
        return http.post()
                .uri("/api/pipedrive/webhooks/" + key)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (!credentials.isEmpty()) {
                        headers.set("Authorization", credentials);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private String own() {
        String[] secret = context.getBean(Seal.class)
                .open(synced.tenant.id(), synced.connection().webhookSecret())
                .block()
                .split(":");
        return Synced.basic(secret[0], secret[1]);
    }

    private static String event(String entity, String id) {
        return """
                {"meta":{"action":"change","entity":"%s","entity_id":"%s","company_id":"4711","user_id":"501",
                "change_source":"app"},"data":null,"previous":null}""".formatted(entity, id);
    }

    /** Works until what was changed there has come here. */
    private void arrives(BooleanSupplier here) {
        Synced.until("it comes here", () -> {
            synced.workItOff();
            return here.getAsBoolean();
        });
    }

    /** Until so many webhooks of others, or of ourselves, have come in. */
    private void heard(int many) {
        Synced.until("webhooks", () -> synced.fake.webhooksAccepted() >= many);
    }

    private String stage(UUID deal) {
        return synced.deals().find(synced.staff, deal).block().stage();
    }
}
