package app.henk.crm;

import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds or makes whom the records of a batch are about. In the caller's transaction. */
@Component
class BulkPeople {

    private static final String INSERT_CONTACTS = """
            insert into contact (tenant_id, id, first_name, last_name, email, phone, company, language, organisation_id,
                                 job_title)
            select :tenant, g.id, g.first_name, g.last_name, g.email, g.phone, g.company, :language, g.organisation,
                   g.job_title
              from unnest(:id::uuid[], :first_name::text[], :last_name::text[], :email::text[], :phone::text[],
                          :company::text[], :organisation_id::uuid[], :job_title::text[])
                   as g (id, first_name, last_name, email, phone, company, organisation, job_title)
            on conflict (tenant_id, email) do nothing
            """;
    private static final String INSERT_ORGANISATIONS = """
            insert into organisation (tenant_id, id, name)
            select :tenant, g.id, g.name from unnest(:ids::uuid[], :names::text[]) as g (id, name)
            on conflict (tenant_id, lower(name)) where deleted_at is null do nothing
            """;
    private static final String INSERT_SALESPEOPLE = """
            insert into salesperson (tenant_id, id, name)
            select :tenant, g.id, g.name from unnest(:ids::uuid[], :names::text[]) as g (id, name)
            on conflict (tenant_id, lower(name)) do nothing
            """;

    private static final String REVIVE = """
            update contact t set deleted_at = null, version = t.version + 1, updated_at = now()
             where t.tenant_id = :tenant and t.id = any(:ids) and t.deleted_at is not null and t.merged_into is null
            """;

    private final DatabaseClient database;
    private final BulkChanges changes;

    BulkPeople(DatabaseClient database, BulkChanges changes) {
        this.database = database;
        this.changes = changes;
    }

    /** @param organisation of the person, when it is known here */
    record Wanted(
            PersonDetails person, Optional<String> company, Optional<UUID> organisation, Optional<String> jobTitle) {

        /** By what a person is the same one: e-mail, else phone, else the name within the company. */
        String key() {
            return person.email()
                    .or(person::phone)
                    .orElseGet(() -> lower(person.fullName()) + "|" + lower(company.orElse("")));
        }

        boolean isReachable() {
            return person.email().isPresent() || person.phone().isPresent();
        }
    }

    /** Ids of contacts by {@link Wanted#key()}; those that are not there are made. */
    Mono<Map<String, UUID>> contacts(BulkBatch batch, List<Wanted> wanted, String language) {
        Map<String, Wanted> byKey = new LinkedHashMap<>();
        wanted.forEach(person -> byKey.putIfAbsent(person.key(), person));
        if (byKey.isEmpty()) {
            return Mono.just(Map.of());
        }
        return knownContacts(batch, byKey.values()).flatMap(known -> {
            Map<String, UUID> ids = new HashMap<>(known);
            List<Map.Entry<UUID, Wanted>> missing = byKey.values().stream()
                    .filter(person -> !known.containsKey(person.key()))
                    // two who make the same people at once wait for each other in the same order
                    .sorted(Comparator.comparing(Wanted::key))
                    .map(person -> Map.entry(Ids.next(), person))
                    .toList();
            missing.forEach(entry -> ids.put(entry.getValue().key(), entry.getKey()));
            return insert(batch, missing, language)
                    .flatMap(made -> made == missing.size()
                            ? Mono.just(ids)
                            // somebody made one of them at the same moment
                            : knownContacts(batch, byKey.values()).map(now -> {
                                ids.putAll(now);
                                return ids;
                            }));
        });
    }

    private Mono<Integer> insert(BulkBatch batch, List<Map.Entry<UUID, Wanted>> missing, String language) {
        if (missing.isEmpty()) {
            return Mono.just(0);
        }
        return changes.createNoted(
                batch,
                Entity.CONTACT,
                INSERT_CONTACTS,
                statement -> new BulkRows<>(missing, statement)
                        .column("id", Map.Entry::getKey)
                        .field("first_name", m -> m.getValue().person().firstName())
                        .field("last_name", m -> m.getValue().person().lastName())
                        .optionalField("email", m -> m.getValue().person().email())
                        .optionalField("phone", m -> m.getValue().person().phone())
                        .optionalField("company", m -> m.getValue().company())
                        .optionalField("organisation_id", m -> m.getValue().organisation())
                        .optionalField("job_title", m -> m.getValue().jobTitle())
                        .same("language", language)
                        .noted()
                        .statement());
    }

    /** @param deleted of this e-mail address, which nobody else can have here */
    private record Found(String key, UUID id, boolean deleted) {}

