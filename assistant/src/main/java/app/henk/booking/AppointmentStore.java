package app.henk.booking;

import app.henk.booking.Appointment.Status;
import app.henk.crm.OwnContacts;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of appointments. Runs in the caller's transaction; row-level security decides who sees which. */
@Component
class AppointmentStore {

    private static final String COLUMNS = """
            select id, type, staff, starts_at, ends_at, status, contact_id, conversation_id, account_id, name, language,
                   calendar_key, version
              from appointment
            """;
    private static final String FROM = COLUMNS + """
             where tenant_id = :tenant
               and (starts_at > :from or starts_at = :from and (:after::uuid is null or id > :after))
               and (:contact::uuid is null or contact_id = :contact or account_id = :contact
            """ + " or contact_id in (" + OwnContacts.oneWith(":contact")
            + ")) order by starts_at, id limit :limit";

    private final DatabaseClient database;

    AppointmentStore(DatabaseClient database) {
        this.database = database;
    }

    record NewRow(
            Appointment appointment,
            int place,
            Instant freeAt,
            UUID requestedBy,
            String requestKey,
            byte[] requestHash) {}

    /**
     * False when somebody else was faster: the database never lets two share a person or a place. Two who come at the
     * same instant do not wait for each other, one of them simply gets nothing.
     */
    Mono<Boolean> insert(TenantId tenant, NewRow row) {
        Appointment a = row.appointment();
        return database.sql("""
                        insert into appointment (tenant_id, id, type, staff, place, starts_at, ends_at, free_at,
                            contact_id, conversation_id, account_id, name, language, calendar_key, requested_by,
                            request_key, request_hash)
                        values (:tenant, :id, :type, :staff, :place, :starts, :ends, :free, :contact, :conversation,
                            :account, :name, :language, :calendar, :by, :key, :hash)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("id", a.id())
                .bind("type", a.type())
                .bind("staff", a.staff())
                .bind("place", row.place())
                .bind("starts", a.startsAt())
                .bind("ends", a.endsAt())
                .bind("free", row.freeAt())
                .bind("contact", a.contact())
                .bind("conversation", uuid(a.conversation()))
                .bind("account", uuid(a.account()))
                .bind("name", a.name())
                .bind("language", a.language())
                .bind("calendar", a.calendarKey())
                .bind("by", row.requestedBy())
                .bind("key", row.requestKey())
                .bind("hash", row.requestHash())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Empty unless it is still booked in this version. Fails like a broken constraint when the new time is taken. */
    Mono<Appointment> move(TenantId tenant, UUID id, int version, Occupancy.Seat seat, Slot slot, Instant freeAt) {
        return database.sql("""
                        update appointment set staff = :staff, place = :place, starts_at = :starts, ends_at = :ends,
                               free_at = :free, version = version + 1, updated_at = now()
                         where tenant_id = :tenant and id = :id and status = 'booked' and version = :version
                        returning *
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("version", version)
                .bind("staff", seat.staff())
                .bind("place", seat.place())
                .bind("starts", slot.start().toInstant())
                .bind("ends", slot.end().toInstant())
                .bind("free", freeAt)
                .map(AppointmentStore::appointment)
                .one();
    }

    /** Empty when it is cancelled already. */
    Mono<Appointment> cancel(TenantId tenant, UUID id) {
        return database.sql("""
                        update appointment set status = 'cancelled', version = version + 1, updated_at = now()
                         where tenant_id = :tenant and id = :id and status = 'booked'
                        returning *
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(AppointmentStore::appointment)
                .one();
    }

    Mono<Appointment> find(TenantId tenant, UUID id) {
        return database.sql(COLUMNS + " where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(AppointmentStore::appointment)
                .one();
    }

    /** What the same person asked for with the same key before, and whether it was the same request. */
    Mono<Earlier> byRequest(TenantId tenant, UUID requestedBy, String key) {
        return database.sql("""
                        select request_hash, a.* from appointment a
                         where tenant_id = :tenant and requested_by = :by and request_key = :key
                        """)
                .bind("tenant", tenant.value())
                .bind("by", requestedBy)
                .bind("key", key)
                .map(row -> new Earlier(appointment(row), Row.value(row, "request_hash", byte[].class)))
                .one();
    }

    record Earlier(Appointment appointment, byte[] hash) {}

    /**
     * All that the transaction's speaker may see from a place in time on, the earliest first.
     *
     * @param contact or an account, with what is one with it; empty for anybody's
     */
    Flux<Appointment> from(TenantId tenant, Instant from, Optional<UUID> after, Optional<UUID> contact, int limit) {
        return database.sql(FROM)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("after", uuid(after))
                .bind("contact", uuid(contact))
                .bind("limit", limit)
                .map(AppointmentStore::appointment)
                .all();
    }

    /** How many this one person of a conversation or account has ahead; a second request of theirs waits meanwhile. */
    Mono<Integer> openOf(TenantId tenant, UUID owner, Instant now) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('appointments of ' || :owner, 0))")
                .bind("owner", owner.toString())
                .then()
                .then(database.sql("""
                                select count(*)::int as open from appointment
                                 where tenant_id = :tenant and status = 'booked' and ends_at > :now
                                   and (account_id = :owner or conversation_id = :owner)
                                """)
                        .bind("tenant", tenant.value())
                        .bind("owner", owner)
                        .bind("now", now)
                        .map(row -> Row.value(row, "open", Integer.class))
                        .one());
    }

    Flux<Occupancy.Taken> taken(TenantId tenant, Instant from, Instant until) {
        return database.sql("""
                        select id, type, staff, place, starts_at, free_at from appointment
                         where tenant_id = :tenant and status = 'booked' and starts_at < :until and free_at > :from
                        """)
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("until", until)
                .map(row -> new Occupancy.Taken(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "type", String.class),
                        Row.value(row, "staff", String.class),
                        Row.value(row, "place", Short.class),
                        Row.value(row, "starts_at", Instant.class),
                        Row.value(row, "free_at", Instant.class)))
                .all();
    }

    /** Whose calendar entry this link is; asked before a tenant is known. */
    Mono<TenantId> tenantOf(UUID id, String key) {
        return database.sql("select henk.tenant_of_appointment(:id, :key) as tenant")
                .bind("id", id)
                .bind("key", key)
                .map(row -> Optional.ofNullable(row.get("tenant", UUID.class)))
                .one()
                .flatMap(Mono::justOrEmpty)
                .map(TenantId::new);
    }

    private static Parameter uuid(Optional<UUID> id) {
        return Parameter.fromOrEmpty(id.orElse(null), UUID.class);
    }

    private static Appointment appointment(Readable row) {
        return new Appointment(
                Row.value(row, "id", UUID.class),
                Row.value(row, "type", String.class),
                Row.value(row, "staff", String.class),
                Row.value(row, "starts_at", Instant.class),
                Row.value(row, "ends_at", Instant.class),
                Status.valueOf(Row.value(row, "status", String.class).toUpperCase(Locale.ROOT)),
                Row.value(row, "contact_id", UUID.class),
                Optional.ofNullable(row.get("conversation_id", UUID.class)),
                Optional.ofNullable(row.get("account_id", UUID.class)),
                Row.value(row, "name", String.class),
                Row.value(row, "language", String.class),
                Row.value(row, "calendar_key", String.class),
                Row.value(row, "version", Integer.class));
    }
}
