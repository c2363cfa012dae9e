package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import app.henk.HenkTest;
import app.henk.identity.DataSubject;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Every change is recorded and heard, whichever door it came through. */
@HenkTest
class ChangesTests {

    private static final Door DOOR = Door.of(Channel.MCP);

    @Autowired
    ApplicationContext context;

    @Autowired
    HeardChanges heard;

    @Autowired
    Changes changes;

    @Autowired
    Deals deals;

    @Autowired
    Tasks tasks;

    @Autowired
    Leads leads;

    @Autowired
    KnownPeople people;

    @Autowired
    GroupDeals groups;

    @Autowired
    CrmPersonalData personal;

    @Autowired
    ChangeSets changeSets;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    SalesRulesStore rules;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff anna;

    @BeforeEach
    void colleagues() {
        team = SalesTeam.in(context);
        tenant = team.open();
        heard.listenTo(tenant.id());
        anna = team.colleague(tenant, "Anna Berg", Role.SALES);
    }

    @Test
    void what_staff_change_is_heard_with_before_and_after() {
        Deal deal = made("Fräse");
        deals.update(
                        anna,
                        deal.id(),
                        DealChange.none()
                                .value(Optional.of(new BigDecimal("10")))
                                .sector(Optional.of("Holz")),
                        OptionalInt.empty(),
                        DOOR)
                .block();

        Change change = last().changes().getFirst();
        assertThat(last().channel()).isEqualTo(Channel.MCP);
        assertThat(change.operation()).isEqualTo(Operation.UPDATED);
        assertThat(change.before()).isEmpty();
        assertThat(change.after()).containsOnlyKeys("value", "sector").containsEntry("sector", "Holz");
        assertThat(change.version()).isEqualTo(2);
    }

    @Test
    void what_a_visitor_says_is_heard_too() {
        var visitor = new Principal.Visitor(tenant.id(), Ids.next());
        leads.capture(visitor, wedding(visitor, "2200")).block();
        assertThat(last().channel()).isEqualTo(Channel.CHAT);
        assertThat(last().changes())
                .extracting(Change::entity)
                .containsExactly(Entity.CONTACT, Entity.LEAD, Entity.DEAL, Entity.ACTIVITY);

        leads.capture(visitor, wedding(visitor, "2600")).block();
        assertThat(last().changes())
                .extracting(Change::entity, Change::operation)
                .contains(tuple(Entity.LEAD, Operation.UPDATED), tuple(Entity.DEAL, Operation.UPDATED));

        var known = transactions
                .in(Scope.system(tenant.id()), () -> people.ofConversation(tenant.id(), visitor.conversation()))
                .block();
        transactions
                .in(Scope.system(tenant.id()), () -> people.note(visitor, known, "Muster gewünscht", ""))
                .block();
        assertThat(last().changes()).extracting(Change::entity).containsExactly(Entity.ACTIVITY);
        groups.ofGroup(tenant.id(), known.deal().orElseThrow(), "Gesellschaft Petersen", 4)
                .block();
        assertThat(last().changes().getFirst().after()).containsEntry("title", "Gesellschaft Petersen");
    }

    @Test
    void an_erasure_is_heard_without_a_word_about_the_person() {
        var visitor = new Principal.Visitor(tenant.id(), Ids.next());
        leads.capture(visitor, wedding(visitor, "2200")).block();
        var person = new DataSubject(tenant.id(), Set.of(), Set.of(visitor.conversation()), Set.of());

        transactions
                .in(Scope.system(tenant.id()), () -> personal.erasing(person).thenReturn(true))
                .block();

        assertThat(last().changes())
                .extracting(Change::entity)
                .contains(Entity.CONTACT, Entity.LEAD, Entity.DEAL, Entity.ACTIVITY);
        assertThat(last().changes()).allSatisfy(change -> {
            assertThat(change.operation()).isEqualTo(Operation.ERASED);
            assertThat(change.before()).isEmpty();
            assertThat(change.after()).isEmpty();
        });
        assertThat(changeSets.undo(anna, last().changeSet(), DOOR).block().restored())
                .isEmpty();
    }

