package app.henk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

@HenkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductSearchTests {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    static final Duration LONGEST = Duration.ofSeconds(60);

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    ProductSearch search;

    @Autowired
    CatalogSeed seed;

    @Autowired
    Tenants tenants;

    @Autowired
    PassesFor passesFor;

    TenantId tailor = new TenantId(Ids.next());
    List<ProductSheet> sheets = CatalogSeed.sheets("demo/henk");

    @BeforeAll
    void a_tailor_with_his_cloths() {
        open(tailor);
        seed.seed(tailor, "demo/henk", "EUR").block(LONGEST);
    }

    /** A second shop like the demo tailor, so that a test counts only its own products. */
    void open(TenantId id) {
        TenantId demo = tenants.all().blockFirst(LONGEST).id();
        String profile = one(demo, "select profile::text from tenant");
        transactions
                .in(
                        Scope.system(id),
                        () -> database.sql("""
                                insert into tenant (id, slug, name, profile, daily_model_budget)
                                values (:id, :slug, 'Shop', cast(:profile as jsonb), 1)""")
                                .bind("id", id.value())
                                .bind("slug", "t" + id.value())
                                .bind("profile", profile)
                                .then())
                .block(LONGEST);
    }

    ProductMatches find(TenantId tenant, Wish wish) {
        return transactions
                .in(Scope.system(tenant), () -> search.search(wish.query(), TODAY, "de"))
                .block(LONGEST);
    }

    ProductMatches find(Wish wish) {
        return find(tailor, wish);
    }

    @Test
    void seeding_twice_changes_nothing() {
        String all = "select string_agg(p::text, '|' order by sku) from product p";
        String before = one(tailor, all);

        seed.seed(tailor, "demo/henk", "EUR").block(LONGEST);

        assertThat(one(tailor, all)).isEqualTo(before).isNotEmpty();
    }

    String one(TenantId tenant, String sql) {
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> database.sql(sql)
                                .map(row -> row.get(0, String.class))
                                .one())
                .block(LONGEST);
    }

    @Test
    void no_result_breaks_a_limit_and_none_that_keeps_them_all_is_missing() {
        var random = new Random(20261120);
        var wishes =
                Flux.range(0, 3000).map(i -> Wish.random(random)).collectList().block(LONGEST);

        var wrong = Flux.fromIterable(wishes)
                .flatMapSequential(
                        wish -> transactions
                                .in(Scope.system(tailor), () -> search.search(wish.query(), TODAY, "de"))
                                .map(found -> fault(wish, found)),
                        8)
                .filter(fault -> !fault.isEmpty())
                .collectList()
                .block(LONGEST);

        assertThat(wrong).isEmpty();
        long empty = wishes.stream().filter(wish -> naive(wish).isEmpty()).count();
        assertThat(empty)
                .as("the wishes should be neither all hopeless nor all easy")
                .isBetween(300L, 2700L);
    }

    /** What is wrong with an answer, by a filter over the sheets that knows nothing of SQL. */
    String fault(Wish wish, ProductMatches found) {
        List<String> allowed = naive(wish);
        List<String> given =
                found.matches().stream().map(m -> m.product().sku()).toList();
        if (found.total() != allowed.size() || !allowed.containsAll(given)) {
            return wish + " gave " + given + " of " + found.total() + " but allowed are " + allowed;
        }
        if (given.size() != Math.min(20, allowed.size())) {
            return wish + " gave too few";
        }
        String fourth = found.fourth().map(miss -> fault(wish, miss)).orElse("");
        if (!fourth.isEmpty()) {
            return fourth;
        }
        return found.relaxation()
                .map(relaxation -> {
                    long opened = naive(wish.relaxed(relaxation)).size();
                    return opened == relaxation.opens() && opened > 0
                            ? ""
                            : wish + " promised " + relaxation + " but " + opened + " open";
                })
                .orElse("");
    }

    /** Of the one that just missed: that it is not allowed, and would be as soon as that one limit moves as said. */
    private String fault(Wish wish, ProductMatches.NearMiss miss) {
        String sku = miss.product().sku();
        boolean true_ =
                !naive(wish).contains(sku) && naive(wish.moved(miss.missed())).contains(sku);
        return true_ ? "" : wish + " said of " + sku + " that it breaks only " + miss.missed();
    }

    List<String> naive(Wish wish) {
        return sheets.stream()
                .filter(sheet -> wish.allows(sheet, passesFor, TODAY))
                .map(ProductSheet::sku)
                .collect(Collectors.toList());
    }

    @Test
    void names_the_smallest_move_of_one_limit_that_opens_something() {
        BigDecimal cheapest = sheets.stream()
                .filter(ProductSheet::standsAlone)
                .map(ProductSheet::price)
                .min(BigDecimal::compareTo)
                .orElseThrow();

        var found = find(Wish.any().priceMax(cheapest.subtract(BigDecimal.TEN)));

        assertThat(found.matches()).isEmpty();
        assertThat(found.relaxation()).hasValueSatisfying(relaxation -> {
            assertThat(relaxation.moves()).singleElement().satisfies(move -> {
                assertThat(move.limit()).isEqualTo("price_max");
                assertThat(new BigDecimal(move.to())).isEqualByComparingTo(cheapest);
            });
        });
    }

    @Test
    void moves_two_limits_where_no_single_one_opens_anything() {
        Wish wish =
                Wish.any().occasions("gala").priceMax(BigDecimal.valueOf(500)).neededBy(TODAY.plusDays(3));

        var found = find(wish);

        assertThat(found.relaxation()).hasValueSatisfying(relaxation -> {
            assertThat(relaxation.moves())
                    .extracting(ProductMatches.Move::limit)
                    .containsExactly("price_max", "needed_by");
            assertThat(naive(wish.relaxed(relaxation)))
                    .hasSize(relaxation.opens())
                    .isNotEmpty();
        });
    }

    @Test
    void says_which_would_have_been_among_them_but_for_one_limit() {
        var found = find(Wish.any().occasions("gala").seasons("summer").priceMax(BigDecimal.valueOf(1780)));

        assertThat(found.fourth()).hasValueSatisfying(fourth -> {
            assertThat(fourth.missed().limit()).isEqualTo("price_max");
            assertThat(fourth.product().occasions()).contains("gala");
            assertThat(fourth.product().price().getAmount()).isGreaterThan(BigDecimal.valueOf(1780));
            assertThat(fourth.missed().to())
                    .isEqualTo(fourth.product().price().getAmount().toPlainString());
        });
    }

    @Test
    void a_dislike_is_no_near_miss() {
        var found = find(Wish.any().notColours("blue", "grey", "green"));

        assertThat(found.matches()).isNotEmpty();
        assertThat(found.fourth()).isEmpty();
    }

    @Test
    void linings_and_options_are_found_only_by_who_asks_for_them() {
        assertThat(find(Wish.any().text("Cupro Bordeaux Monogramm")).matches())
                .extracting(match -> match.product().kind())
                .containsOnly("fabric");
        assertThat(find(Wish.any().kinds("lining").colours("red")).matches())
                .isNotEmpty()
                .allSatisfy(match -> assertThat(match.product().kind()).isEqualTo("lining"));
        assertThat(find(Wish.any().kinds("option").text("Monogramm"))
                        .matches()
                        .getFirst()
                        .product()
                        .sku())
                .isEqualTo("OP-17");
    }

    @Test
    void who_wants_it_easy_to_care_for_is_shown_nothing_delicate() {
        var found = find(Wish.any().easeMin(4));

        assertThat(found.matches())
                .isNotEmpty()
                .allSatisfy(match ->
                        assertThat(match.product().cloth().orElseThrow().ease()).isGreaterThanOrEqualTo(4));
    }

    @Test
    void never_proposes_to_give_up_a_dislike() {
        var found = find(Wish.any()
                .colours("black")
                .notColours("black", "grey", "blue", "green", "brown", "red", "beige", "white"));

        assertThat(found.matches()).isEmpty();
        assertThat(found.relaxation()).isEmpty();
    }

    @Test
    void whoever_wants_blue_is_shown_navy_and_whoever_wants_no_stripes_no_pinstripe() {
        var found = find(Wish.any().colours("blue").occasions("gala").notPatterns("stripe"));

        assertThat(found.matches())
                .extracting(match -> match.product().cloth().orElseThrow().colour())
                .contains("navy", "midnight", "blue")
                .doesNotContain("charcoal");
        assertThat(found.matches())
                .extracting(match -> match.product().cloth().orElseThrow().pattern())
                .doesNotContain("pinstripe", "chalkstripe");
    }

    @Test
    void the_best_for_a_summer_wedding_says_why() {
        var found = find(Wish.any().occasions("wedding").seasons("summer"));

        assertThat(found.matches().getFirst().reasons()).contains("occasion.wedding", "season.summer");
    }

    @Test
    void a_misspelt_name_of_a_cloth_still_comes_first() {
        var found = find(Wish.any().text("kontor antrazit"));

        assertThat(found.matches().getFirst().product().name()).isEqualTo("Kontor Anthrazit");
    }

    @Test
    void text_is_taken_as_words_whatever_it_contains() {
        for (String text : List.of("'; drop table product; --", "a & | ! ( ) :* <->", "\u0000", "🧵", "%%", "\\")) {
            assertThat(find(Wish.any().text(text)).total())
                    .isEqualTo(naive(Wish.any()).size());
        }
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        var stranger = new TenantId(Ids.next());
        open(stranger);

        assertThat(find(stranger, Wish.any()).total()).isZero();
    }

    @Test
    void a_machine_has_no_cloth_and_keeps_its_facts_in_order() {
        var maker = new TenantId(Ids.next());
        open(maker);
        seed.seed(maker, "demo/works", "GBP").block(LONGEST);

        var router =
                find(maker, Wish.any().text("Ridge 600")).matches().getFirst().product();

        assertThat(router.cloth()).isEqualTo(Optional.empty());
        assertThat(router.sku()).isEqualTo("WK-R600");
        assertThat(router.facts().keySet()).startsWith("type", "power_kw", "supply");
        assertThat(find(maker, Wish.any().colours("blue")).total()).isZero();
    }
}
