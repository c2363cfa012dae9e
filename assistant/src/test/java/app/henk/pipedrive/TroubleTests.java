package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.crm.NewDeal;
import app.henk.fakes.pipedrive.Fault;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is wrong with an account has a state and a reason, and loses nothing. */
@HenkTest
class TroubleTests extends Connected {

    @Test
    void without_a_connection_changes_wait_and_never_more_than_there_are_records() {
        try (Synced alone = Synced.unconnected(context)) {
            UUID deal = alone.deal("Wartet", "100");
            for (int i = 0; i < 50; i++) {
                alone.change(deal, DealChange.none().title("Wartet " + i));
            }
            alone.work();

            assertThat(alone.overview().state()).isEqualTo("not_connected");
            assertThat(alone.overview().waiting()).isEqualTo(1);
            assertThat(alone.count("select count(*) from pipedrive_record"))
                    .as("nobody keeps account for nothing")
                    .isZero();
            assertThat(alone.fake.calls()).isEmpty();

            alone.connect();
            alone.limits(100_000);
            alone.workItOff();
            assertThat(alone.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Wartet 49");
        }
    }

    @Test
    void what_is_being_changed_while_a_company_is_connected_goes_there_too() throws Exception {
        try (Synced alone = Synced.unconnected(context)) {
            var begun = new CountDownLatch(1);
            var may = new CompletableFuture<Boolean>();
            var changing = context.getBean(TenantTransactions.class)
                    .in(
                            alone.staff.scope(),
                            () -> alone.deals()
                                    .create(
                                            alone.staff,
                                            NewDeal.of(DealChange.none().title("Mittendrin")),
                                            Synced.REST)
                                    .doOnNext(made -> begun.countDown())
                                    .delayUntil(made -> Mono.fromFuture(may)))
                    .toFuture();
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            var connecting = CompletableFuture.supplyAsync(alone::connect);
            Synced.until("the connection waits", () -> waitingForALock(alone));

            may.complete(true);
            UUID deal = changing.get(20, TimeUnit.SECONDS).now().id();
            connecting.get(20, TimeUnit.SECONDS);
            alone.limits(100_000);
            alone.workItOff();
            assertThat(alone.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
        }
    }

    private static boolean waitingForALock(Synced company) {
        return company.count("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0;
    }

    @Test
    void a_revoked_token_stops_everything_until_there_is_another() {
        synced.fake.token("another-token");
        UUID deal = synced.deal("Wartet", "100");

        synced.work();
        synced.work();

        assertThat(synced.overview().state()).isEqualTo("refused");
        assertThat(synced.fake.calls()).as("nobody knocks in vain").hasSize(1);
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("waiting");

        synced.connect();
        synced.workItOff();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
        assertThat(synced.fake.all("deal")).hasSize(1);
    }

    @Test
    void limits_pause_the_whole_account_for_as_long_as_they_say() {
        pausedBy(Fault.BURST, "burst", Duration.ofMillis(100), Duration.ofSeconds(2));
        pausedBy(Fault.BURST_SILENT, "burst", Duration.ofSeconds(1), Duration.ofSeconds(4));
        pausedBy(Fault.BLOCKED, "blocked", Duration.ofMinutes(4), Duration.ofMinutes(6));
        pausedBy(Fault.DAILY, "daily", Duration.ZERO, Duration.ofHours(25));
        assertThat(synced.fake.all("deal")).hasSize(4);
    }

    private void pausedBy(Fault fault, String why, Duration atLeast, Duration atMost) {
        UUID deal = synced.deal("Bei " + fault, "100");
        synced.fake.forget();
        synced.fake.next(fault);
        Instant now = Instant.now();

        synced.work();
        synced.work();

        assertThat(synced.overview().state()).as(fault.name()).isEqualTo("paused");
        assertThat(synced.overview().why()).contains(why);
        assertThat(synced.overview().until().orElseThrow()).isBetween(now.plus(atLeast), now.plus(atMost));
        assertThat(synced.fake.calls()).as(fault.name()).hasSize(1);
        assertThat(synced.standing(Entity.DEAL, deal).attempts())
                .as("that was not the record's fault")
                .isZero();
        synced.workItOff();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    @Test
    void a_service_that_is_down_makes_it_wait_and_not_fail() {
        synced.fake.faults(call -> Optional.of(Fault.CUT_BEFORE));
        UUID deal = synced.deal("Wartet", "100");
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("waiting");

        synced.fake.faults(call -> Optional.of(Fault.MAINTENANCE));
        synced.due();
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("waiting");

        synced.fake.faults(call -> Optional.empty());
        synced.workItOff();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    @Test
    void a_deal_of_a_person_who_was_deleted_there_unheard_goes_there_without_that_person() {
        UUID eva = synced.contact("Eva", "Roth", "eva@roth.example");
        synced.workItOff();
        synced.fake
                .person()
                .delete(
                        "person",
                        synced.standing(Entity.CONTACT, eva).remoteId().orElseThrow());

        UUID deal = synced.deals()
                .create(
                        synced.staff,
                        NewDeal.of(DealChange.none().title("Hochzeitskleid").contact(Optional.of(eva))),
                        Synced.REST)
                .block()
                .now()
                .id();
        synced.workItOff();

        assertThat(synced.there(Entity.DEAL, deal).path("person_id").isNumber()).isFalse();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
        assertThat(synced.count("select count(*) from contact where deleted_at is null"))
                .isZero();
    }

    @Test
    void what_hangs_on_a_deal_that_was_refused_waits_for_it() {
        synced.fake.faults(call -> call.startsWith("POST /api/v2/deals") ? Optional.of(Fault.CAP) : Optional.empty());
        UUID deal = synced.deal("Messestand", "100");
        synced.work();
        UUID call = synced.called(deal);
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("cap");
        assertThat(synced.standing(Entity.ACTIVITY, call).state()).isEqualTo("waiting");

        synced.fake.faults(made -> Optional.empty());
        synced.bean(Pipedrive.class)
                .retry(synced.staff, Optional.of(Entity.DEAL), Optional.of(deal))
                .block();
        synced.workItOff();

        assertThat(synced.there(Entity.ACTIVITY, call).path("deal_id").asString())
                .isEqualTo(synced.standing(Entity.DEAL, deal).remoteId().orElseThrow());
    }

    @Test
    void the_plans_limit_parks_a_record_until_somebody_tries_again() {
        synced.fake.faults(call -> call.startsWith("POST /api/v2/deals") ? Optional.of(Fault.CAP) : Optional.empty());
        UUID deal = synced.deal("Einer zu viel", "100");
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("cap");

        synced.fake.faults(call -> Optional.empty());
        context.getBean(Pipedrive.class)
                .retry(synced.staff, Optional.of(Entity.DEAL), Optional.of(deal))
                .block();
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    @Test
    void what_was_changed_here_last_is_still_the_last_word_after_it_failed_to_be_sent() {
        UUID deal = synced.deal("Alt", "100");
        synced.work();
        Item.Link there = there(Entity.DEAL, deal);
        synced.fake.person().change("deal", there.id(), Map.of("title", "Dort"));
        synced.fake.faults(call -> call.startsWith("PATCH /api/v2/deals") ? Optional.of(Fault.CAP) : Optional.empty());
        synced.change(deal, DealChange.none().title("Hier"));
        // a good while later than there
        synced.change(
                "update pipedrive_record set touched = replace(touched::text, '\"at\": \"2', '\"at\": \"3')::jsonb");
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("cap");

        synced.fake.faults(call -> Optional.empty());
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), there, Optional.empty(), true)
                .block();
        synced.bean(Pipedrive.class)
                .retry(synced.staff, Optional.of(Entity.DEAL), Optional.of(deal))
                .block();
        synced.workItOff();

        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Hier");
        assertThat(synced.deals().find(synced.staff, deal).block().title()).isEqualTo("Hier");
    }

    @Test
    void a_stage_that_is_gone_parks_the_deal_and_naming_another_one_sends_it() {
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        synced.fake.dropStage("Proposal Made");
        synced.move(deal, "proposal");
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("stage");

        context.getBean(PipedriveAdministration.class)
                .map(synced.staff, "Angebot", "demo scheduled")
                .block();
        synced.work();

        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
        assertThat(synced.there(Entity.DEAL, deal).path("stage_id").asLong())
                .isEqualTo(synced.fake.stage("Demo Scheduled"));
    }

    @Test
    void a_field_that_was_deleted_there_is_made_again() {
        synced.fake.dropField("deal", synced.fake.fields("deal").get(Discovery.FIELD));
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).reason()).contains("field");

        context.getBean(PipedriveAdministration.class).check(synced.staff).block();
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    @Test
    void a_success_that_shows_another_value_is_looked_at_again_and_parked_when_pipedrive_keeps_it() {
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        String id = synced.standing(Entity.DEAL, deal).remoteId().orElseThrow();
        synced.fake.keep("deal", id, "value");

        synced.change(
                deal,
                DealChange.none().value(Optional.of(new BigDecimal("200"))).title("Elf Anzüge"));
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("waiting");
        synced.workItOff();

        var standing = synced.standing(Entity.DEAL, deal);
        assertThat(standing.state()).isEqualTo("failed");
        assertThat(standing.reason()).contains("kept_otherwise");
        assertThat(standing.detail()).contains("value");
        assertThat(synced.there(Entity.DEAL, deal).path("title").asString()).isEqualTo("Elf Anzüge");
    }

    @Test
    void what_came_from_there_and_does_not_fit_is_shown_and_can_be_tried_again() {
        var lead = synced.fake.otherProgram().create("lead", Map.of("title", "Ohne jemanden"));
        String id = lead.path("id").asString();
        synced.bean(NewsStore.class)
                .heard(synced.tenant.id(), new Item.Link(Remote.LEAD, id), Optional.empty(), true)
                .block();
        synced.work();

        assertThat(synced.overview().unread()).isEqualTo(1);
        assertThat(context.getBean(Pipedrive.class).unread(synced.staff).block())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.remoteId()).isEqualTo(id);
                    assertThat(one.reason()).isEqualTo("unfit");
                });
        var person = synced.fake.otherProgram().create("person", Map.of("name", "Doch jemand"));
        synced.fake
                .otherProgram()
                .change("lead", id, Map.of("person_id", person.path("id").asLong()));
        assertThat(context.getBean(Pipedrive.class)
                        .retry(synced.staff, Optional.empty(), Optional.empty())
                        .block())
                .isEqualTo(1);
        synced.workItOff();
        assertThat(synced.overview().unread()).isZero();
        assertThat(synced.count("select count(*) from lead")).isEqualTo(1);
    }

