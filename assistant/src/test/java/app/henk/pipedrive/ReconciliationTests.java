package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Entity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What no webhook told is found by comparing, and an existing account is brought here, with few requests. */
@HenkTest
class ReconciliationTests extends BothConnected {

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

        context.getBean(PipedriveAdministration.class)
                .compare(synced.staff, false)
                .block();
        assertThat(synced.calls()).as("one list for each kind").hasSize(6);
        synced.workItOff();
        assertThat(synced.deals().find(synced.staff, changed).block().title()).isEqualTo("Neu");

        context.getBean(PipedriveAdministration.class)
                .compare(synced.staff, true)
                .block();
        synced.workItOff();
        assertThat(synced.count("select count(*) from deal where deleted_at is not null"))
                .isEqualTo(1);

        synced.fake.forget();
        context.getBean(PipedriveAdministration.class)
                .compare(synced.staff, true)
                .block();
        synced.workItOff();
        assertThat(synced.calls())
                .as("twice one list for each kind, and the leads that were put aside")
                .hasSize(13);
    }

    @Test
    void a_lead_that_was_made_and_put_aside_while_no_webhook_came_is_found() {
        synced.fake.webhooks(1, 0, 0);
        ObjectNode person = synced.fake.person().create("person", Map.of("name", "Eva Roth"));
        ObjectNode lead = synced.fake
                .person()
                .create(
                        "lead",
                        Map.of(
                                "title",
                                "Beiseite",
                                "person_id",
                                person.path("id").asLong()));
        synced.fake.person().change("lead", lead.path("id").asString(), Map.of("is_archived", true));

        context.getBean(PipedriveAdministration.class)
                .compare(synced.staff, true)
                .block();
        synced.workItOff();

        assertThat(synced.count("select count(*) from lead where status = 'lost'"))
                .isEqualTo(1);
    }

    @Test
    void a_lead_that_was_put_aside_and_then_deleted_while_no_webhook_came_is_deleted_here() {
        var lead = synced.lead("Eva", "Roth", "eva@roth.example");
        synced.workItOff();
        String remote = synced.standing(Entity.LEAD, lead.id()).remoteId().orElseThrow();
        synced.fake.person().change("lead", remote, Map.of("is_archived", true));
        synced.arrives(() -> synced.count("select count(*) from lead where status = 'lost'") == 1);
        synced.fake.webhooks(1, 0, 0);
        synced.fake.person().delete("lead", remote);

        context.getBean(PipedriveAdministration.class)
                .compare(synced.staff, true)
                .block();
        synced.workItOff();

        assertThat(synced.count("select count(*) from lead where deleted_at is null"))
                .isZero();
    }

    @Test
    void what_hangs_elsewhere_than_was_agreed_without_anybody_having_said_so_is_sent_again() {
        UUID deal = synced.deal("Messestand", "100");
        UUID call = synced.called(deal);
        synced.workItOff();
        synced.fake
                .otherProgram()
                .change(
                        "activity",
                        synced.standing(Entity.ACTIVITY, call).remoteId().orElseThrow(),
                        Collections.singletonMap("deal_id", null));
        synced.change("update pipedrive_record set base = base || '{\"deal\":\"\"}' where entity = 'activity'");

        context.getBean(PipedriveAdministration.class)
                .compare(synced.staff, true)
                .block();
        synced.workItOff();

        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(synced.standing(Entity.DEAL, deal).remoteId().orElseThrow());
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
                .sweep(context.getBean(Keyring.class).of(synced.tenant.id()).block(), Set.of())
                .block();

        assertThat(synced.calls().stream().filter("GET /api/v2/deals"::equals)).hasSizeLessThanOrEqualTo(20);
        assertThat(synced.calls()).hasSizeLessThanOrEqualTo(25);
        assertThat(synced.count("select count(*) from pipedrive_news")).isZero();
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

        var plan = context.getBean(PipedriveAdministration.class)
                .planImport(synced.staff)
                .block();
        assertThat(plan)
                .contains(
                        new PipedriveAdministration.ImportPlan("person", 0, 1, 1, 0),
                        new PipedriveAdministration.ImportPlan("deal", 0, 0, 1, 0));
        assertThat(synced.count("select count(*) from contact")).isEqualTo(1);

        context.getBean(PipedriveAdministration.class).beginImport(synced.staff).block();
        synced.workItOff();

        assertThat(synced.here("person", known)).contains(eva);
        assertThat(synced.count("select count(*) from contact")).isEqualTo(2);
        assertThat(synced.count("select count(*) from deal where contact_id is not null"))
                .isEqualTo(1);
    }
}
