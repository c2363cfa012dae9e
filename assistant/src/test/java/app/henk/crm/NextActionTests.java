package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.crm.NextAction.Author;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What to do next for a deal. */
@HenkTest
class NextActionTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    DealSituations situations;

    @Autowired
    NextActionRules rulesOfActions;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    Tenants tenants;

    @Autowired
    Clock clock;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff anna;
    private UUID deal;

    @BeforeEach
    void people() {
        team = SalesTeam.in(context);
        tenant = team.open();
        anna = team.colleague(tenant, "Anna Berg", Role.SALES);
        deal = team.deal(tenant, "Fräse", "48000", Optional.of(anna.user()));
        UUID weber = team.contact(tenant, "Julia", "Weber");
        change("contact_id = '" + weber + "', expected_close = current_date + 30");
    }

    @Test
    void rules_say_what_is_wrong_by_name_and_number() {
        change("last_contact_at = now() - interval '288 hours', stage_since = now() - interval '960 hours'");

        assertThat(texts(withoutModel(), "de"))
                .containsExactly(
                        "Julia Weber anrufen: seit 12 Tagen kein Kontakt.",
                        "Seit 40 Tagen in „Angebot“: klären, was bis „Verhandlung“ noch fehlt, oder den Deal schließen.",
                        "Den nächsten Schritt mit Julia Weber als Aufgabe mit Termin anlegen.");
    }

    @ParameterizedTest
    @CsvSource({
        "expected_close = current_date - 3, Ask Julia Weber whether the deal still stands",
        "contact_id = null, Find out whom to speak with",
        "value = null, Estimate what “Fräse” is worth",
        "expected_close = null, Agree a date for the decision",
        "status = 'won', Thank Julia Weber for the order",
        "status = 'lost', Write down why “Fräse” was lost"
    })
    void each_gap_is_named_first_where_nothing_else_is_wrong(String assignments, String start) {
        team.task(tenant, "Send drawing", "current_date + 40", anna.user(), Optional.of(deal));
        change(assignments);

        assertThat(texts(withoutModel(), "en")).hasSize(3).anyMatch(text -> text.startsWith(start));
    }

    @ParameterizedTest
    @CsvSource({"initial_contact, 10", "proposal, 50", "negotiation, 70", "won, 100", "lost, 0"})
    void there_are_three_in_every_stage_and_language(String stage, int probability) {
        String status = stage.equals("won") || stage.equals("lost") ? stage : "open";
        change("stage_key = '" + stage + "', status = '" + status + "', probability = " + probability);

        for (String language : List.of("de", "en", "fr")) {
            assertThat(texts(withoutModel(), language))
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .allMatch(text -> text.length() > 10 && !text.contains("{"));
        }
        assertThat(texts(withoutModel(), "xx")).isEqualTo(texts(withoutModel(), "de"));
    }

    @Test
    void a_model_is_asked_once_for_a_deal_as_it_stands_and_anew_when_it_changed() {
        AtomicInteger asked = new AtomicInteger();
        NextActions actions = with((asking, situation, language) -> Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return List.of("One " + situation.title(), "Two", "Three");
        }));

        Flux.range(0, 8).flatMap(n -> actions.of(anna, deal, "de")).blockLast();
        assertThat(actions.of(anna, deal, "de").block())
                .containsExactly(
                        new NextAction("One Fräse", Author.MODEL),
                        new NextAction("Two", Author.MODEL),
                        new NextAction("Three", Author.MODEL));
        assertThat(asked.get()).isEqualTo(1);

        change("title = 'Drehbank'");
        assertThat(actions.of(anna, deal, "de").block().getFirst().text()).isEqualTo("One Drehbank");
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void rules_write_where_the_model_fails_or_says_too_little_and_the_model_is_asked_again() {
        AtomicInteger asked = new AtomicInteger();
        NextActions failing = with((asking, situation, language) -> {
            asked.incrementAndGet();
            return Mono.error(new IllegalStateException("no quota"));
        });
        NextActions terse = with((asking, situation, language) -> Mono.just(List.of("Only one")));

        for (NextActions actions : List.of(failing, terse, failing)) {
            assertThat(actions.of(anna, deal, "de").block())
                    .hasSize(3)
                    .extracting(NextAction::written)
                    .containsOnly(Author.RULE);
        }
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void a_deal_that_the_asker_does_not_see_is_not_there() {
        Principal.Staff ben = team.colleague(tenant, "Ben", Role.SALES);
        team.run(tenant.id(), "update sales_settings set visibility = 'own'");

        assertThatThrownBy(() -> withoutModel().of(ben, deal, "de").block())
                .hasMessage("There is no deal with this id.");
        assertThatThrownBy(() -> withoutModel().of(anna, Ids.next(), "de").block())
                .hasMessage("There is no deal with this id.");
    }

    private List<String> texts(NextActions actions, String language) {
        return actions.of(anna, deal, language).block().stream()
                .map(NextAction::text)
                .toList();
    }

    private NextActions withoutModel() {
        return actions(new StaticListableBeanFactory());
    }

    private NextActions with(NextActionWriter writer) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("writer", writer);
        return actions(beans);
    }

    private NextActions actions(StaticListableBeanFactory beans) {
        return new NextActions(
                transactions,
                tenants,
                situations,
                rulesOfActions,
                beans.getBeanProvider(NextActionWriter.class),
                clock);
    }

    private void change(String assignments) {
        team.run(tenant.id(), "update deal set " + assignments + " where id = '" + deal + "'");
    }
}
