package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import app.henk.platform.WrittenSql;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of contacts as staff see them. Runs in the caller's transaction. */
@Component
class ContactStore {

    private static final String SELECT = "select c.* from contact c where ";
    private static final int NAMED = 2_000;

    private final DatabaseClient database;

    ContactStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * One that was merged into another is that other.
     *
     * @param deleted also when it was deleted
     */
    Mono<ContactCard> find(TenantId tenant, UUID id, boolean deleted) {
        return database.sql(SELECT + """
                        c.tenant_id = :tenant and c.id = (select coalesce(m.merged_into, m.id) from contact m
                            where m.tenant_id = :tenant and m.id = :id) and (c.deleted_at is null or :deleted)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("deleted", deleted)
                .map(ContactStore::card)
                .one();
    }

    /** The newest first. */
    Flux<ContactCard> list(
            TenantId tenant, Optional<String> words, Optional<UUID> organisation, Optional<UUID> after, int limit) {
        Condition where = DSL.and(
                DSL.condition("c.tenant_id = {0} and c.deleted_at is null", DSL.val(tenant.value())),
                words.filter(said -> !said.isBlank())
                        .map(said -> DSL.condition(
                                "c.id in (select n.id from henk.named('contact', {0}, {1}) n)",
                                DSL.val(said), DSL.val(NAMED)))
                        .orElseGet(DSL::noCondition),
                compared("c.organisation_id = {0}", organisation),
                compared("c.id < {0}", after));
        return WrittenSql.bound(database, SELECT, where, " order by c.id desc limit " + limit)
                .map(ContactStore::card)
                .all();
    }

    /** Whose address this is; also of one that was deleted, because an address stays one contact's. */
    Mono<UUID> ofEmail(TenantId tenant, String email) {
        return database.sql("select id from contact where tenant_id = :tenant and email = :email")
                .bind("tenant", tenant.value())
                .bind("email", email)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }

    Mono<UUID> ofPhone(TenantId tenant, String phone) {
        return database.sql("select id from contact where tenant_id = :tenant and phone = :phone and deleted_at is null"
                        + " order by id limit 1")
                .bind("tenant", tenant.value())
                .bind("phone", phone)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }

    /** Whether an open deal or lead stands with it. */
    Mono<Boolean> isUsed(TenantId tenant, UUID contact) {
        return database.sql("""
                        select exists (select from deal where tenant_id = :tenant and contact_id = :contact
                                          and status = 'open' and deleted_at is null)
                            or exists (select from lead where tenant_id = :tenant and contact_id = :contact
                                          and status not in ('won', 'lost') and deleted_at is null) as used
                        """)
                .bind("tenant", tenant.value())
                .bind("contact", contact)
                .map(row -> Row.value(row, "used", Boolean.class))
                .one();
    }

    private static Condition compared(String condition, Optional<?> value) {
        return value.map(bound -> DSL.condition(condition, DSL.val(bound))).orElseGet(DSL::noCondition);
    }

    private static ContactCard card(Readable row) {
        return new ContactCard(
                Row.value(row, "id", UUID.class),
                Row.value(row, "first_name", String.class),
                Row.value(row, "last_name", String.class),
                Optional.ofNullable(row.get("email", String.class)),
                Optional.ofNullable(row.get("phone", String.class)),
                Optional.ofNullable(row.get("company", String.class)),
                Optional.ofNullable(row.get("organisation_id", UUID.class)),
                Optional.ofNullable(row.get("job_title", String.class)),
                Optional.ofNullable(row.get("language", String.class)),
                Optional.ofNullable(row.get("account_id", UUID.class)),
                Optional.ofNullable(row.get("blocked_at", Instant.class)),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class));
    }
}
