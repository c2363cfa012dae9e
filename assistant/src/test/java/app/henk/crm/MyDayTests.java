package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DayItem.Cause;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What needs a salesperson, and why. */
@HenkTest
class MyDayTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    MyDay days;

    @Autowired
    DayWords words;

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
    void a_day_in_which_nothing_needs_anybody_is_free() {
        UUID well = mine("Well", "1000");
        team.task(tenant, "Later", "current_date + 3", anna.user(), Optional.of(well));

        Day day = days.of(anna).block();

        assertThat(day.isFree()).isTrue();
        assertThat(day.more()).isFalse();
    }

    @Test
    void what_presses_most_comes_first_each_with_its_reason() {
        UUID silent = mine("Silent", "100");
        change(silent, "last_contact_at = now() - interval '264 hours'");
        UUID still = mine("Still", "100");
        change(still, "stage_since = now() - interval '192 hours'");
        UUID red = mine("Red", "100");
        change(red, "stage_since = now() - interval '1440 hours', last_contact_at = now() - interval '960 hours'");
        UUID overdue = mine("Overdue", "100");
        change(overdue, "expected_close = current_date - 3");
        UUID soon = mine("Soon", "100");
        change(soon, "expected_close = current_date + 4");
        for (UUID deal : List.of(silent, still, overdue, soon)) {
            team.task(tenant, "Later", "current_date + 9", anna.user(), Optional.of(deal));
        }
        team.lead(tenant, "Key", 90, Optional.empty());
        team.lead(tenant, "Small", 40, Optional.empty());
        team.task(tenant, "Late", "current_date - 2", anna.user(), Optional.empty());
        team.task(tenant, "Due", "current_date", anna.user(), Optional.empty());
        promise("current_date - 1", "Broken");
        promise("current_date + 1", "Breaking");

        List<DayItem> items = days.of(anna).block().items();

        assertThat(items)
                .extracting(item -> item.label() + " " + item.foremost().cause())
                .containsExactly(
                        "Late TASK_OVERDUE",
                        "Angebot: Broken PROMISE_BROKEN",
                        "Angebot: Breaking PROMISE_DUE",
                        "Due TASK_DUE",
                        "Overdue CLOSE_OVERDUE",
                        "Lena Key KEY_LEAD",
                        "Red RED",
                        "Soon CLOSING_SOON",
                        "Silent NO_CONTACT",
                        "Still UNMOVED");
        assertThat(items.stream().map(item -> words.why(item, "de")))
                .containsExactly(
                        "Aufgabe seit 2 Tagen überfällig",
                        "Zusage seit gestern überfällig",
                        "Zusage bis morgen",
                        "Aufgabe heute fällig",
                        "Abschluss seit 3 Tagen überfällig",
                        "neuer Top-Lead mit 90 Punkten, noch nicht kontaktiert",
                        "Zustand rot (25 von 100), 40 Tage ohne Kontakt, seit 60 Tagen in dieser Phase",
                        "Abschluss in 4 Tagen erwartet",
                        "11 Tage ohne Kontakt",
                        "seit 8 Tagen in dieser Phase");
    }

    @Test
    void of_two_deals_in_trouble_alike_the_dearer_one_comes_first() {
        for (String value : List.of("500", "90000", "null", "7000")) {
            UUID deal = mine("D" + value, value);
            change(deal, "stage_since = now() - interval '1440 hours', last_contact_at = now() - interval '960 hours'");
        }

        assertThat(days.of(anna).block().items())
                .extracting(DayItem::value)
                .extracting(value -> value.map(BigDecimal::intValue).orElse(-1))
                .containsExactly(90_000, 7_000, 500, -1);
    }

    @Test
    void a_colleagues_tasks_deals_and_leads_are_not_mine_but_what_is_nobodys_is() {
        Principal.Staff ben = team.colleague(tenant, "Ben", Role.SALES);
        team.task(tenant, "Bens", "current_date", ben.user(), Optional.empty());
        team.lead(tenant, "Ben", 90, Optional.of(ben.user()));
        change(team.deal(tenant, "Bens", "10", Optional.of(ben.user())), "expected_close = current_date - 3");
        change(team.deal(tenant, "Niemands", "10", Optional.empty()), "expected_close = current_date - 3");

        assertThat(days.of(anna).block().items()).extracting(DayItem::label).containsExactly("Niemands");
    }

    @Test
    void what_is_closed_done_deleted_or_contacted_needs_nobody() {
        change(mine("Won", "10"), "status = 'won', stage_key = 'won', expected_close = current_date - 3");
        change(mine("Deleted", "10"), "deleted_at = now(), expected_close = current_date - 3");
        UUID task = team.task(tenant, "Done", "current_date - 1", anna.user(), Optional.empty());
        team.run(tenant.id(), "update task set done_at = now() where id = '" + task + "'");
        UUID lead = team.lead(tenant, "Spoken", 90, Optional.empty());
        team.run(tenant.id(), "update lead set contacted_at = now() where id = '" + lead + "'");

        assertThat(days.of(anna).block().isFree()).isTrue();
    }

    @Test
    void a_day_shows_at_most_25_and_says_that_there_is_more() {
        for (int n = 0; n < 30; n++) {
            change(mine("Deal " + n, "10"), "expected_close = current_date - 3");
            team.task(tenant, "Task " + n, "current_date", anna.user(), Optional.empty());
        }

        Day day = days.of(anna).block();

        assertThat(day.items()).hasSize(25);
        assertThat(day.more()).isTrue();
    }

    @Test
    void a_day_full_of_one_kind_of_thing_alone_says_that_there_is_more() {
        for (int n = 0; n < 60; n++) {
            team.task(tenant, "Task " + n, "current_date", anna.user(), Optional.empty());
        }
        assertThat(days.of(anna).block().items()).hasSize(25);
        assertThat(days.of(anna).block().more()).isTrue();

        team.run(tenant.id(), "update task set done_at = now()");
        for (int n = 0; n < 26; n++) {
            promise("current_date - 1", "Promise " + n);
        }
        assertThat(days.of(anna).block().items()).hasSize(25);
        assertThat(days.of(anna).block().more()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr"})
    void every_reason_is_said_in_every_language_for_no_day_one_day_and_several(String language) {
        Stream<String> said = Stream.of(Cause.values())
                .flatMap(cause ->
                        Stream.of(0, 1, 2).map(number -> words.why(new DayItem.Reason(cause, number), language)));
        Stream<String> health = Stream.of(Health.Cause.values())
                .flatMap(cause ->
                        Stream.of(1, 2).map(number -> words.why(new Health.Reason(cause, 10, number), language)));

        assertThat(Stream.concat(said, health)).noneMatch(sentence -> sentence.isBlank() || sentence.contains("{"));
        assertThat(words.why(new Health.Reason(Health.Cause.SILENCE, 20, 12), language))
                .contains("12", "20");
    }

    private UUID mine(String title, String value) {
        return team.deal(tenant, title, value, Optional.of(anna.user()));
    }

    private void change(UUID deal, String assignments) {
        team.run(tenant.id(), "update deal set " + assignments + " where id = '" + deal + "'");
    }

    private void promise(String due, String about) {
        team.run(
                tenant.id(),
                "insert into promise (tenant_id, id, kind, about, made_by, staff_id, language, due, warn_on) values ('"
                        + tenant.id() + "', '" + Ids.next() + "', 'offer', '" + about + "', 'staff', '" + anna.user()
                        + "', 'de', " + due + ", " + due + " - 1)");
    }
}
