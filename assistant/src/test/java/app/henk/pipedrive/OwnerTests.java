package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Whose deal it is here is whose it is there, as far as both know the colleague. */
@HenkTest
class OwnerTests extends BothConnected {

    private static final long ANNA_THERE = 501;
    private static final long KARLA_THERE = 502;
    private static final long NOBODY_HERE = 503;

    private final UUID anna = UUID.randomUUID();
    private final UUID karla = UUID.randomUUID();

    @Override
    Synced company() {
        Synced company = Synced.unconnected(context);
        for (var colleague : Map.of(anna, "Anna Berg", karla, "karla kern").entrySet()) {
            company.change("insert into salesperson (tenant_id, id, name) values (henk.tenant(), '" + colleague.getKey()
                    + "', '" + colleague.getValue() + "')");
        }
        company.connect();
        company.limits(100_000);
        return company;
    }

    @Test
    void a_deal_and_who_has_it_go_there_and_back() {
        UUID deal = synced.deal("Messestand", "100");
        synced.change(deal, DealChange.none().assignee(Optional.of(anna)));
        synced.workItOff();
        assertThat(owner(deal)).isEqualTo(ANNA_THERE);

        synced.fake
                .person()
                .change(
                        "deal",
                        synced.standing(Entity.DEAL, deal).remoteId().orElseThrow(),
                        Map.of("owner_id", KARLA_THERE));
        Synced.until("it is Karla's here", () -> {
            synced.workItOff();
            return karla.toString().equals(assignee(deal));
        });
    }

    @Test
    void what_was_nobodys_here_is_whose_it_becomes_there() {
        UUID deal = synced.deal("Messestand", "100");
        UUID lead = synced.lead("Jonas", "Petersen", "jonas@petersen.example").id();
        synced.workItOff();
        assertThat(synced.count("select count(*) from deal where assignee_id is null"))
                .isEqualTo(1);

        for (var thing : Map.of(Entity.DEAL, deal, Entity.LEAD, lead).entrySet()) {
            String id =
                    synced.standing(thing.getKey(), thing.getValue()).remoteId().orElseThrow();
            synced.fake
                    .person()
                    .change(
                            thing.getKey().name().toLowerCase(java.util.Locale.ROOT),
                            id,
                            Map.of("owner_id", KARLA_THERE));
        }

        synced.arrives(() -> synced.count("select count(*) from deal where assignee_id = '" + karla + "'") == 1);
        synced.arrives(() -> synced.count("select count(*) from lead where assignee_id = '" + karla + "'") == 1);
    }

    @Test
    void what_somebody_has_there_who_is_nobody_here_is_the_colleagues_who_has_it_next() {
        var deal = synced.fake.person().create("deal", Map.of("title", "Messestand", "owner_id", NOBODY_HERE));
        String id = deal.path("id").asString();
        synced.arrives(() -> synced.here("deal", deal).isPresent());
        UUID here = synced.here("deal", deal).orElseThrow();

        synced.fake.person().change("deal", id, Map.of("owner_id", NOBODY_HERE + 1, "title", "Messestand 2"));
        synced.arrives(
                () -> synced.deals().find(synced.staff, here).block().title().equals("Messestand 2"));
        assertThat(synced.count("select count(*) from deal where assignee_id is null"))
                .isEqualTo(1);

        synced.fake.person().change("deal", id, Map.of("owner_id", ANNA_THERE));
        synced.arrives(() -> synced.count("select count(*) from deal where assignee_id = '" + anna + "'") == 1);
        assertThat(synced.there(Entity.DEAL, here).path("owner_id").asLong()).isEqualTo(ANNA_THERE);
    }

    @Test
    void somebody_there_who_is_nobody_here_keeps_the_deal_there() {
        UUID deal = synced.deal("Messestand", "100");
        synced.change(deal, DealChange.none().assignee(Optional.of(anna)));
        synced.workItOff();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();

        synced.fake.person().change("deal", id, Map.of("owner_id", NOBODY_HERE, "title", "Messestand 2"));
        Synced.until("the title comes", () -> {
            synced.workItOff();
            return synced.deals().find(synced.staff, deal).block().title().equals("Messestand 2");
        });
        synced.change(deal, DealChange.none().title("Messestand 3"));
        synced.workItOff();

        assertThat(owner(deal)).isEqualTo(NOBODY_HERE);
        assertThat(assignee(deal)).isEqualTo(anna.toString());
        assertThat(synced.count("select count(*) from pipedrive_conflict")).isZero();
    }

    @Test
    void a_task_of_somebody_who_is_nobody_here_stays_theirs_until_somebody_says_otherwise() {
        UUID deal = synced.deal("Messestand", "100");
        synced.workItOff();
        ObjectNode task = synced.fake
                .person()
                .create(
                        "activity",
                        Map.of(
                                "subject",
                                "Rückruf",
                                "type",
                                "task",
                                "due_date",
                                "2031-03-10",
                                "owner_id",
                                NOBODY_HERE,
                                "deal_id",
                                synced.there(Entity.DEAL, deal).path("id").asLong()));
        synced.arrives(() -> synced.here("activity", task).isPresent());
        synced.workItOff();
        assertThat(taskThere(task).path("owner_id").asLong()).isEqualTo(NOBODY_HERE);

        UUID here = synced.here("activity", task).orElseThrow();
        boolean isAnnas = anna.toString().equals(taskOf(here));
        UUID other = isAnnas ? karla : anna;
        synced.fake
                .person()
                .change("activity", task.path("id").asString(), Map.of("owner_id", isAnnas ? KARLA_THERE : ANNA_THERE));
        synced.arrives(() -> other.toString().equals(taskOf(here)));

        synced.bean(Mirror.class)
                .update(
                        synced.staff,
                        Entity.TASK,
                        here,
                        Map.of("assignee_id", Optional.of(isAnnas ? anna : karla)),
                        OptionalInt.empty(),
                        Synced.REST)
                .block();
        synced.workItOff();
        assertThat(taskThere(task).path("owner_id").asLong()).isEqualTo(isAnnas ? ANNA_THERE : KARLA_THERE);
    }

    private ObjectNode taskThere(ObjectNode task) {
        return synced.fake.find("activity", task.path("id").asString()).orElseThrow();
    }

    private String taskOf(UUID task) {
        return synced.text("select assignee_id::text as t from task where id = :id", task);
    }

    private long owner(UUID deal) {
        return synced.there(Entity.DEAL, deal).path("owner_id").asLong();
    }

    private String assignee(UUID deal) {
        return synced.text("select assignee_id::text as t from deal where id = :id", deal);
    }
}