    /**
     * A contact that was merged into another one stands for that one. One that was deleted comes back when the address
     * says that it is the same person, and is not looked at else.
     */
    private Mono<Map<String, UUID>> knownContacts(BulkBatch batch, Collection<Wanted> wanted) {
        return found(batch.tenant(), wanted)
                .delayUntil(all -> revive(
                        batch,
                        all.stream().filter(Found::deleted).map(Found::id).toArray(UUID[]::new)))
                .map(all -> all.stream().collect(Collectors.toMap(Found::key, Found::id, (one, same) -> one)));
    }

    private Mono<Integer> revive(BulkBatch batch, UUID[] deleted) {
        return deleted.length == 0
                ? Mono.just(0)
                : changes.restore(batch, Entity.CONTACT, REVIVE, statement -> statement.bind("ids", deleted));
    }

    private Mono<List<Found>> found(TenantId tenant, Collection<Wanted> wanted) {
        String[] emails =
                wanted.stream().flatMap(w -> w.person().email().stream()).toArray(String[]::new);
        String[] phones = wanted.stream()
                .filter(w -> w.person().email().isEmpty())
                .flatMap(w -> w.person().phone().stream())
                .toArray(String[]::new);
        String[] names =
                wanted.stream().filter(w -> !w.isReachable()).map(Wanted::key).toArray(String[]::new);
        return database.sql("""
                        select g.email as key, c.id, c.deleted from unnest(:emails::text[]) g (email)
                         cross join lateral (select t.id, t.deleted_at is not null and t.merged_into is null as deleted
                                               from contact f
                                               join contact t on t.tenant_id = f.tenant_id
                                                and t.id = coalesce(f.merged_into, f.id)
                                              where f.tenant_id = :tenant and f.email = g.email limit 1) c
                        union all
                        select g.phone, c.id, false from unnest(:phones::text[]) g (phone)
                         cross join lateral (select t.id from contact f
                                               join contact t on t.tenant_id = f.tenant_id
                                                and t.id = coalesce(f.merged_into, f.id)
                                              where f.tenant_id = :tenant and f.phone = g.phone and t.deleted_at is null
                                              order by f.id limit 1) c
                        union all
                        select called, id, false from henk.contacts_called(:names::text[])
                        """)
                .bind("tenant", tenant.value())
                .bind("emails", emails)
                .bind("phones", phones)
                .bind("names", names)
                .map(row -> new Found(
                        Row.value(row, "key", String.class),
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "deleted", Boolean.class)))
                .all()
                .collectList();
    }

    /** Ids of organisations by lower-case name; without {@code make} only those that are there. */
    Mono<Map<String, UUID>> organisations(BulkBatch batch, Collection<String> names, boolean make) {
        return named(
                batch,
                names,
                "select called as key, id from henk.organisations_called(:names::text[])",
                make ? Optional.of(new Making(Entity.ORGANISATION, INSERT_ORGANISATIONS)) : Optional.empty());
    }

    /** Ids of salespeople by lower-case name; those that are not there are made, without an account. */
    Mono<Map<String, UUID>> salespeople(BulkBatch batch, Collection<String> names) {
        return named(
                batch,
                names,
                "select lower(name) as key, id from salesperson"
                        + " where tenant_id = henk.tenant() and lower(name) = any(:names)",
                Optional.of(new Making(Entity.SALESPERSON, INSERT_SALESPEOPLE)));
    }

    private record Making(Entity entity, String insert) {}

    private Mono<Map<String, UUID>> named(
            BulkBatch batch, Collection<String> names, String find, Optional<Making> making) {
        Map<String, String> byKey = new LinkedHashMap<>();
        names.forEach(name -> byKey.putIfAbsent(lower(name), name));
        if (byKey.isEmpty()) {
            return Mono.just(Map.of());
        }
        Mono<Map<String, UUID>> found = find(find, byKey.keySet());
        return found.flatMap(known -> {
            List<String> missing = byKey.entrySet().stream()
                    .filter(entry -> !known.containsKey(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            if (missing.isEmpty() || making.isEmpty()) {
                return Mono.just(known);
            }
            return changes.create(
                            batch,
                            making.get().entity(),
                            making.get().insert(),
                            statement -> new BulkRows<>(missing, statement)
                                    .column("ids", name -> Ids.next())
                                    .column("names", name -> name)
                                    .statement())
                    .then(found);
        });
    }

    private Mono<Map<String, UUID>> find(String find, Set<String> keys) {
        return database.sql(find)
                .bind("names", keys.toArray(String[]::new))
                .map(row -> Map.entry(Row.value(row, "key", String.class), Row.value(row, "id", UUID.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
