package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Deals through their life, and what is kept of it. */
@HenkTest
class DealTests {

    private static final Door DOOR = Door.of(Channel.REST);
    private static final OptionalInt ANY = OptionalInt.empty();

    @Autowired
    ApplicationContext context;

    @Autowired
    Deals deals;

    @Autowired
    Activities activities;

    @Autowired
    ChangeSets changeSets;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    SalesRulesStore rules;

    private Principal.Staff anna;
    private Principal.Staff ben;

    @BeforeEach
    void colleagues() {
        SalesTeam team = SalesTeam.in(context);
        Tenant tenant = team.open();
        anna = team.colleague(tenant, "Anna Berg", Role.SALES);
        ben = team.colleague(tenant, "Ben Klein", Role.SALES);
    }

    @Test
    void a_title_a_company_a_value_and_a_stage_are_enough() {
        Deal deal = create("Fräse", "Müller Maschinenbau", "48000", "Angebot").now();

        assertThat(deal.company()).contains("Müller Maschinenbau");
        assertThat(deal.stage()).isEqualTo("proposal");
        assertThat(deal.weighted().orElseThrow()).isEqualByComparingTo("24000");
        assertThat(deal.currency()).isEqualTo("EUR");
        assertThat(deals.sheet(anna, deal.id()).block().visits())
                .extracting(StageVisit::stage)
                .containsExactly("proposal");
    }

    @Test
    void the_same_company_is_made_once_however_many_name_it_at_once() {
        List<Optional<UUID>> organisations = Flux.range(0, 8)
                .flatMap(n -> deals.create(
                        anna, NewDeal.of(DealChange.none().title("Deal " + n).company(Optional.of("Weber AG"))), DOOR))
                .map(made -> made.now().organisationId())
                .distinct()
                .collectList()
                .block();

        assertThat(organisations).hasSize(1);
    }

    @Test
    void stages_are_known_by_their_names_in_three_languages() {
        Deal deal = create("Presse", "Weber", "100", "Prospect").now();

        for (String words : List.of("Qualifié", "qualifiziert", "NÉGOCIATION", "Verhandlung", "negotiation", "devis")) {
            assertThat(deals.moveStage(anna, deal.id(), words, ANY, DOOR)
                            .block()
                            .now()
                            .status())
                    .isEqualTo("open");
        }
        assertThat(deals.moveStage(anna, deal.id(), "Gagné", ANY, DOOR)
                        .block()
                        .now()
                        .status())
                .isEqualTo("won");
    }

    @Test
    void what_cannot_be_right_is_named_field_by_field_and_nothing_is_stored() {
        NewDeal wrong = NewDeal.of(DealChange.none()
                .title(" ")
                .value(Optional.of(new BigDecimal("-1")))
                .currency("euro")
                .notes("x".repeat(1_000_000))
                .expectedClose(Optional.of(LocalDate.of(3027, 1, 1))));

        assertThatThrownBy(() -> deals.create(anna, wrong, DOOR).block())
                .hasMessageContaining("title is missing")
                .hasMessageContaining("value cannot be negative")
                .hasMessageContaining("currency is a code")
                .hasMessageContaining("notes has at most 20000 characters, not 1000000")
                .hasMessageContaining("expected_close is a day between");
        assertThatThrownBy(() -> deals.create(
                                anna, NewDeal.of(DealChange.none().title("x")).in("somewhere"), DOOR)
                        .block())
                .hasMessageContaining("stage must be one of initial_contact, qualified, proposal");
        assertThatThrownBy(() -> deals.create(
                                anna,
                                NewDeal.of(DealChange.none()
                                        .title("x")
                                        .company(Optional.of("Nobody"))
                                        .contact(Optional.of(Ids.next()))
                                        .assignee(Optional.of(Ids.next()))),
                                DOOR)
                        .block())
                .hasMessageContaining("contact_id names nothing that is there; assignee_id names nothing");
        assertThat(deals.list(anna, DealFilter.ALL, Optional.empty(), 10)
                        .block()
                        .items())
                .isEmpty();
    }

