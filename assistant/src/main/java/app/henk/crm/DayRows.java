package app.henk.crm;

import app.henk.crm.DayItem.Cause;
import app.henk.crm.DayItem.Reason;
import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Tasks, deals and leads that need one salesperson. Runs in the caller's transaction; each query is bounded. */
@Component
class DayRows {

    /** From how many days on silence and standstill are worth a word, and how far ahead a close date is seen. */
    private static final int SILENT = 10;

    private static final int STILL = 7;
    private static final int AHEAD = 7;

    private static final String TASKS = """
            select t.id, t.subject, t.due, coalesce(d.title, nullif(trim(c.first_name || ' ' || c.last_name), ''), '')
                   as detail, d.value, d.currency
              from task t
              left join deal d on d.tenant_id = t.tenant_id and d.id = t.deal_id
              left join contact c on c.tenant_id = t.tenant_id and c.id = t.contact_id
             where t.tenant_id = henk.tenant() and t.assignee_id = :me and t.done_at is null and t.deleted_at is null
               and t.due <= :today
             order by t.due, t.id limit :most
            """;

    private static final String OPEN =
            "select id from deal where tenant_id = henk.tenant() and status = 'open'" + " and deleted_at is null and ";

    /** One's own and nobody's: those that are worth most, and those whose day is near or just gone by. */
    private static final String DEALS = "with looked as ((" + OPEN
            + "assignee_id = :me order by weighted desc nulls last, id limit 2000) union (" + OPEN
            + "assignee_id is null order by weighted desc nulls last, id limit 500) union (" + OPEN
            + "assignee_id = :me and expected_close <= :soon order by expected_close desc, id limit 500))"
            + " select d.id, d.title, coalesce(o.name, nullif(trim(c.first_name || ' ' || c.last_name), ''), '') as detail,"
            + " d.value, d.currency, j.* from (select d.id as deal, d.weighted, " + DealHealth.COLUMNS
            + ", " + DealHealth.EXPRESSION + " as health from looked join deal d on d.tenant_id = henk.tenant()"
            + " and d.id = looked.id join stage s on s.tenant_id = d.tenant_id and s.key = d.stage_key) j"
            + " join deal d on d.tenant_id = henk.tenant() and d.id = j.deal"
            + " left join organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id"
            + " left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id"
            + " where j.expected_close <= :soon or j.last_contact <= :silent or j.stage_since <= :still or j.health < 40"
            + " order by case when j.expected_close < :today then 1 when j.health < 40 then 2"
            + " when j.expected_close <= :soon then 3 when j.last_contact <= :silent then 4 else 5 end,"
            + " j.weighted desc nulls last, d.id limit :most";

    private static final String NEW = """
            (select * from lead where tenant_id = henk.tenant() and status = 'new' and contacted_at is null
                and deleted_at is null and score >= :key and assignee_id %s order by score desc, id desc limit :most)
            """;
    private static final String LEADS = """
            select l.id, coalesce(nullif(trim(l.first_name || ' ' || l.last_name), ''), l.company, l.email, '–') as label,
                   coalesce(l.company, l.email, '') as detail, l.score, l.budget, l.currency
              from (%s union all %s) l
             order by l.score desc, l.id desc limit :most
            """.formatted(NEW.formatted("= :me"), NEW.formatted("is null"));

    private final DatabaseClient database;

    DayRows(DatabaseClient database) {
        this.database = database;
    }

    /** @param today the day of {@code now} where the tenant is */
    record Asked(UUID salesperson, Instant now, LocalDate today, int most) {}

    Flux<DayItem> tasks(Asked asked) {
        return database.sql(TASKS)
                .bind("me", asked.salesperson())
                .bind("today", asked.today())
                .bind("most", asked.most())
                .map(row -> task(row, asked.today()))
                .all();
    }

    private static DayItem task(Readable row, LocalDate today) {
        LocalDate due = Row.value(row, "due", LocalDate.class);
        int late = (int) ChronoUnit.DAYS.between(due, today);
        return new DayItem(
                "task",
                Row.value(row, "id", UUID.class),
                Row.value(row, "subject", String.class),
                Row.value(row, "detail", String.class),
                List.of(new Reason(late > 0 ? Cause.TASK_OVERDUE : Cause.TASK_DUE, late)),
                Optional.of(due),
                Optional.ofNullable(row.get("value", BigDecimal.class)),
                Optional.ofNullable(row.get("currency", String.class)));
    }

    Flux<DayItem> deals(Asked asked) {
        return database.sql(DEALS)
                .bind("me", asked.salesperson())
                .bind("now", asked.now())
                .bind("today", asked.today())
                .bind("soon", asked.today().plusDays(AHEAD))
                .bind("silent", asked.now().minus(Duration.ofDays(SILENT)))
                .bind("still", asked.now().minus(Duration.ofDays(STILL)))
                .bind("most", asked.most())
                .map(row -> deal(row, asked))
                .all();
    }

    private static DayItem deal(Readable row, Asked asked) {
        Optional<LocalDate> close = Optional.ofNullable(row.get("expected_close", LocalDate.class));
        List<Reason> reasons = new ArrayList<>();
        close.map(day -> (int) ChronoUnit.DAYS.between(asked.today(), day))
                .filter(days -> days <= AHEAD)
                .ifPresent(days -> reasons.add(
                        days < 0 ? new Reason(Cause.CLOSE_OVERDUE, -days) : new Reason(Cause.CLOSING_SOON, days)));
        DealHealth.of(row, asked.now(), asked.today())
                .filter(health -> health.light() == Health.Light.RED)
                .ifPresent(health -> reasons.add(new Reason(Cause.RED, health.points())));
        since(row, "last_contact", asked, SILENT).ifPresent(days -> reasons.add(new Reason(Cause.NO_CONTACT, days)));
        since(row, "stage_since", asked, STILL).ifPresent(days -> reasons.add(new Reason(Cause.UNMOVED, days)));
        return new DayItem(
                "deal",
                Row.value(row, "id", UUID.class),
                Row.value(row, "title", String.class),
                Row.value(row, "detail", String.class),
                reasons,
                close,
                Optional.ofNullable(row.get("value", BigDecimal.class)),
                Optional.of(Row.value(row, "currency", String.class)));
    }

    private static Optional<Integer> since(Readable row, String column, Asked asked, int from) {
        int days = (int) Duration.between(Row.value(row, column, Instant.class), asked.now())
                .toDays();
        return Optional.of(days).filter(gone -> gone >= from);
    }

    /** @param key score from which on a lead is a key account */
    Flux<DayItem> leads(Asked asked, int key) {
        return database.sql(LEADS)
                .bind("me", asked.salesperson())
                .bind("key", key)
                .bind("most", asked.most())
                .map(row -> new DayItem(
                        "lead",
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "label", String.class),
                        Row.value(row, "detail", String.class),
                        List.of(new Reason(Cause.KEY_LEAD, Row.value(row, "score", Short.class))),
                        Optional.empty(),
                        Optional.ofNullable(row.get("budget", BigDecimal.class)),
                        Optional.of(Row.value(row, "currency", String.class))))
                .all();
    }
}
