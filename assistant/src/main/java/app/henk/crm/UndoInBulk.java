package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes back a change-set of many records, such as an import, by statements that each see to some thousand of them. Only
 * records that are as the change-set left them: what was touched since, or is in use by now, stays. Runs in the caller's
 * transaction.
 */
@Component
class UndoInBulk {

    private static final int PIECE = 2_000;
    private static final int TOLD_AT_ONCE = 500;

    private static final List<Entity> LEAVES_FIRST =
            List.of(Entity.TASK, Entity.DEAL, Entity.LEAD, Entity.CONTACT, Entity.ORGANISATION);

    private static final String MINE = """
            with mine as (
                select entity_id as id, version, before, after from change
                 where tenant_id = :tenant and change_set_id = :set and entity = '%1$s' and operation = any(:operations)
                   and position > :from and position <= :to),
            """;
    private static final String NOTE = """
            insert into change (tenant_id, change_set_id, position, entity, entity_id, operation, before, after, version)
            select :tenant, :undo, (select coalesce(max(position), 0) from change
                                     where tenant_id = :tenant and change_set_id = :undo) + row_number() over (order by id),
                   '%1$s', id, :note, before, after, version
              from done
            """;
    private static final String ROW = "jsonb_strip_nulls(to_jsonb(t)) - '{tenant_id,id,version,created_at,updated_at,"
            + "weighted,search,deleted_at}'::text[]";
    // As the change-set left it, but for what this undo has taken back of it already: each step made one version, and
    // what somebody else did in between leaves a gap that no number of steps closes.
    private static final String UNTOUCHED = """
            (t.version = m.version or t.version = m.version + 2 * (
                select count(*) from change u where u.tenant_id = :tenant and u.entity = '%1$s' and u.entity_id = t.id
                   and u.change_set_id = :undo))
            """;
    private static final String REMOVE = MINE + """
            done as (
                update %1$s t set deleted_at = now(), version = t.version + 1, updated_at = now() from mine m
                 where t.tenant_id = :tenant and t.id = m.id and """ + UNTOUCHED + """
                   and t.deleted_at is null
                   and not (%2$s)
                returning t.id, t.version, %3$s as before, '{}'::jsonb as after)
            """ + NOTE;
    private static final String RESTORE = MINE + """
            done as (
                update %1$s t set deleted_at = null, version = t.version + 1, updated_at = now() from mine m
                 where t.tenant_id = :tenant and t.id = m.id and """ + UNTOUCHED + """
                   and t.deleted_at is not null
                   and not (%2$s)
                returning t.id, t.version, '{}'::jsonb as before, %3$s as after)
            """ + NOTE;
    private static final String BACK = MINE + """
            done as (
                update %1$s t set (%2$s, version, updated_at) = (
                           select %3$s, t.version + 1, now() from jsonb_populate_record(t, coalesce(
                               (select jsonb_object_agg(k, null) from jsonb_object_keys(m.after) k), '{}') || m.before) r)
                  from mine m
                 where t.tenant_id = :tenant and t.id = m.id and """ + UNTOUCHED + """
                returning t.id, t.version, m.after as before, m.before as after)
            """ + NOTE;

    private static final Map<Entity, String> USED = Map.of(
            Entity.ORGANISATION,
            "exists (select from deal x where x.tenant_id = t.tenant_id and x.organisation_id = t.id"
                    + " and x.deleted_at is null) or exists (select from lead x where x.tenant_id = t.tenant_id"
                    + " and x.organisation_id = t.id and x.deleted_at is null) or exists (select from contact x"
                    + " where x.tenant_id = t.tenant_id and x.organisation_id = t.id and x.deleted_at is null)",
            Entity.CONTACT,
            "exists (select from deal x where x.tenant_id = t.tenant_id and x.contact_id = t.id"
                    + " and x.deleted_at is null) or exists (select from lead x where x.tenant_id = t.tenant_id"
                    + " and x.contact_id = t.id and x.deleted_at is null)",
            Entity.LEAD,
            "exists (select from deal x where x.tenant_id = t.tenant_id and x.lead_id = t.id"
                    + " and x.deleted_at is null)");
    private static final Map<Entity, String> TAKEN = Map.of(
            Entity.ORGANISATION,
            "exists (select from organisation x where x.tenant_id = t.tenant_id"
                    + " and lower(x.name) = lower(t.name) and x.deleted_at is null)",
            Entity.LEAD,
            "exists (select from lead x where x.tenant_id = t.tenant_id and x.origin = t.origin"
                    + " and x.deleted_at is null)",
            Entity.DEAL,
            "exists (select from deal x where x.tenant_id = t.tenant_id and x.lead_id = t.lead_id"
                    + " and x.deleted_at is null) or exists (select from deal x where x.tenant_id = t.tenant_id"
                    + " and x.origin = t.origin and x.id <> t.id"
                    + " and (x.deleted_at is null or x.merged_into is not null))");