    @Test
    void a_change_that_fails_is_neither_kept_nor_told() {
        int before = heard.of(tenant.id()).size();

        assertThatThrownBy(() -> deals.create(
                                anna,
                                NewDeal.of(DealChange.none()
                                        .title("x")
                                        .company(Optional.of("Neu AG"))
                                        .assignee(Optional.of(Ids.next()))),
                                DOOR)
                        .block())
                .hasMessageContaining("assignee_id");

        assertThat(heard.of(tenant.id())).hasSize(before);
        assertThat(count("select count(*) from change_set where tenant_id = henk.tenant()"))
                .isZero();
        assertThat(count("select count(*) from organisation where tenant_id = henk.tenant()"))
                .isZero();
    }

    @Test
    void a_change_without_its_change_set_is_refused() {
        assertThatThrownBy(() -> team.run(
                        tenant.id(),
                        "insert into change (tenant_id, change_set_id, position, entity, entity_id, operation, version)"
                                + " values ('" + tenant.id() + "', gen_random_uuid(), 1, 'deal', gen_random_uuid(),"
                                + " 'created', 1)"))
                .hasMessageContaining("a change belongs to a change-set");
    }

    @Test
    void the_audit_names_the_colleague_the_door_and_the_message() {
        UUID message = Ids.next();
        Door chat = new Door(Channel.CHAT, Optional.of(Ids.next()), Optional.of(message), Optional.empty());
        Deal deal = deals.create(anna, NewDeal.of(DealChange.none().title("Fräse")), chat)
                .block()
                .now();

        assertThat(count("select count(*) from audit where tenant_id = henk.tenant() and action = 'deal.created'"
                        + " and target = '" + deal.id() + "' and actor = '" + anna.user() + "' and channel = 'chat'"
                        + " and message_id = '" + message + "'"))
                .isEqualTo(1);
    }

    @Test
    void the_last_change_of_a_conversation_is_the_one_that_is_taken_back_next() {
        Door chat = Door.chat(Ids.next());
        UUID conversation = chat.conversation().orElseThrow();
        UUID first = deals.create(anna, NewDeal.of(DealChange.none().title("Eins")), chat)
                .block()
                .changeSet();
        UUID second = deals.create(anna, NewDeal.of(DealChange.none().title("Zwei")), chat)
                .block()
                .changeSet();

        assertThat(changeSets.last(anna, conversation).block().id()).isEqualTo(second);
        changeSets.undo(anna, second, chat).block();
        assertThat(changeSets.last(anna, conversation).block().id()).isEqualTo(first);
        changeSets.undo(anna, first, chat).block();
        assertThat(changeSets.last(anna, conversation).blockOptional()).isEmpty();
    }

    @Test
    void a_next_step_goes_with_its_deal_and_comes_back_with_it() {
        Deal deal = made("Fräse");
        Task task = tasks.add(anna, NewTask.ofDeal("Anrufen", LocalDate.now(), deal.id()), DOOR)
                .block()
                .now();
        var deleted = deals.delete(anna, deal.id(), OptionalInt.empty(), DOOR).block();
        assertThatThrownBy(() -> tasks.find(anna, task.id()).block()).hasMessageContaining("no task");

        changeSets.undo(anna, deleted.changeSet(), DOOR).block();
        assertThat(tasks.find(anna, task.id()).block().deal()).contains(deal.id());
        Changed<Task> done =
                tasks.complete(anna, task.id(), OptionalInt.empty(), DOOR).block();
        assertThat(tasks.open(anna, anna.user(), LocalDate.now()).block()).isEmpty();
        changeSets.undo(anna, done.changeSet(), DOOR).block();
        assertThat(tasks.open(anna, anna.user(), LocalDate.now()).block()).hasSize(1);
    }

    @Test
    void many_deals_are_given_away_at_once_or_not_at_all() {
        UUID one = made("Eins").id();
        UUID two = made("Zwei").id();
        Principal.Staff ben = team.colleague(tenant, "Ben Klein", Role.SALES);

        var given = deals.assign(anna, List.of(one, two), ben.user(), DOOR).block();
        assertThat(given.now()).extracting(Deal::assigneeName).containsOnly(Optional.of("Ben Klein"));
        assertThatThrownBy(() -> deals.assign(anna, List.of(one, Ids.next()), anna.user(), DOOR)
                        .block())
                .hasMessageContaining("no deal");
        assertThat(deals.find(anna, one).block().assignee()).contains(ben.user());
        assertThat(changeSets.undo(anna, given.changeSet(), DOOR).block().restored())
                .hasSize(2);
        assertThat(deals.find(anna, one).block().assignee()).isEmpty();
    }

