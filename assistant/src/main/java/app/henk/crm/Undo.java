package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The inverse of every write, as far as there is one. Runs in the caller's transaction. */
@Component
class Undo {

    /** What later work moves on by itself: it stays where it is and stops no undo. */
    private static final Set<String> FOLLOWING = Set.of("last_contact_at", "contacted_at", "score", "formula_version");

    // a record made by this change-set that others have come to stand on
    private static final String USED = """
            select case :entity
                when 'organisation' then
                    exists (select from deal where tenant_id = :tenant and organisation_id = :id and deleted_at is null)
                    or exists (select from lead where tenant_id = :tenant and organisation_id = :id and deleted_at is null)
                    or exists (select from contact where tenant_id = :tenant and organisation_id = :id
                                  and deleted_at is null)
                when 'contact' then
                    exists (select from deal where tenant_id = :tenant and contact_id = :id and deleted_at is null)
                    or exists (select from lead where tenant_id = :tenant and contact_id = :id and deleted_at is null)
                when 'lead' then
                    exists (select from deal where tenant_id = :tenant and lead_id = :id and deleted_at is null)
                else false end as used
            """;
    // which other one has come into the place of the one that was deleted
    private static final Map<Entity, String> TAKEN =
            Map.of(Entity.ORGANISATION, """
            select 'taken' as reason
             where exists (select from organisation o join organisation d on d.tenant_id = o.tenant_id
                              and lower(d.name) = lower(o.name) and d.id = :id
                            where o.tenant_id = :tenant and o.deleted_at is null and o.id <> :id)
            """, Entity.LEAD, """
            select 'again' as reason
             where exists (select from lead o join lead d on d.tenant_id = o.tenant_id
                              and d.origin = o.origin and d.id = :id
                            where o.tenant_id = :tenant and o.deleted_at is null and o.id <> :id)
            """, Entity.DEAL, """
            select 'other_deal' as reason
             where exists (select from deal o join deal d on d.tenant_id = o.tenant_id
                              and d.lead_id = o.lead_id and d.id = :id
                            where o.tenant_id = :tenant and o.deleted_at is null and o.id <> :id)
            union all
            select 'again'
             where exists (select from deal o join deal d on d.tenant_id = o.tenant_id
                              and d.origin = o.origin and d.id = :id
                            where o.tenant_id = :tenant and (o.deleted_at is null or o.merged_into is not null)
                              and o.id <> :id)
             limit 1
            """);

    private final DatabaseClient database;
    private final Records records;
    private final ChangeSetStore store;
    private final SalesRulesStore rules;
    private final DealMoves moves;
    private final Wording wording;

    Undo(
            DatabaseClient database,
            Records records,
            ChangeSetStore store,
            SalesRulesStore rules,
            DealMoves moves,
            Wording wording) {
        this.database = database;
        this.records = records;
        this.store = store;
        this.rules = rules;
        this.moves = moves;
        this.wording = wording;
    }

    Mono<Undone> take(Writing writing, Tenant tenant, ChangeSetView set, String language) {
        List<String> kept = new ArrayList<>();
        return Flux.fromIterable(set.changes().reversed())
                .concatMap(change -> take(writing, tenant, set, change)
                        .doOnNext(reason -> reason.ifPresent(why -> kept.add(why.said(wording, language)))))
                .then(Mono.defer(() -> said(tenant, writing.changes(), language)))
                .map(restored -> new Undone(
                        writing.changeSet(), restored, kept.stream().distinct().toList()));
    }

    /** Why a record was left as it is. */
    private record Kept(String reason, String label, Set<String> fields) {

        String said(Wording wording, String language) {
            return wording.say(
                    "crm.undo.kept." + reason,
                    language,
                    Map.of("label", label, "fields", named(wording, fields, language)));
        }
    }

    private Mono<Optional<Kept>> take(Writing writing, Tenant tenant, ChangeSetView set, Change change) {
        if (change.entity() == Entity.ACTIVITY) {
            // an undone move is noted by itself
            boolean told = "stage_change".equals(change.after().get("type"));
            return Mono.just(
                    told
                            ? Optional.empty()
                            : kept(
                                    "activity",
                                    FieldValues.shown(change.after(), "subject").orElse("–")));
        }
        if (change.operation() == Operation.ERASED
                || (change.before().isEmpty() && change.after().isEmpty())) {
            return Mono.just(kept("erased", "–"));
        }
        return writing.lockAny(change.entity(), change.id())
                .flatMap(now -> switch (change.operation()) {
                    case CREATED, RESTORED -> remove(writing, set, change, now);
                    case DELETED -> restore(writing, now);
                    case UPDATED -> back(writing, tenant, change, now);
                    case ERASED -> Mono.just(kept("erased", label(now)));
                })
                .defaultIfEmpty(kept("unseen", "–"));
    }

