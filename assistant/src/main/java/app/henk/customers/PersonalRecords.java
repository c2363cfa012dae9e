package app.henk.customers;

import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.identity.PersonalTable.Erasure;
import app.henk.platform.Row;
import io.r2dbc.postgresql.codec.Json;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of one person in every table that a module declares. Runs in the caller's transaction, as the system. The SQL
 * comes from the modules and never from outside; whose rows they are comes as parameters.
 */
@Component
class PersonalRecords {

    /** More of one kind nobody has who is a person. */
    static final int MOST = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final ObjectProvider<PersonalData> modules;
    private final DatabaseClient database;

    PersonalRecords(ObjectProvider<PersonalData> modules, DatabaseClient database) {
        this.modules = modules;
        this.database = database;
    }

    /** @param fields by column; what is empty is left out */
    record Held(String section, String table, Map<String, Object> fields) {}

    record Erased(String table, long rows) {}

    Flux<PersonalData> modules() {
        return Flux.fromStream(modules::orderedStream);
    }

    Flux<Held> of(DataSubject person) {
        return modules()
                .concatMap(module -> Flux.fromIterable(module.tables())
                        .concatMap(table ->
                                rows(person, table).map(fields -> new Held(module.section(), table.table(), fields))));
    }

    /** Table by table, in the order that their references need. */
    Flux<Erased> erase(DataSubject person) {
        return modules()
                .concatMap(module -> Flux.fromIterable(module.tables()))
                .concatMap(table -> erase(person, table).map(rows -> new Erased(table.table(), rows)));
    }

    private Flux<Map<String, Object>> rows(DataSubject person, PersonalTable table) {
        String sql =
                "select jsonb_strip_nulls(to_jsonb(t) - :secret - 'tenant_id')::jsonb as fields from (select * from "
                        + table.table() + where(table) + " limit " + MOST + ") t";
        return bound(person, sql + " where :secret is not null")
                .bind("secret", table.secret().toArray(String[]::new))
                .map(row -> JSON.readValue(Row.value(row, "fields", Json.class).asString(), FIELDS))
                .all();
    }

    private Mono<Long> erase(DataSubject person, PersonalTable table) {
        return switch (table.erasure()) {
            case Erasure.Deleted deleted ->
                bound(person, "delete from " + table.table() + where(table))
                        .fetch()
                        .rowsUpdated();
            case Erasure.Emptied(String assignments) ->
                bound(person, "update " + table.table() + " set " + assignments + where(table))
                        .fetch()
                        .rowsUpdated();
            case Erasure.Through(String function) ->
                bound(
                                person,
                                "select count(*) as rows from (select " + function + "(id) from " + table.table()
                                        + where(table) + ") forgotten")
                        .map(row -> Row.value(row, "rows", Long.class))
                        .one();
        };
    }

    // the last part is always true: it names the parameters that a module's own condition does not use
    private static String where(PersonalTable table) {
        return " where tenant_id = henk.tenant() and (" + table.mine() + ")"
                + " and (:accounts::uuid[], :conversations::uuid[], :emails::text[]) is not null";
    }

    private GenericExecuteSpec bound(DataSubject person, String sql) {
        return database.sql(sql)
                .bind("accounts", person.accounts().toArray(UUID[]::new))
                .bind("conversations", person.conversations().toArray(UUID[]::new))
                .bind("emails", person.emails().toArray(String[]::new));
    }
}
