package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.Match.Closeness;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** What a colleague means by a name. */
@HenkTest
class FinderTests {

    private static final Set<Entity> ALL = EnumSet.allOf(Entity.class);
    private static final Set<Entity> DEALS = Set.of(Entity.DEAL);

    @Autowired
    ApplicationContext context;

    @Autowired
    Finder finder;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller Maschinenbau",
                "mueller maschinenbau",
                "Muller Maschinenbau",
                "MÜLLER-MASCHINENBAU",
                "Mu\u0308ller" + " Maschinenbau"
            })
    void a_name_is_found_however_its_accents_are_written(String words) {
        UUID company = organisation("Müller Maschinenbau");

        assertThat(finder.one(anna, words, ALL).block()).isInstanceOfSatisfying(Found.One.class, found -> {
            assertThat(found.match().id()).isEqualTo(company);
            assertThat(found.match().closeness()).isEqualTo(Closeness.SAME);
        });
    }

    @Test
    void whoever_is_called_by_the_last_name_alone_is_found() {
        team.contact(tenant, "Julia", "Weber");
        team.contact(tenant, "Jan", "Weberling");

        assertThat(labels(finder.one(anna, "Frau Weber", Set.of(Entity.CONTACT)).block()))
                .containsExactly("Julia Weber");
    }

    @Test
    void a_name_that_fits_several_gives_the_choice() {
        team.contact(tenant, "Julia", "Weber");
        team.contact(tenant, "Karl", "Weber");

        assertThat(finder.one(anna, "Weber", Set.of(Entity.CONTACT)).block())
                .isInstanceOfSatisfying(
                        Found.Several.class,
                        found -> assertThat(found.matches())
                                .extracting(Match::label)
                                .containsExactlyInAnyOrder("Julia Weber", "Karl Weber"));
    }

    @Test
    void a_name_that_fits_none_gives_the_nearest() {
        team.deal(tenant, "Cancity", "10", Optional.empty());

        assertThat(finder.one(anna, "Cancty", DEALS).block())
                .isInstanceOfSatisfying(
                        Found.None.class,
                        found -> assertThat(found.nearest())
                                .extracting(Match::label)
                                .containsExactly("Cancity"));
        assertThat(finder.one(anna, "Zebra", DEALS).block()).isEqualTo(new Found.None(List.of()));
    }

    @Test
    void whoever_is_spelt_alike_is_the_nearest_until_nobody_is_called_that_any_more() {
        UUID person = team.contact(tenant, "Petra", "Lindenau");

        assertThat(labels(
                        finder.one(anna, "Frau Lindnau", Set.of(Entity.CONTACT)).block()))
                .containsExactly("none but Petra Lindenau");
        team.run(tenant.id(), "update contact set last_name = 'Sommer' where id = '" + person + "'");
        assertThat(labels(
                        finder.one(anna, "Frau Lindnau", Set.of(Entity.CONTACT)).block()))
                .containsExactly("none but nobody");
        assertThat(labels(
                        finder.one(anna, "Petra Somer", Set.of(Entity.CONTACT)).block()))
                .containsExactly("none but Petra Sommer");
    }

    @Test
    void a_sign_in_a_name_is_a_sign_and_nothing_else() {
        UUID deal = team.deal(tenant, "Back\\slash & ''Sohn''", "10", Optional.empty());

        assertThat(labels(finder.one(anna, "Back\\slash & 'Sohn'", DEALS).block()))
                .containsExactly("Back\\slash & 'Sohn'");
        team.run(tenant.id(), "update deal set title = 'Fräse' where id = '" + deal + "'");
        assertThat(labels(finder.one(anna, "Fräse", DEALS).block())).containsExactly("Fräse");
    }

    @Test
    void of_hundreds_that_begin_alike_the_one_that_is_called_just_that_is_meant() {
        team.run(
                tenant.id(),
                "insert into deal (tenant_id, id, title, currency, stage_key, probability) select '" + tenant.id()
                        + "', gen_random_uuid(), 'Wartung ' || n, 'EUR', 'proposal', 50 from generate_series(1, 300) n");
        team.deal(tenant, "Wartung", "10", Optional.empty());

        assertThat(labels(finder.one(anna, "wartung", DEALS).block())).containsExactly("Wartung");
    }

    @Test
    void what_is_called_exactly_that_stands_before_what_only_has_the_words() {
        team.deal(tenant, "Fräse", "10", Optional.empty());
        team.deal(tenant, "Fräse gebraucht", "10", Optional.empty());

        assertThat(labels(finder.one(anna, "fraese", DEALS).block())).containsExactly("Fräse");
        assertThat(finder.named(anna, "Fräse", DEALS, 10).block())
                .extracting(Match::label)
                .containsExactly("Fräse", "Fräse gebraucht");
    }

    @Test
    void a_deal_is_found_by_its_company_its_person_and_the_company_together_with_its_title() {
        UUID company = organisation("Müller Maschinenbau");
        UUID person = team.contact(tenant, "Julia", "Weber");
        UUID mill = team.deal(tenant, "Fräse", "10", Optional.empty());
        UUID lathe = team.deal(tenant, "Drehbank", "10", Optional.empty());
        team.run(
                tenant.id(),
                "update deal set organisation_id = '" + company + "' where id in ('" + mill + "', '" + lathe + "')");
        team.run(tenant.id(), "update deal set contact_id = '" + person + "' where id = '" + mill + "'");

        assertThat(labels(finder.one(anna, "Müller Maschinenbau", DEALS).block()))
                .containsExactlyInAnyOrder("Fräse", "Drehbank");
        assertThat(labels(finder.one(anna, "Julia Weber", DEALS).block())).containsExactly("Fräse");
        assertThat(labels(finder.one(anna, "Müller Drehbank", DEALS).block())).containsExactly("Drehbank");
    }

    @Test
    void an_address_finds_whoever_has_it() {
        UUID person = team.contact(tenant, "Julia", "Weber");
        team.run(tenant.id(), "update contact set email = 'j.weber@mail.example' where id = '" + person + "'");

        assertThat(labels(finder.one(anna, "J.Weber@mail.example", ALL).block()))
                .containsExactly("Julia Weber");
        assertThat(labels(finder.one(anna, anna.email(), ALL).block())).containsExactly("Anna Berg");
    }

    @Test
    void a_colleague_is_found_by_the_first_name() {
        assertThat(labels(finder.one(anna, "anna", Set.of(Entity.SALESPERSON)).block()))
                .containsExactly("Anna Berg");
    }

    @Test
    void nothing_is_found_that_the_asker_may_not_see() {
        Principal.Staff ben = team.colleague(tenant, "Ben", Role.SALES);
        team.deal(tenant, "Cancity", "10", Optional.of(ben.user()));
        team.run(tenant.id(), "update sales_settings set visibility = 'own'");

        assertThat(finder.named(anna, "Cancity", ALL, 10).block()).isEmpty();
        assertThat(finder.named(ben, "Cancity", ALL, 10).block()).hasSize(1);
    }

    @Test
    void nothing_is_found_of_another_tenant_nor_what_was_deleted() {
        team.deal(team.open(), "Cancity", "10", Optional.empty());
        UUID gone = team.deal(tenant, "Cancity", "10", Optional.empty());
        team.run(tenant.id(), "update deal set deleted_at = now() where id = '" + gone + "'");

        assertThat(finder.named(anna, "Cancity", ALL, 10).block()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Frau", "…", "%", "'; drop table deal; --"})
    void words_that_name_nobody_find_nobody(String words) {
        assertThat(finder.one(anna, words, ALL).block()).isEqualTo(new Found.None(List.of()));
    }

    @Test
    void a_customer_is_told_nothing_even_by_the_function_below() {
        team.deal(tenant, "Cancity", "10", Optional.empty());

        for (Scope.Authority authority : Set.of(Scope.Authority.VISITOR, Scope.Authority.CUSTOMER)) {
            assertThat(transactions
                            .in(
                                    new Scope(tenant.id(), authority, Ids.next()),
                                    () -> database.sql("select count(*) as n from henk.named('deal', 'Cancity', 10)")
                                            .map(row -> Row.value(row, "n", Long.class))
                                            .one())
                            .block())
                    .isZero();
        }
    }

    private UUID organisation(String name) {
        UUID id = Ids.next();
        team.run(
                tenant.id(),
                "insert into organisation (tenant_id, id, name) values ('" + tenant.id() + "', '" + id + "', '" + name
                        + "')");
        return id;
    }

    private static List<String> labels(Found found) {
        return switch (found) {
            case Found.One one -> List.of(one.match().label());
            case Found.Several several ->
                several.matches().stream().map(Match::label).toList();
            case Found.None none ->
                List.of("none but "
                        + none.nearest().stream().map(Match::label).findFirst().orElse("nobody"));
        };
    }
}