    @Test
    void a_deal_that_is_given_away_leaves_the_sight_of_whoever_sees_only_their_own() {
        team.run(tenant.id(), "update sales_settings set visibility = 'own' where tenant_id = henk.tenant()");
        Principal.Staff ben = team.colleague(tenant, "Ben Klein", Role.SALES);
        Deal deal = deals.create(
                        anna, NewDeal.of(DealChange.none().title("Meins").assignee(Optional.of(anna.user()))), DOOR)
                .block()
                .now();

        Changed<Deal> given = deals.update(
                        anna, deal.id(), DealChange.none().assignee(Optional.of(ben.user())), OptionalInt.empty(), DOOR)
                .block();

        assertThat(given.now().assignee()).contains(ben.user());
        assertThatThrownBy(() -> deals.find(anna, deal.id()).block()).hasMessageContaining("no deal");
        assertThat(deals.find(ben, deal.id()).block().title()).isEqualTo("Meins");
    }

    @Test
    void a_change_set_of_many_records_is_taken_back_in_one_go_but_for_what_was_touched_since() {
        Door door = DOOR.request(Optional.of("many"));
        Stage first = rules.rules(tenant.id()).block().firstStage();
        UUID set = transactions
                .in(
                        anna.scope(),
                        () -> changes.once(
                                tenant.id(),
                                door,
                                Asked.to("records.made"),
                                known -> Mono.empty(),
                                writing -> writing.create(Entity.ORGANISATION, Map.of("name", "Viele AG"))
                                        .flatMapMany(firm -> writing.createAll(Entity.DEAL, many(first, firm.id())))
                                        .collectList()
                                        .map(made -> writing.changeSet())))
                .block();
        List<Deal> all =
                deals.list(anna, DealFilter.ALL, Optional.empty(), 100).block().items();
        Deal touched = all.getFirst();
        Changed<Deal> dearer = deals.update(
                        anna,
                        touched.id(),
                        DealChange.none().value(Optional.of(new BigDecimal("7"))),
                        OptionalInt.empty(),
                        DOOR)
                .block();

        Undone undone = changeSets.undo(anna, set, Optional.of("en"), DOOR).block();

        assertThat(undone.restored()).containsExactly("299 deals removed again");
        assertThat(undone.kept()).singleElement().asString().startsWith("2 more records stay");
        assertThat(deals.list(anna, DealFilter.ALL, Optional.empty(), 100)
                        .block()
                        .items())
                .extracting(Deal::id)
                .containsExactly(touched.id());
        assertThat(heard.of(tenant.id()).stream()
                        .filter(change -> change.changeSet().equals(undone.changeSet()))
                        .mapToInt(change -> change.changes().size())
                        .sum())
                .isEqualTo(299);

        changeSets.undo(anna, undone.changeSet(), DOOR).block();
        assertThat(count("select count(*) from deal where tenant_id = henk.tenant() and deleted_at is null"))
                .isEqualTo(300);
        changeSets.undo(anna, dearer.changeSet(), DOOR).block();
    }

    private List<Map<String, Object>> many(Stage first, UUID firm) {
        return IntStream.range(0, 300)
                .mapToObj(n -> {
                    Map<String, Object> row = DealFields.start(tenant, first, Instant.now());
                    row.put("title", "Deal " + n);
                    row.put("organisation_id", firm);
                    return row;
                })
                .toList();
    }

    private Deal made(String title) {
        return deals.create(anna, NewDeal.of(DealChange.none().title(title)), DOOR)
                .block()
                .now();
    }

    private CrmChange last() {
        return heard.of(tenant.id()).getLast();
    }

    private long count(String sql) {
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql(sql)
                                .map(row -> Row.value(row, "count", Long.class))
                                .one())
                .block();
    }

    private static LeadCapture wedding(Principal.Visitor visitor, String budget) {
        return new LeadCapture(
                visitor.conversation(),
                Optional.of("Jonas Petersen"),
                Optional.of("jonas" + visitor.conversation() + "@mail.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("wedding"),
                Optional.of(LocalDate.now().plusDays(200)),
                Optional.of(new BigDecimal(budget)),
                Optional.of("Dunkelblau"),
                List.of(),
                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.parse("2026-11-20T10:00:00Z"))),
                "de");
    }
}
