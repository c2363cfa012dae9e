package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Contacts, companies and salespeople as staff keep them. */
@HenkTest
class AddressBookTests {

    private static final Door DOOR = Door.of(Channel.REST);

    @Autowired
    ApplicationContext context;

    @Autowired
    AddressBook contacts;

    @Autowired
    Organisations organisations;

    @Autowired
    Salespeople salespeople;

    @Autowired
    Contacts people;

    @Autowired
    ActivityStore activities;

    @Autowired
    Finder finder;

    @Autowired
    ChangeSets changeSets;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff anna;

    @BeforeEach
    void people() {
        team = SalesTeam.in(context);
        tenant = team.open();
        anna = team.colleague(tenant, "Anna Berg", Role.SALES);
    }

    @Test
    void an_address_is_one_contacts_and_a_company_is_one_of_its_name() {
        ContactCard weber = contacts.create(anna, weber("J.Weber@mail.example"), DOOR)
                .block()
                .now();

        assertThat(weber.email()).contains("j.weber@mail.example");
        assertThat(organisations
                        .find(anna, weber.organisation().orElseThrow())
                        .block()
                        .name())
                .isEqualTo("Müller Maschinenbau");
        assertThatThrownBy(() -> contacts.create(anna, weber("j.weber@mail.example"), DOOR)
                        .block())
                .hasMessageContaining("Another contact has this e-mail address");
        assertThat(contacts.findOrCreate(anna, weber("j.weber@mail.example"), DOOR)
                        .block()
                        .now()
                        .id())
                .isEqualTo(weber.id());
        assertThatThrownBy(() -> organisations
                        .create(anna, OrganisationChange.none().name("MÜLLER Maschinenbau"), DOOR)
                        .block())
                .hasMessageContaining("There is an organisation of this name");
    }

    @Test
    void a_company_that_many_name_at_once_is_made_once() {
        List<UUID> made = Flux.range(0, 8)
                .flatMap(n -> organisations.findOrCreate(anna, "Acme", DOOR), 8)
                .map(changed -> changed.now().id())
                .distinct()
                .collectList()
                .block();

        assertThat(made).hasSize(1);
    }

    @Test
    void each_field_that_cannot_be_right_is_named() {
        assertThatThrownBy(() -> contacts.create(
                                anna,
                                ContactChange.none()
                                        .lastName(Optional.of("x".repeat(121)))
                                        .email(Optional.of("nobody"))
                                        .language(Optional.of("xx")),
                                DOOR)
                        .block())
                .hasMessageContainingAll(
                        "last_name has at most 120 characters, not 121",
                        "email is not an e-mail address",
                        "language must be one of de, en, fr");
        assertThatThrownBy(() -> organisations
                        .create(anna, OrganisationChange.none().name(" ").employees(Optional.of(-1)), DOOR)
                        .block())
                .hasMessageContainingAll("name is missing", "employees is a whole number");
        assertThatThrownBy(
                        () -> contacts.create(anna, ContactChange.none(), DOOR).block())
                .hasMessageContaining("A contact needs a name");
    }

