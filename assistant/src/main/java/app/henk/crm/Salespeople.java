package app.henk.crm;

import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Those who sell, their teams, and what they see of each other's. Every colleague with an account is one under the
 * account's id; whoever came with an import has none.
 */
@Service
public class Salespeople {

    private static final int MOST = 1_000;
    private static final String SELECT =
            "select id, name, team, manager_id, account_id, active, version from salesperson where tenant_id = henk.tenant()";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Changes changes;
    private final Audit audit;

    Salespeople(TenantTransactions transactions, DatabaseClient database, Changes changes, Audit audit) {
        this.transactions = transactions;
        this.database = database;
        this.changes = changes;
        this.audit = audit;
    }

    /** All of them by name, at most a thousand; also those who have left. */
    public Mono<List<Salesperson>> all(Principal.Staff staff) {
        return transactions.in(
                staff.scope(),
                () -> database.sql(SELECT + " order by name, id limit " + MOST)
                        .map(Salespeople::salesperson)
                        .all()
                        .collectList());
    }

    /** Fails with a not-found problem. */
    public Mono<Salesperson> find(Principal.Staff staff, UUID id) {
        return transactions.in(staff.scope(), () -> found(id));
    }

    /** The speaker. Fails with a not-found problem for an account that sells nothing. */
    public Mono<Salesperson> me(Principal.Staff staff) {
        return find(staff, staff.user());
    }

    /**
     * Puts somebody into a team, under a manager, or out of work; managers and administrators may.
     *
     * @param team empty for none; nothing said keeps it
     * @param manager empty for none; nothing said keeps it
     */
    public Mono<Changed<Salesperson>> update(
            Principal.Staff staff,
            UUID id,
            Optional<String> team,
            Optional<Optional<UUID>> manager,
            OptionalInt ifVersion,
            Door door) {
        if (staff.role() == Role.SALES) {
            return Mono.error(Problem.forbidden("Managers and administrators say who belongs to which team."));
        }
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        team.ifPresent(name -> fields.put("team", Optional.of(name.strip())));
        manager.ifPresent(above -> fields.put("manager_id", above));
        if (team.filter(name -> name.strip().length() > 120).isPresent()) {
            return Mono.error(FieldErrors.of("team", "has at most 120 characters"));
        }
        return changes.by(
                staff,
                door,
                Asked.to(id, "salesperson.updated", team, manager),
                this::found,
                writing -> writing.lock(Entity.SALESPERSON, id, ifVersion)
                        .delayUntil(person -> manager.flatMap(above -> above)
                                .map(above -> above(id, above))
                                .orElseGet(Mono::empty))
                        .flatMap(person -> writing.update(person, fields))
                        .map(Stored::id));
    }

    private Mono<Void> above(UUID id, UUID manager) {
        return database.sql("""
                        with recursive above as (
                            select id, manager_id from salesperson where tenant_id = henk.tenant() and id = :manager
                            union
                            select s.id, s.manager_id from salesperson s join above a on s.id = a.manager_id
                             where s.tenant_id = henk.tenant())
                        select count(*) > 0 as there, coalesce(bool_or(id = :id), false) as circle from above
                        """)
                .bind("manager", manager)
                .bind("id", id)
                .map(row -> Row.value(row, "there", Boolean.class)
                        ? Row.value(row, "circle", Boolean.class) ? "cannot report to them in turn" : ""
                        : "names nobody who is there")
                .one()
                .flatMap(wrong -> wrong.isEmpty() ? Mono.empty() : Mono.error(FieldErrors.of("manager", wrong)));
    }

    /** What the tenant lets salespeople see. */
    public Mono<Visibility> visibility(Principal.Staff staff) {
        return transactions.in(
                staff.scope(),
                () -> database.sql("select visibility from sales_settings where tenant_id = henk.tenant()")
                        .map(row -> Visibility.valueOf(
                                Row.value(row, "visibility", String.class).toUpperCase(Locale.ROOT)))
                        .one()
                        .defaultIfEmpty(Visibility.ALL));
    }

    /** For administrators alone; holds from the next query on. */
    public Mono<Visibility> see(Principal.Staff staff, Visibility visibility) {
        if (staff.role() != Role.ADMIN) {
            return Mono.error(Problem.forbidden("Administrators decide what salespeople see."));
        }
        return transactions.in(
                staff.scope(),
                () -> database.sql("update sales_settings set visibility = :visibility where tenant_id = henk.tenant()")
                        .bind("visibility", visibility.key())
                        .fetch()
                        .rowsUpdated()
                        .then(audit.append(new Audit.Entry("api", "visibility.changed", visibility.key())))
                        .thenReturn(visibility));
    }

    private Mono<Salesperson> found(UUID id) {
        return database.sql(SELECT + " and id = :id")
                .bind("id", id)
                .map(Salespeople::salesperson)
                .one()
                .switchIfEmpty(Mono.error(() -> Problem.notFound("salesperson")));
    }

    private static Salesperson salesperson(Readable row) {
        return new Salesperson(
                Row.value(row, "id", UUID.class),
                Row.value(row, "name", String.class),
                Row.value(row, "team", String.class),
                Optional.ofNullable(row.get("manager_id", UUID.class)),
                Optional.ofNullable(row.get("account_id", UUID.class)),
                Row.value(row, "active", Boolean.class),
                Row.value(row, "version", Integer.class));
    }
}
