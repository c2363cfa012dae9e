package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.postgresql.codec.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the words that a tenant's questions may use. Kept for half a minute, and read anew when a word is not among them. */
@Component
class KnownStore {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_COLLEAGUES = 5_000;
    static final int MOST_VALUES = 2_000;
    private static final Field COMPANY = Catalogue.field(Entity.DEALS, "company");
    private static final Field ORGANISATION = Catalogue.field(Entity.ORGANISATIONS, "name");
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    private record Values(Scope scope, Field field) {}

    private final DatabaseClient database;
    private final Statements statements;
    private final AsyncCache<Scope, Known> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(2_000).buildAsync();
    private final AsyncCache<Values, List<String>> values =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(2_000).buildAsync();

    KnownStore(DatabaseClient database, Statements statements) {
        this.database = database;
        this.statements = statements;
    }

    /** Joins the caller's transaction when it has to read. */
    Mono<Known> known(Principal.Staff staff) {
        return kept(known, staff.scope(), load(staff));
    }

    /** The values that a field has now, at most {@link #MOST_VALUES}; joins the caller's transaction. */
    Mono<List<String>> values(Principal.Staff staff, Field field, Now now) {
        return kept(values, new Values(staff.scope(), field), distinct(field, now));
    }

    /** Forgets what this asker's words are, because one of them was not among them. */
    void forget(Principal.Staff staff) {
        known.synchronous().invalidate(staff.scope());
        values.synchronous().asMap().keySet().removeIf(key -> key.scope().equals(staff.scope()));
    }

    /** Two who ask at once may both read: a load must run in its own caller's transaction. */
    private static <K, V> Mono<V> kept(AsyncCache<K, V> cache, K key, Mono<V> load) {
        return Mono.defer(() -> Optional.ofNullable(cache.synchronous().getIfPresent(key))
                .map(Mono::just)
                .orElseGet(() -> load.doOnNext(loaded -> cache.synchronous().put(key, loaded))));
    }

    private Mono<Known> load(Principal.Staff staff) {
        UUID tenant = staff.tenant().value();
        Mono<List<Known.Stage>> stages = database.sql("""
                        select key, names, synonyms, state, probability from stage
                         where tenant_id = :tenant order by pipeline_key, position
                        """)
                .bind("tenant", tenant)
                .map(row -> new Known.Stage(
                        Row.value(row, "key", String.class),
                        JSON.readValue(Row.value(row, "names", Json.class).asString(), NAMES),
                        List.of(Row.value(row, "synonyms", String[].class)),
                        Row.value(row, "state", String.class),
                        Row.value(row, "probability", Short.class)))
                .all()
                .collectList();
        return stages.flatMap(found -> database.sql("""
                        select id, name, team, manager_id from salesperson where tenant_id = :tenant
                         order by active desc, name limit :most
                        """)
                .bind("tenant", tenant)
                .bind("most", MOST_COLLEAGUES)
                .map(row -> new Known.Colleague(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "name", String.class),
                        Row.value(row, "team", String.class),
                        Optional.ofNullable(row.get("manager_id", UUID.class))))
                .all()
                .collectList()
                .map(colleagues -> new Known(found, colleagues)));
    }

    /** Of companies those without a deal too: that there is none is an answer. */
    private Mono<List<String>> distinct(Field field, Now now) {
        Flux<String> values = rows(field, now);
        Flux<String> more = field.equals(COMPANY) ? rows(ORGANISATION, now) : Flux.empty();
        return values.concatWith(more).distinct().take(MOST_VALUES).collectList();
    }

    private Flux<String> rows(Field field, Now now) {
        return statements.rows(SelectSql.distinct(field, now, MOST_VALUES)).map(row -> String.valueOf(row.get(0)));
    }
}