    @Test
    void what_is_written_anew_there_when_its_deal_is_gone_is_shown_at_once() {
        UUID deal = synced.deal("Messestand", "100");
        UUID call = synced.called(deal);
        synced.workItOff();
        Item.Link gone = there(Entity.DEAL, deal);
        Item.Link entry = there(Entity.ACTIVITY, call);
        synced.fake.person().delete("deal", gone.id());
        synced.fake.person().change("activity", entry.id(), Map.of("subject", "Rückruf am Abend"));

        for (Item.Link link : List.of(gone, entry)) {
            synced.bean(NewsStore.class)
                    .heard(synced.tenant.id(), link, Optional.empty(), true)
                    .block();
        }
        synced.work();

        assertThat(context.getBean(Pipedrive.class).unread(synced.staff).block())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo("unfit"));
    }

    private Item.Link there(Entity entity, UUID id) {
        return new Item.Link(
                entity == Entity.DEAL ? Remote.DEAL : Remote.ACTIVITY,
                synced.standing(entity, id).remoteId().orElseThrow());
    }

    @Test
    void stopped_it_stays_whatever_a_check_finds() {
        PipedriveAdministration administration = context.getBean(PipedriveAdministration.class);
        administration.stop(synced.staff).block();

        administration.check(synced.staff).block();

        assertThat(synced.overview().state()).isEqualTo("stopped");
        synced.connect();
        assertThat(synced.overview().state()).isEqualTo("connected");
    }

    @Test
    void stopped_nothing_goes_in_either_direction() {
        context.getBean(PipedriveAdministration.class).stop(synced.staff).block();
        UUID deal = synced.deal("Wartet", "100");
        synced.work();
        assertThat(synced.fake.calls()).isEmpty();

        context.getBean(PipedriveAdministration.class).resume(synced.staff).block();
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    @Test
    void the_days_tokens_are_kept_to_before_anybody_says_so() {
        synced.bean(Budget.class)
                .open(synced.tenant.id(), Optional.empty(), Optional.of(tokens() + 12))
                .block();
        for (int i = 0; i < 4; i++) {
            synced.deal("Deal " + i, "100");
        }
        synced.work();

        // five each, and what is asked for together is allowed together
        assertThat(synced.fake.all("deal")).hasSizeBetween(1, 2);
        assertThat(synced.fake.limited()).isZero();
        assertThat(synced.overview().state()).isEqualTo("paused");
        assertThat(synced.overview().why()).contains("daily");
        assertThat(synced.overview().waiting())
                .isEqualTo(4 - synced.fake.all("deal").size());

        synced.bean(Budget.class)
                .open(synced.tenant.id(), Optional.empty(), Optional.of(100_000L))
                .block();
        synced.workItOff();
        assertThat(synced.fake.all("deal")).hasSize(4);
    }

    private long tokens() {
        return synced.bean(Budget.class).meter(synced.tenant.id()).block().tokens();
    }

    @Test
    void searches_and_bursts_stay_below_their_limits_before_anybody_says_so() {
        synced.limits(20);
        synced.fake.limits(20, 10, Long.MAX_VALUE);
        for (int i = 0; i < 12; i++) {
            synced.contact("Kunde", "Nr " + i, "kunde" + i + "@viele.example");
        }
        synced.work();

        assertThat(synced.fake.all("person")).hasSize(12);
        assertThat(synced.fake.limited()).isZero();
    }

    @Test
    void two_people_with_one_address_there_are_told_apart_by_who_was_first() {
        var first = synced.fake
                .otherProgram()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Erste",
                                "emails",
                                List.of(Map.of("value", "doppelt@haus.example", "primary", true))));
        synced.fake
                .otherProgram()
                .create(
                        "person",
                        Map.of(
                                "name",
                                "Zweite",
                                "emails",
                                List.of(Map.of("value", "doppelt@haus.example", "primary", true))));

        UUID contact = synced.contact("Erste", "", "doppelt@haus.example");
        synced.workItOff();

        assertThat(synced.standing(Entity.CONTACT, contact).remoteId())
                .contains(first.path("id").asString());
        assertThat(synced.fake.all("person")).hasSize(2);
    }

    @Test
    void search_that_lags_behind_makes_no_second_person_of_ours() {
        synced.fake.searchLag(Duration.ofHours(1));
        synced.fake.faults(
                call -> call.equals("POST /api/v2/persons") ? Optional.of(Fault.CUT_AFTER) : Optional.empty());
        UUID contact = synced.contact("Eva", "Roth", "eva@lag.example");
        synced.work();
        synced.fake.faults(call -> Optional.empty());
        synced.workItOff();

        assertThat(synced.standing(Entity.CONTACT, contact).state()).isEqualTo("synced");
        assertThat(synced.fake.all("person")).hasSize(1);
    }
}