    @Test
    void two_who_change_one_deal_do_not_overwrite_each_other() {
        Deal deal = create("Presse", "Weber", "100", "proposal").now();
        value(ben, deal, "120", OptionalInt.of(deal.version()));

        assertThatThrownBy(() -> value(anna, deal, "110", OptionalInt.of(deal.version())))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo("changed-meanwhile");
                    assertThat(problem.extensions()).containsEntry("version", 2);
                });
    }

    @Test
    void a_deal_is_won_with_its_day_and_lost_with_its_reason_and_can_be_reopened() {
        Deal deal = create("Presse", "Weber", "100", "proposal").now();
        LocalDate day = LocalDate.now().minusDays(3);

        Deal won = deals.close(anna, deal.id(), Outcome.WON, Optional.empty(), Optional.of(day), ANY, DOOR)
                .block()
                .now();
        assertThat(won.stage()).isEqualTo("won");
        assertThat(won.closedAt()).isPresent();
        assertThatThrownBy(() ->
                        deals.moveStage(anna, deal.id(), "proposal", ANY, DOOR).block())
                .hasMessageContaining("Reopen it");
        assertThatThrownBy(
                        () -> deals.close(anna, deal.id(), Outcome.LOST, Optional.empty(), Optional.empty(), ANY, DOOR)
                                .block())
                .hasMessageContaining("Reopen it");

        Deal open = deals.reopen(anna, deal.id(), Optional.empty(), ANY, DOOR)
                .block()
                .now();
        assertThat(open.stage()).isEqualTo("proposal");
        assertThat(open.closedAt()).isEmpty();
        Deal lost = deals.close(anna, deal.id(), Outcome.LOST, Optional.of("zu teuer"), Optional.empty(), ANY, DOOR)
                .block()
                .now();
        assertThat(lost.lostReason()).contains("zu teuer");
        assertThat(lost.weighted().orElseThrow()).isEqualByComparingTo("0");
    }

    @Test
    void a_deal_without_a_value_is_not_won() {
        Deal deal = deals.create(anna, NewDeal.of(DealChange.none().title("Offen")), DOOR)
                .block()
                .now();

        assertThat(deal.value()).isEmpty();
        assertThatThrownBy(
                        () -> deals.moveStage(anna, deal.id(), "won", ANY, DOOR).block())
                .hasMessageContaining("value is missing");
    }

    @Test
    void a_call_moves_the_last_contact_and_a_note_does_not() {
        Deal deal = create("Presse", "Weber", "100", "proposal").now();

        log(NewActivity.Type.NOTE, deal);
        assertThat(deals.find(anna, deal.id()).block().lastContactAt()).isEmpty();
        log(NewActivity.Type.CALL, deal);
        assertThat(deals.find(anna, deal.id()).block().lastContactAt()).isPresent();
        assertThat(activities
                        .of(anna, Entity.DEAL, deal.id(), Optional.empty(), 10)
                        .block()
                        .items())
                .extracting(Activity::type)
                .containsExactly("call", "note");
    }

    @Test
    void every_write_can_be_taken_back() {
        Changed<Deal> made = create("Presse", "Weber", "100", "proposal");
        UUID id = made.now().id();
        Changed<Deal> dearer = value(anna, made.now(), "150", ANY);
        Changed<Deal> moved =
                deals.moveStage(anna, id, "negotiation", ANY, DOOR).block();
        Changed<Deal> given = deals.update(anna, id, DealChange.none().assignee(Optional.of(ben.user())), ANY, DOOR)
                .block();
        Changed<Deal> won = deals.close(anna, id, Outcome.WON, Optional.empty(), Optional.empty(), ANY, DOOR)
                .block();
        Changed<Deal> deleted = deals.delete(anna, id, ANY, DOOR).block();
        assertThatThrownBy(() -> deals.find(anna, id).block()).hasMessageContaining("no deal");

        assertThat(undo(deleted).restored()).containsExactly("„Presse“ ist wieder da");
        assertThat(undo(won).restored()).hasSize(1);
        assertThat(deals.find(anna, id).block().stage()).isEqualTo("negotiation");
        undo(given);
        assertThat(deals.find(anna, id).block().assignee()).isEmpty();
        undo(moved);
        assertThat(deals.find(anna, id).block().stageSince())
                .isEqualTo(made.now().stageSince());
        assertThat(deals.sheet(anna, id).block().visits())
                .extracting(StageVisit::stage)
                .containsExactly("proposal");
        undo(dearer);
        assertThat(deals.find(anna, id).block().value().orElseThrow()).isEqualByComparingTo("100");
        Undone gone = undo(made);
        assertThat(gone.restored()).containsExactly("„Presse“ ist wieder entfernt", "„Weber“ ist wieder entfernt");
        assertThatThrownBy(() -> deals.find(anna, id).block()).hasMessageContaining("no deal");

        changeSets.undo(anna, gone.changeSet(), DOOR).block();
        assertThat(deals.find(anna, id).block().company()).contains("Weber");
    }

    @Test
    void what_somebody_changed_since_is_kept_and_said() {
        Deal deal = create("Presse", "Weber", "100", "proposal").now();
        Changed<Deal> mine = value(anna, deal, "150", ANY);
        value(ben, deal, "200", ANY);

        Undone undone =
                changeSets.undo(anna, mine.changeSet(), Optional.of("en"), DOOR).block();

        assertThat(undone.restored()).isEmpty();
        assertThat(undone.kept()).containsExactly("“Presse” stays as it is: value changed since");
        assertThat(deals.find(anna, deal.id()).block().value().orElseThrow()).isEqualByComparingTo("200");
    }

    @Test
    void a_logged_call_stays_in_the_history_but_moves_the_last_contact_back() {
        Deal deal = create("Presse", "Weber", "100", "proposal").now();
        Changed<Activity> call = log(NewActivity.Type.CALL, deal);

        Undone undone = undo(call);

        assertThat(undone.kept()).singleElement().asString().contains("bleibt im Verlauf");
        assertThat(deals.find(anna, deal.id()).block().lastContactAt()).isEmpty();
        assertThatThrownBy(() -> undo(call)).hasMessageContaining("taken back already");
    }

    @Test
    void who_asks_twice_with_one_key_has_asked_once() {
        Door keyed = DOOR.request(Optional.of("key-1"));
        NewDeal deal = NewDeal.of(DealChange.none().title("Once").company(Optional.of("Weber")));

        List<UUID> sets = Flux.range(0, 6)
                .flatMap(n -> deals.create(anna, deal, keyed))
                .map(Changed::changeSet)
                .distinct()
                .collectList()
                .block();

        assertThat(sets).hasSize(1);
        assertThat(deals.list(anna, DealFilter.ALL, Optional.empty(), 10)
                        .block()
                        .items())
                .hasSize(1);
        NewDeal other = NewDeal.of(DealChange.none().title("Other"));
        assertThatThrownBy(() -> deals.create(anna, other, keyed).block())
                .hasMessageContaining("used for something else");
        assertThat(deals.create(ben, other, keyed).block().now().title()).isEqualTo("Other");
    }

    @Test
    void a_deal_moves_and_ends_within_its_own_pipeline() {
        SalesTeam.in(context).run(anna.tenant(), """
                with p as (insert into pipeline (tenant_id, key, position, names)
                           values (henk.tenant(), 'service', 1, '{"de":"Wartung"}'))
                insert into stage (tenant_id, key, pipeline_key, position, names, probability, state)
                values (henk.tenant(), 'service_offer', 'service', 0, '{"de":"Angebot"}', 40, 'open'),
                       (henk.tenant(), 'service_won', 'service', 1, '{"de":"Gewonnen"}', 100, 'won')
                """);
        rules.opened(tenants.tenant(anna.tenant()).block()).block();
        Deal deal = create("Wartung", "Weber", "100", "service_offer").now();

        assertThat(deal.pipeline()).isEqualTo("service");
        assertThat(deals.moveStage(anna, deal.id(), "Gewonnen", ANY, DOOR)
                        .block()
                        .now()
                        .stage())
                .isEqualTo("service_won");
        assertThat(create("Presse", "Weber", "100", "Angebot").now().stage()).isEqualTo("proposal");
    }

    @Test
    void the_history_cannot_be_rewritten() {
        Changed<Deal> made = create("Presse", "Weber", "100", "proposal");

        for (String sql : List.of(
                "update change set after = '{}'",
                "delete from change",
                "delete from change_set",
                "update change_set set action = 'x'")) {
            assertThatThrownBy(() -> transactions
                            .in(anna.scope(), () -> database.sql(sql).fetch().rowsUpdated())
                            .block())
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
        undo(made);
        assertThatThrownBy(() -> transactions
                        .in(
                                anna.scope(),
                                () -> database.sql("update change_set set undone_by = null")
                                        .fetch()
                                        .rowsUpdated())
                        .block())
                .hasMessageContaining("append-only");
    }

    private Changed<Deal> create(String title, String company, String value, String stage) {
        return deals.create(
                        anna,
                        NewDeal.of(DealChange.none()
                                        .title(title)
                                        .company(Optional.of(company))
                                        .value(Optional.of(new BigDecimal(value))))
                                .in(stage),
                        DOOR)
                .block();
    }

    private Changed<Deal> value(Principal.Staff who, Deal deal, String value, OptionalInt version) {
        return deals.update(who, deal.id(), DealChange.none().value(Optional.of(new BigDecimal(value))), version, DOOR)
                .block();
    }

    private Changed<Activity> log(NewActivity.Type type, Deal deal) {
        return activities
                .log(anna, NewActivity.ofDeal(type, "Wie besprochen", "", deal.id()), DOOR)
                .block();
    }

    private Undone undo(Changed<?> changed) {
        return changeSets.undo(anna, changed.changeSet(), DOOR).block();
    }
}