    private Mono<Optional<Kept>> remove(Writing writing, ChangeSetView set, Change change, Stored now) {
        if (now.isDeleted()) {
            return Mono.just(Optional.empty());
        }
        if (change.entity() == Entity.SALESPERSON) {
            return Mono.just(kept("salesperson", label(now)));
        }
        return store.touchedByOthers(writing.tenant(), set, change)
                .flatMap(touched -> touched
                        ? Mono.just(kept("changed", label(now)))
                        : used(writing.tenant(), now)
                                .flatMap(used -> used
                                        ? Mono.just(kept("used", label(now)))
                                        : writing.delete(now).thenReturn(Optional.empty())));
    }

    private Mono<Optional<Kept>> restore(Writing writing, Stored now) {
        if (!now.isDeleted()) {
            return Mono.just(Optional.empty());
        }
        return taken(writing.tenant(), now)
                .map(reason -> kept(reason, label(now)))
                .switchIfEmpty(Mono.defer(() -> writing.restore(now).thenReturn(Optional.empty())));
    }

    private Mono<Optional<Kept>> back(Writing writing, Tenant tenant, Change change, Stored now) {
        if (now.isDeleted()
                && !change.before().containsKey("deleted_at")
                && !change.after().containsKey("deleted_at")) {
            return Mono.just(kept("gone", label(now)));
        }
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        Set<String> changed = new TreeSet<>();
        for (String name : FieldValues.differing(change.before(), change.after())) {
            if (FieldValues.same(now.fields().get(name), change.after().get(name))) {
                fields.put(name, Optional.ofNullable(change.before().get(name)));
            } else if (!FOLLOWING.contains(name)) {
                changed.add(name);
            }
        }
        if (!changed.isEmpty()) {
            return Mono.just(Optional.of(new Kept("fields", label(now), changed)));
        }
        return writing.update(now, fields)
                .delayUntil(then -> fields.containsKey("stage_key") ? noted(writing, tenant, now, then) : Mono.empty())
                .thenReturn(Optional.empty());
    }

    private Mono<Void> noted(Writing writing, Tenant tenant, Stored from, Stored to) {
        return rules.rules(tenant.id())
                .flatMap(known -> Mono.justOrEmpty(to.text("stage_key").flatMap(known.stages()::keyed))
                        .flatMap(stage -> moves.note(writing, new TenantStages(tenant, known.stages()), from, stage)));
    }

    private Mono<Boolean> used(TenantId tenant, Stored record) {
        return database.sql(USED)
                .bind("entity", record.entity().table())
                .bind("tenant", tenant.value())
                .bind("id", record.id())
                .map(row -> Row.value(row, "used", Boolean.class))
                .one();
    }

    /** Why it cannot come back; empty when it can. */
    private Mono<String> taken(TenantId tenant, Stored deleted) {
        return Mono.justOrEmpty(TAKEN.get(deleted.entity()))
                .flatMap(sql -> database.sql(sql)
                        .bind("tenant", tenant.value())
                        .bind("id", deleted.id())
                        .map(row -> Row.value(row, "reason", String.class))
                        .one());
    }

    /** What an undo did, a sentence for each record; once for a person who is a contact and a lead. */
    Mono<List<String>> said(Tenant tenant, List<Change> changes, String language) {
        return Flux.fromIterable(changes)
                .filter(change -> change.entity() != Entity.ACTIVITY)
                .concatMap(change -> records.lock(tenant.id(), change.entity(), change.id())
                        .map(now -> wording.say(
                                "crm.undo.restored." + change.operation().sqlName(),
                                language,
                                Map.of(
                                        "label",
                                        label(now),
                                        "fields",
                                        named(
                                                wording,
                                                FieldValues.differing(change.before(), change.after()),
                                                language)))))
                .distinct()
                .collectList();
    }

    /** How people call these fields; what only the program knows is left out. */
    private static String named(Wording wording, Set<String> fields, String language) {
        List<String> names = fields.stream()
                .filter(field -> wording.has("crm.field." + field, "en"))
                .map(field -> wording.say("crm.field." + field, language))
                .distinct()
                .toList();
        return names.isEmpty() ? wording.say("crm.field.other", language) : String.join(", ", names);
    }

    private static Optional<Kept> kept(String reason, String label) {
        return Optional.of(new Kept(reason, label, Set.of()));
    }

    private static String label(Stored record) {
        return switch (record.entity()) {
            case DEAL -> record.text("title").orElse("–");
            case TASK, ACTIVITY -> record.text("subject").orElse("–");
            case ORGANISATION, SALESPERSON -> record.text("name").orElse("–");
            case CONTACT, LEAD -> {
                String name = (record.text("first_name").orElse("") + " "
                                + record.text("last_name").orElse(""))
                        .strip();
                yield name.isEmpty()
                        ? record.text("company").or(() -> record.text("email")).orElse("–")
                        : name;
            }
        };
    }
}
