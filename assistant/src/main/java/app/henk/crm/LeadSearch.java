package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.WrittenSql;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Finds leads. Runs in the caller's transaction. */
@Component
class LeadSearch {

    private static final int NAMED = 2_000;

    private final DatabaseClient database;

    LeadSearch(DatabaseClient database) {
        this.database = database;
    }

    /** The place of a lead in the list by its stored score. */
    record Cursor(int score, UUID id) {}

    /** By score, best first, those behind {@code after}; ids break ties, the newer first. */
    Flux<Lead> byScore(Tenant tenant, LeadFilter filter, Optional<Cursor> after, int limit) {
        Condition where =
                where(tenant, filter).and(after.map(LeadSearch::behind).orElseGet(DSL::noCondition));
        return WrittenSql.bound(
                        database,
                        LeadStore.COLUMNS + " where ",
                        where,
                        " order by lead.score desc, lead.id desc limit " + limit)
                .map(LeadStore::lead)
                .all();
    }

    private static Condition behind(Cursor cursor) {
        return DSL.condition("(lead.score, lead.id) < ({0}, {1})", DSL.val(cursor.score()), DSL.val(cursor.id()));
    }

    private static Condition where(Tenant tenant, LeadFilter filter) {
        return DSL.and(
                DSL.condition(
                        "lead.tenant_id = {0} and lead.deleted_at is null",
                        DSL.val(tenant.id().value())),
                named(filter),
                among("lead.status", filter.status()),
                among("lead.source", filter.sources()),
                among("lead.industry", filter.industries()),
                among("lead.assignee_id", filter.assignees()),
                compared("lead.score >= {0}", boxed(filter.minScore())),
                compared("lead.score <= {0}", boxed(filter.maxScore())),
                compared("lead.created_at >= {0}", filter.createdFrom().map(day -> start(tenant, day))),
                compared("lead.created_at < {0}", filter.createdTo().map(day -> start(tenant, day.plusDays(1)))),
                compared("(lead.contacted_at is not null) = {0}", filter.contacted()));
    }

    private static Condition named(LeadFilter filter) {
        return filter.text()
                .filter(words -> !words.isBlank())
                .map(words -> DSL.condition(
                        "lead.contact_id in (select n.id from henk.named('contact', {0}, {1}) n)",
                        DSL.val(words), DSL.val(NAMED)))
                .orElseGet(DSL::noCondition);
    }

    private static OffsetDateTime start(Tenant tenant, LocalDate day) {
        return day.atStartOfDay(tenant.zone()).toOffsetDateTime();
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static Condition among(String column, Collection<?> values) {
        return values.isEmpty() ? DSL.noCondition() : DSL.field(column).in(values);
    }

    private static Condition compared(String condition, Optional<?> value) {
        return value.map(bound -> DSL.condition(condition, DSL.val(bound))).orElseGet(DSL::noCondition);
    }
}