    private final DatabaseClient database;
    private final Changes changes;
    private final ChangeSetStore store;
    private final Wording wording;

    UndoInBulk(DatabaseClient database, Changes changes, ChangeSetStore store, Wording wording) {
        this.database = database;
        this.changes = changes;
        this.store = store;
        this.wording = wording;
    }

    /** @param writing whose change-set is there already */
    Mono<Undone> take(Writing writing, ChangeSetView set, Channel channel, String language) {
        TenantId tenant = writing.tenant();
        return last(tenant, set.id())
                .flatMapMany(last -> done(tenant, set.id())
                        .flatMapIterable(UndoInBulk::statements)
                        .concatMap(statement -> Flux.fromStream(() -> statement.pieces(last))
                                .concatMap(from -> run(statement, tenant, set.id(), writing.changeSet(), from))))
                .then(tell(tenant, writing.changeSet(), channel))
                .then(Mono.defer(() -> said(tenant, writing.changeSet(), language)))
                .flatMap(restored -> count(tenant, writing.changeSet())
                        .map(done -> new Undone(
                                writing.changeSet(), restored, kept(set.size() - done.intValue(), language))));
    }

    /** What a change-set did to records of one kind. */
    private record Done(Entity entity, Operation operation) {}

    /**
     * @param takes whose changes it takes back
     * @param note as what that is kept
     */
    private record Statement(String sql, Set<Operation> takes, Operation note) {

        /** What was changed several times goes back step by step, the last one first. */
        boolean isBack() {
            return note == Operation.UPDATED;
        }

        /** Behind which positions the pieces begin. */
        Stream<Integer> pieces(int last) {
            Stream<Integer> pieces = IntStream.iterate(0, from -> from <= last, from -> from + PIECE)
                    .boxed();
            return isBack() ? pieces.sorted(Comparator.reverseOrder()) : pieces;
        }
    }

    /**
     * What was changed first goes back first; then what was made goes, and what was deleted comes. What was changed
     * before it was deleted goes back when it is there again.
     */
    private static List<Statement> statements(Set<Done> done) {
        List<Statement> all = new ArrayList<>();
        LEAVES_FIRST.stream()
                .filter(entity -> done.contains(new Done(entity, Operation.UPDATED)))
                .map(UndoInBulk::back)
                .forEach(all::add);
        LEAVES_FIRST.stream()
                .filter(entity -> done.contains(new Done(entity, Operation.CREATED))
                        || done.contains(new Done(entity, Operation.RESTORED)))
                .map(entity -> new Statement(
                        REMOVE.formatted(entity.table(), USED.getOrDefault(entity, "false"), ROW),
                        Set.of(Operation.CREATED, Operation.RESTORED),
                        Operation.DELETED))
                .forEach(all::add);
        List<Entity> deleted = LEAVES_FIRST.reversed().stream()
                .filter(entity -> done.contains(new Done(entity, Operation.DELETED)))
                .toList();
        deleted.stream()
                .map(entity -> new Statement(
                        RESTORE.formatted(entity.table(), TAKEN.getOrDefault(entity, "false"), ROW),
                        Set.of(Operation.DELETED),
                        Operation.RESTORED))
                .forEach(all::add);
        deleted.stream()
                .filter(entity -> done.contains(new Done(entity, Operation.UPDATED)))
                .map(UndoInBulk::back)
                .forEach(all::add);
        return all;
    }

