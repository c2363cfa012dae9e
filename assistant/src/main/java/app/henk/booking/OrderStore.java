package app.henk.booking;

import app.henk.crm.OwnContacts;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of orders. Runs in the caller's transaction; row-level security decides who sees which. */
@Component
class OrderStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Order.Line>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<Order.Event>> EVENTS = new TypeReference<>() {};

    // delayed: the latest day that was promised before, when today's promise lies behind it
    private static final String ORDERS = """
            select o.id, o.number, o.contact_id, o.account_id, o.title, o.step, o.step_since, o.ordered_on, o.promised,
                   o.currency, o.language, o.version,
                   (select d.before from order_delay d where d.tenant_id = o.tenant_id and d.order_id = o.id
                       and d.before < o.promised order by d.created_at desc limit 1) as delayed,
                   (select coalesce(jsonb_agg(jsonb_build_object('sku', l.sku, 'name', l.name, 'options', l.options,
                               'price', l.price) order by l.position), '[]')
                      from customer_order_line l where l.tenant_id = o.tenant_id and l.order_id = o.id) as lines,
                   (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'before', e.before, 'after', e.after,
                               'reason', e.reason, 'at', to_char(e.at at time zone 'UTC',
                               'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by e.at, e.id), '[]')
                      from customer_order_event e where e.tenant_id = o.tenant_id and e.order_id = o.id) as history
              from customer_order o
            """;
    private static final String OF_CUSTOMER = " where o.tenant_id = :tenant and (o.account_id = :customer"
            + " or o.contact_id = :customer or o.contact_id in (" + OwnContacts.oneWith(":customer") + "))";

    private final DatabaseClient database;

    OrderStore(DatabaseClient database) {
        this.database = database;
    }

    /** False when an order of this number is there already. */
    Mono<Boolean> insert(TenantId tenant, Order order) {
        return database.sql("""
                        insert into customer_order (tenant_id, id, number, contact_id, account_id, title, step,
                            step_since, ordered_on, promised, currency, language)
                        values (:tenant, :id, :number, :contact, :account, :title, :step, :since, :ordered, :promised,
                            :currency, :language)
                        on conflict (tenant_id, number) do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("id", order.id())
                .bind("number", order.number())
                .bind("contact", order.contact())
                .bind("account", Parameter.fromOrEmpty(order.account().orElse(null), UUID.class))
                .bind("title", order.title())
                .bind("step", order.step())
                .bind("since", order.stepSince())
                .bind("ordered", order.orderedOn())
                .bind("promised", order.promised())
                .bind("currency", order.currency())
                .bind("language", order.language())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 0
                        ? Mono.just(false)
                        : lines(tenant, order)
                                .then(event(tenant, order.id(), "step", null, order.step(), "", null))
                                .then(event(
                                        tenant,
                                        order.id(),
                                        "promised",
                                        null,
                                        order.promised().toString(),
                                        "",
                                        null))
                                .thenReturn(true));
    }

    private Mono<Void> lines(TenantId tenant, Order order) {
        return Flux.fromIterable(order.lines())
                .index()
                .concatMap(numbered -> database.sql("""
                                insert into customer_order_line (tenant_id, order_id, position, sku, name, options,
                                    price)
                                values (:tenant, :order, :position, :sku, :name, :options, :price)
                                """)
                        .bind("tenant", tenant.value())
                        .bind("order", order.id())
                        .bind("position", numbered.getT1().shortValue())
                        .bind(
                                "sku",
                                Parameter.fromOrEmpty(numbered.getT2().sku().orElse(null), String.class))
                        .bind("name", numbered.getT2().name())
                        .bind("options", numbered.getT2().options().toArray(String[]::new))
                        .bind("price", numbered.getT2().price())
                        .then())
                .then();
    }

    Mono<Void> event(
            TenantId tenant,
            UUID order,
            String kind,
            @Nullable String before,
            String after,
            String reason,
            @Nullable UUID actor) {
        return database.sql("""
                        insert into customer_order_event (tenant_id, id, order_id, kind, before, after, reason, actor_id)
                        values (:tenant, :id, :order, :kind, :before, :after, :reason, :actor)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("order", order)
                .bind("kind", kind)
                .bind("before", Parameter.fromOrEmpty(before, String.class))
                .bind("after", after)
                .bind("reason", reason)
                .bind("actor", Parameter.fromOrEmpty(actor, UUID.class))
                .then();
    }

    /** False when the order is no longer in this version. */
    Mono<Boolean> change(TenantId tenant, UUID id, int version, String step, LocalDate promised) {
        return database.sql("""
                        update customer_order set step_since = case when step = :step then step_since else now() end,
                               step = :step, promised = :promised, version = version + 1, updated_at = now()
                         where tenant_id = :tenant and id = :id and version = :version
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("version", version)
                .bind("step", step)
                .bind("promised", promised)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** A delay that waits to be told; one that waits already only leads to another day. */
    Mono<Void> delay(TenantId tenant, UUID order, LocalDate before, LocalDate after) {
        return database.sql("""
                        insert into order_delay (tenant_id, id, order_id, before, after)
                        values (:tenant, :id, :order, :before, :after)
                        on conflict (tenant_id, order_id) where told_at is null do update set after = excluded.after
                        """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("order", order)
                .bind("before", before)
                .bind("after", after)
                .then();
    }

    /** The day was made up for before anybody was told: nothing is left to tell, or less. */
    Mono<Void> catchUp(TenantId tenant, UUID order, LocalDate promised) {
        return database.sql("""
                        delete from order_delay where tenant_id = :tenant and order_id = :order and told_at is null
                           and before >= :promised
                        """)
                .bind("tenant", tenant.value())
                .bind("order", order)
                .bind("promised", promised)
                .then()
                .then(database.sql("""
                                update order_delay set after = :promised
                                 where tenant_id = :tenant and order_id = :order and told_at is null
                                """)
                        .bind("tenant", tenant.value())
                        .bind("order", order)
                        .bind("promised", promised)
                        .then());
    }

    record Untold(String title, String number, LocalDate before, LocalDate after) {}

    /** Takes what this account has not been told yet: each delay goes to one caller, once. */
    Flux<Untold> tell(TenantId tenant, UUID account) {
        return database.sql("""
                        update order_delay d set told_at = now() from customer_order o
                         where d.tenant_id = :tenant and d.told_at is null and o.tenant_id = d.tenant_id
                           and o.id = d.order_id and o.account_id = :account
                        returning o.title, o.number, d.before, d.after
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account)
                .map(row -> new Untold(
                        Row.value(row, "title", String.class),
                        Row.value(row, "number", String.class),
                        Row.value(row, "before", LocalDate.class),
                        Row.value(row, "after", LocalDate.class)))
                .all();
    }

    Mono<Order> find(TenantId tenant, UUID id) {
        return database.sql(ORDERS + " where o.tenant_id = :tenant and o.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(OrderStore::order)
                .one();
    }

    /** Of an account, or a contact and those that are one with it, the newest first, behind the order {@code after}. */
    Flux<Order> of(TenantId tenant, UUID customer, Optional<UUID> after, int limit) {
        return database.sql(ORDERS + OF_CUSTOMER + """
                           and (:after::uuid is null or (o.ordered_on, o.id) < (select b.ordered_on, b.id
                                from customer_order b where b.tenant_id = :tenant and b.id = :after))
                         order by o.ordered_on desc, o.id desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("customer", customer)
                .bind("after", Parameter.fromOrEmpty(after.orElse(null), UUID.class))
                .bind("limit", limit)
                .map(OrderStore::order)
                .all();
    }

    private static Order order(Readable row) {
        return new Order(
                Row.value(row, "id", UUID.class),
                Row.value(row, "number", String.class),
                Row.value(row, "contact_id", UUID.class),
                Optional.ofNullable(row.get("account_id", UUID.class)),
                Row.value(row, "title", String.class),
                Row.value(row, "step", String.class),
                Row.value(row, "step_since", Instant.class),
                Row.value(row, "ordered_on", LocalDate.class),
                Row.value(row, "promised", LocalDate.class),
                Optional.ofNullable(row.get("delayed", LocalDate.class)),
                Row.value(row, "currency", String.class),
                Row.value(row, "language", String.class),
                Row.value(row, "version", Integer.class),
                JSON.readValue(Row.value(row, "lines", Json.class).asString(), LINES),
                JSON.readValue(Row.value(row, "history", Json.class).asString(), EVENTS));
    }
}
