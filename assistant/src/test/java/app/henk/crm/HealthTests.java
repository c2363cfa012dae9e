package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** How well a deal stands, in Java and in SQL. */
@HenkTest
class HealthTests {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Autowired
    DatabaseClient database;

    @Test
    void a_deal_that_moves_is_spoken_about_and_has_a_next_step_is_wholly_well() {
        assertThat(Health.of(facts(3, 2, Optional.of(TODAY.plusDays(10)), true), NOW, TODAY))
                .isEqualTo(new Health(100, Health.Light.GREEN, List.of()));
    }

    @Test
    void each_reason_says_what_it_cost_and_since_when_the_dearest_first() {
        Health health = Health.of(facts(29, 12, Optional.of(TODAY.minusDays(3)), false), NOW, TODAY);

        assertThat(health.reasons())
                .containsExactly(
                        new Health.Reason(Health.Cause.TIME_IN_STAGE, 30, 29),
                        new Health.Reason(Health.Cause.SILENCE, 20, 12),
                        new Health.Reason(Health.Cause.OVERDUE, 15, 3),
                        new Health.Reason(Health.Cause.NO_NEXT_STEP, 15, 0));
        assertThat(health.points()).isEqualTo(20);
        assertThat(health.light()).isEqualTo(Health.Light.RED);
    }

    @Test
    void all_that_can_go_wrong_together_leaves_nothing() {
        assertThat(Health.of(facts(90, 60, Optional.of(TODAY.minusDays(30)), false), NOW, TODAY)
                        .points())
                .isZero();
    }

    @Test
    void the_light_turns_at_70_and_at_40() {
        assertThat(IntStream.of(100, 70, 69, 40, 39, 0).mapToObj(Health.Light::of))
                .containsExactly(
                        Health.Light.GREEN,
                        Health.Light.GREEN,
                        Health.Light.AMBER,
                        Health.Light.AMBER,
                        Health.Light.RED,
                        Health.Light.RED);
    }

    @Test
    void queries_judge_thousands_of_deals_as_the_explanation_does() {
        List<HealthFacts> deals = generated(5_000);

        List<String> asked = database.sql("""
                        select henk.deal_health('open', f.since, f.usual, f.contact, f.close, f.step, :now, :today)
                               as health
                          from unnest(:since::timestamptz[], :usual::integer[], :contact::timestamptz[], :close::date[],
                                      :step::boolean[]) with ordinality
                               as f (since, usual, contact, close, step, place) order by f.place
                        """)
                .bind("now", NOW)
                .bind("today", TODAY)
                .bind("since", texts(deals, HealthFacts::stageSince))
                .bind("usual", texts(deals, HealthFacts::usualDays))
                .bind("contact", texts(deals, HealthFacts::lastContact))
                .bind("close", texts(deals, facts -> facts.expectedClose().orElse(null)))
                .bind("step", texts(deals, HealthFacts::nextStep))
                .map(row -> Row.value(row, "health", Integer.class))
                .all()
                .collectList()
                .map(all -> all.stream()
                        .map(health -> health + " " + Health.Light.of(health).key())
                        .toList())
                .block();

        assertThat(asked)
                .isEqualTo(deals.stream()
                        .map(facts -> Health.of(facts, NOW, TODAY))
                        .map(health -> health.points() + " " + health.light().key())
                        .toList());
        assertThat(asked.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void queries_know_the_lights_and_that_a_closed_deal_has_no_health() {
        assertThat(database.sql("""
                                select string_agg(coalesce(henk.health_light(h), '–'), ' ' order by place) as lights
                                  from unnest(array[100, 70, 69, 40, 39, 0,
                                       henk.deal_health('won', now(), 1, now(), null, true, now(), current_date)])
                                       with ordinality as given (h, place)
                                """)
                        .map(row -> Row.value(row, "lights", String.class))
                        .one()
                        .block())
                .isEqualTo("green green amber amber red red –");
    }

    /** Many near the edges of the bands, some in the future. */
    private static List<HealthFacts> generated(int count) {
        SplittableRandom random = new SplittableRandom(20261128);
        return IntStream.range(0, count)
                .mapToObj(n -> new HealthFacts(
                        ago(random),
                        random.nextInt(1, 31),
                        ago(random),
                        random.nextInt(4) == 0
                                ? Optional.empty()
                                : Optional.of(TODAY.minusDays(random.nextInt(-10, 20))),
                        random.nextBoolean()))
                .toList();
    }

    private static Instant ago(SplittableRandom random) {
        return NOW.atOffset(ZoneOffset.UTC)
                .minusDays(random.nextInt(-1, 70))
                .plus(Duration.ofMillis(random.nextInt(-2, 3)))
                .toInstant();
    }

    private static String[] texts(List<HealthFacts> deals, java.util.function.Function<HealthFacts, Object> field) {
        return deals.stream()
                .map(field)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private static HealthFacts facts(int inStage, int silent, Optional<LocalDate> close, boolean nextStep) {
        return new HealthFacts(
                NOW.minus(Duration.ofDays(inStage)), 14, NOW.minus(Duration.ofDays(silent)), close, nextStep);
    }
}