    @Test
    void a_merged_contact_is_the_other_one_everywhere_and_undone_all_is_as_it_was() {
        UUID keep = contacts.create(anna, ContactChange.none().lastName(Optional.of("Weber")), DOOR)
                .block()
                .now()
                .id();
        ContactCard gone = contacts.create(anna, weber("j.weber@mail.example"), DOOR)
                .block()
                .now();
        UUID deal = team.deal(tenant, "Fräse", "10", Optional.empty());
        team.run(tenant.id(), "update deal set contact_id = '" + gone.id() + "' where id = '" + deal + "'");
        team.run(
                tenant.id(),
                "insert into activity (tenant_id, id, type, subject, contact_id) values ('" + tenant.id() + "', '"
                        + Ids.next() + "', 'call', 'Rang', '" + gone.id() + "')");
        String before = rows();

        var merged = contacts.merge(anna, keep, gone.id(), DOOR).block();

        assertThat(merged.now().id()).isEqualTo(keep);
        assertThat(merged.now().email()).contains("j.weber@mail.example");
        assertThat(merged.now().organisation()).isEqualTo(gone.organisation());
        assertThat(contacts.find(anna, gone.id()).block().id()).isEqualTo(keep);
        assertThat(contactOf(deal)).isEqualTo(keep);
        assertThat(inTenant(activities.of(tenant.id(), Entity.CONTACT, keep, Optional.empty(), 10)))
                .extracting(Activity::subject)
                .containsExactly("Rang");
        assertThat(transactions
                        .in(Scope.system(tenant.id()), () -> people.find(tenant.id(), gone.id()))
                        .block()
                        .id())
                .isEqualTo(keep);
        assertThat(finder.one(anna, "j.weber@mail.example", Set.of(Entity.CONTACT))
                        .block())
                .isInstanceOfSatisfying(
                        Found.One.class, found -> assertThat(found.match().id()).isEqualTo(keep));

        Undone undone = changeSets.undo(anna, merged.changeSet(), DOOR).block();
        assertThat(undone.kept()).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_contact_is_not_merged_with_itself_nor_with_nobody() {
        UUID keep = team.contact(tenant, "Julia", "Weber");

        assertThatThrownBy(() -> contacts.merge(anna, keep, keep, DOOR).block())
                .hasMessageContaining("must be another contact");
        assertThatThrownBy(() -> contacts.merge(anna, keep, Ids.next(), DOOR).block())
                .hasMessage("There is no contact with this id.");
    }

    @Test
    void what_something_open_stands_with_is_not_taken_away() {
        UUID deal = team.deal(tenant, "Fräse", "10", Optional.empty());
        ContactCard weber =
                contacts.create(anna, weber("j@mail.example"), DOOR).block().now();
        team.run(tenant.id(), "update deal set contact_id = '" + weber.id() + "' where id = '" + deal + "'");

        assertThatThrownBy(() -> contacts.delete(anna, weber.id(), OptionalInt.empty(), DOOR)
                        .block())
                .hasMessageContaining("An open deal or lead stands with this contact");
        assertThatThrownBy(() -> organisations
                        .delete(anna, weber.organisation().orElseThrow(), OptionalInt.empty(), DOOR)
                        .block())
                .hasMessageContaining("stand with this organisation");
        team.run(tenant.id(), "update deal set deleted_at = now() where id = '" + deal + "'");
        contacts.delete(anna, weber.id(), OptionalInt.empty(), DOOR).block();
        assertThatThrownBy(() -> contacts.find(anna, weber.id()).block())
                .hasMessage("There is no contact with this id.");
    }

    @Test
    void managers_say_who_belongs_to_which_team_and_administrators_who_sees_what() {
        Principal.Staff manager = team.colleague(tenant, "Mona", Role.MANAGER);
        Principal.Staff admin = team.colleague(tenant, "Ada", Role.ADMIN);

        Salesperson now = salespeople
                .update(
                        manager,
                        anna.user(),
                        Optional.of("Nord"),
                        Optional.of(Optional.of(manager.user())),
                        OptionalInt.of(1),
                        DOOR)
                .block()
                .now();
        assertThat(now.team()).isEqualTo("Nord");
        assertThat(now.manager()).contains(manager.user());
        assertThat(salespeople.me(anna).block()).isEqualTo(now);
        assertThatThrownBy(() -> salespeople
                        .update(
                                manager,
                                manager.user(),
                                Optional.empty(),
                                Optional.of(Optional.of(anna.user())),
                                OptionalInt.empty(),
                                DOOR)
                        .block())
                .hasMessageContaining("manager cannot report to them in turn");
        assertThatThrownBy(() -> salespeople
                        .update(anna, anna.user(), Optional.of("Süd"), Optional.empty(), OptionalInt.empty(), DOOR)
                        .block())
                .hasMessageContaining("Managers and administrators");
        assertThatThrownBy(() -> salespeople.see(manager, Visibility.OWN).block())
                .hasMessageContaining("Administrators decide");
        assertThat(salespeople
                        .see(admin, Visibility.OWN)
                        .then(salespeople.visibility(anna))
                        .block())
                .isEqualTo(Visibility.OWN);
    }

    private static ContactChange weber(String email) {
        return ContactChange.none()
                .firstName(Optional.of("Julia"))
                .lastName(Optional.of("Weber"))
                .email(Optional.of(email))
                .company(Optional.of("Müller Maschinenbau"));
    }

    private UUID contactOf(UUID deal) {
        return inTenant(database.sql("select contact_id from deal where id = :deal")
                        .bind("deal", deal)
                        .map(row -> Row.value(row, "contact_id", UUID.class))
                        .all())
                .getFirst();
    }

    /** Contacts, deals and history of the tenant, without what counts changes. */
    private String rows() {
        return String.join(
                "\n",
                inTenant(database.sql("""
                                select r from (select to_jsonb(c) - 'version' - 'updated_at' as r from contact c
                                  union all select to_jsonb(d) - 'version' - 'updated_at' from deal d
                                  union all select to_jsonb(a) from activity a) all_rows order by r::text
                                """)
                        .map(row -> Row.value(row, "r", io.r2dbc.postgresql.codec.Json.class)
                                .asString())
                        .all()));
    }

    private <T> List<T> inTenant(Flux<T> query) {
        return transactions.in(anna.scope(), query::collectList).block();
    }
}
