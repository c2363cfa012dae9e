package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.TenantId;
import app.henk.platform.WrittenSql;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds deals. Runs in the caller's transaction. */
@Component
class DealSearch {

    private static final int LOOKED_THROUGH = 20_000;
    private static final UUID NEWEST = new UUID(-1, -1);

    private static final Field<UUID> ID = DSL.field("d.id", UUID.class);

    /** Which they are is found first: contact, company and the rest are read for those that are shown, not for all. */
    private static final String FOUND = DealStore.SELECT + """
             where d.tenant_id = henk.tenant() and d.id in (with page as materialized (
                   select d.id from deal d
                     left join stage s on s.tenant_id = d.tenant_id and s.key = d.stage_key
                     left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id
                    where\s""";

    private final DatabaseClient database;
    private final Tenants tenants;
    private final DealStore deals;
    private final Clock clock;

    DealSearch(DatabaseClient database, Tenants tenants, DealStore deals, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.deals = deals;
        this.clock = clock;
    }

    /** The newest first, those behind {@code after}. */
    Flux<Deal> list(TenantId tenant, DealFilter filter, Optional<UUID> after, int limit) {
        return Mono.justOrEmpty(filter.text().filter(words -> !words.isBlank()))
                .flatMap(words -> page(tenant, filter, lately(words, after), after, limit)
                        .collectList()
                        .filter(page -> page.size() == limit)
                        .switchIfEmpty(Mono.defer(() ->
                                page(tenant, filter, ever(words), after, limit).collectList())))
                .switchIfEmpty(Mono.defer(() ->
                        page(tenant, filter, DSL.noCondition(), after, limit).collectList()))
                .flatMapIterable(page -> page);
    }

    /** Common words fill a page from the newest deals, which is sooner done than finding all that have them. */
    private static Condition lately(String words, Optional<UUID> after) {
        return DSL.condition(
                "d.id in (select n.id from (select l.id, l.search from deal l where l.tenant_id = henk.tenant()"
                        + " and l.deleted_at is null and l.id < {0} order by l.id desc limit " + LOOKED_THROUGH
                        + ") n where n.search @@ henk.asked_words({1}))",
                DSL.val(after.orElse(NEWEST)),
                DSL.val(words));
    }

    private static Condition ever(String words) {
        return DSL.condition("d.id in (select henk.deals_worded({0}))", DSL.val(words));
    }

    private Flux<Deal> page(TenantId id, DealFilter filter, Condition words, Optional<UUID> after, int limit) {
        return tenants.tenant(id)
                .zipWith(deals.reading(id))
                .flatMapMany(known -> WrittenSql.bound(
                                database,
                                FOUND,
                                where(known.getT1(), filter)
                                        .and(words)
                                        .and(after.map(ID::lt).orElseGet(DSL::noCondition)),
                                " order by d.id desc limit " + limit + ") select id from page) order by d.id desc")
                        .map(known.getT2())
                        .all());
    }

    private Condition where(Tenant tenant, DealFilter filter) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, tenant.zone());
        return DSL.and(
                DSL.condition(
                        "d.tenant_id = {0} and d.deleted_at is null",
                        DSL.val(tenant.id().value())),
                among("d.stage_key", filter.stages()),
                among("d.status", filter.status()),
                among("d.sector", filter.sectors()),
                among("d.assignee_id", filter.assignees()),
                same("d.organisation_id", filter.organisation()),
                same("d.contact_id", filter.contact()),
                same("c.email", filter.email()),
                compared("d.value >= {0}", filter.minValue()),
                compared("d.value <= {0}", filter.maxValue()),
                compared("d.expected_close >= {0}", filter.closeFrom()),
                compared("d.expected_close <= {0}", filter.closeTo()),
                compared(
                        DealHealth.LAST_CONTACT + " <= {0}",
                        filter.noContactDays().stream()
                                .mapToObj(
                                        days -> now.minus(days, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                                .findFirst()),
                health(filter, now.atOffset(ZoneOffset.UTC), today));
    }

    private static Condition health(DealFilter filter, OffsetDateTime now, LocalDate today) {
        if (filter.minHealth().isEmpty() && filter.maxHealth().isEmpty()) {
            return DSL.noCondition();
        }
        Field<Integer> health = DSL.field(
                DealHealth.EXPRESSION.replace(":now", "{0}").replace(":today", "{1}"),
                Integer.class,
                DSL.val(now),
                DSL.val(today));
        return health.between(filter.minHealth().orElse(0), filter.maxHealth().orElse(100));
    }

    private static Condition among(String column, Collection<?> values) {
        return values.isEmpty() ? DSL.noCondition() : DSL.field(column).in(values);
    }

    private static Condition same(String column, Optional<?> value) {
        return compared(column + " = {0}", value);
    }

    private static Condition compared(String condition, Optional<?> value) {
        return value.map(bound -> DSL.condition(condition, DSL.val(bound))).orElseGet(DSL::noCondition);
    }
}