    private static Statement back(Entity entity) {
        String columns = String.join(", ", entity.columns());
        String values = entity.columns().stream().map(column -> "r." + column).collect(Collectors.joining(", "));
        return new Statement(
                BACK.formatted(entity.table(), columns, values), Set.of(Operation.UPDATED), Operation.UPDATED);
    }

    private Mono<Set<Done>> done(TenantId tenant, UUID set) {
        return database.sql("select distinct entity, operation from change"
                        + " where tenant_id = :tenant and change_set_id = :set")
                .bind("tenant", tenant.value())
                .bind("set", set)
                .map(row -> new Done(
                        Entity.ofTable(Row.value(row, "entity", String.class)),
                        Operation.ofSql(Row.value(row, "operation", String.class))))
                .all()
                .collect(Collectors.toSet());
    }

    private Mono<Void> run(Statement statement, TenantId tenant, UUID set, UUID undo, int from) {
        return piece(statement, tenant, set, undo, from)
                // a record that was changed twice within the piece has gone back by one step
                .expand(done ->
                        statement.isBack() && done > 0 ? piece(statement, tenant, set, undo, from) : Mono.empty())
                .then();
    }

    private Mono<Long> piece(Statement statement, TenantId tenant, UUID set, UUID undo, int from) {
        return database.sql(statement.sql())
                .bind("tenant", tenant.value())
                .bind("set", set)
                .bind("undo", undo)
                .bind(
                        "operations",
                        statement.takes().stream().map(Operation::sqlName).toArray(String[]::new))
                .bind("note", statement.note().sqlName())
                .bind("from", from)
                .bind("to", from + PIECE)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> tell(TenantId tenant, UUID undo, Channel channel) {
        return changes.areHeard(tenant, Set.copyOf(LEAVES_FIRST))
                .filter(heard -> heard)
                .flatMap(heard -> count(tenant, undo))
                .flatMapMany(size ->
                        Flux.fromStream(() -> IntStream.iterate(0, from -> from < size, from -> from + TOLD_AT_ONCE)
                                .boxed()))
                .concatMap(from -> store.changes(tenant, undo, from, TOLD_AT_ONCE)
                        .collectList()
                        .filter(piece -> !piece.isEmpty())
                        .flatMap(piece -> changes.tell(new CrmChange(tenant, undo, channel, piece))))
                .then();
    }

    /** Where the last change stands; batches that were written at once leave gaps. */
    private Mono<Integer> last(TenantId tenant, UUID set) {
        return database.sql("select coalesce(max(position), 0) as last from change"
                        + " where tenant_id = :tenant and change_set_id = :set")
                .bind("tenant", tenant.value())
                .bind("set", set)
                .map(row -> Row.value(row, "last", Integer.class))
                .one();
    }

    private Mono<Long> count(TenantId tenant, UUID set) {
        return database.sql("select count(*) from change where tenant_id = :tenant and change_set_id = :set")
                .bind("tenant", tenant.value())
                .bind("set", set)
                .map(row -> Row.value(row, "count", Long.class))
                .one();
    }

    /** How many of which kind are as they were, a sentence for each. */
    Mono<List<String>> said(TenantId tenant, UUID undo, String language) {
        return database.sql("""
                        select entity, operation, count(*) from change
                         where tenant_id = :tenant and change_set_id = :set group by 1, 2 order by 1, 2
                        """)
                .bind("tenant", tenant.value())
                .bind("set", undo)
                .map(row -> wording.say(
                        "crm.undo.many." + Row.value(row, "operation", String.class),
                        language,
                        values(Row.value(row, "count", Long.class), Row.value(row, "entity", String.class), language)))
                .all()
                .collectList();
    }

    private Map<String, Object> values(Long count, String entity, String language) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("count", String.valueOf(count));
        values.put("kind", wording.say("crm.kind." + entity, language));
        return values;
    }

    private List<String> kept(int left, String language) {
        return left <= 0
                ? List.of()
                : List.of(wording.say("crm.undo.many.kept", language, Map.of("count", String.valueOf(left))));
    }
}
