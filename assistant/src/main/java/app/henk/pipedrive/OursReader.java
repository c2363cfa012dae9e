package app.henk.pipedrive;

import app.henk.pipedrive.Ours.Presence;
import app.henk.pipedrive.Outcome.Reason;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads our records as they are to stand there, many in one statement, with what stands for the records that they point
 * to. Reads the CRM's tables; what is changed in them is changed by the CRM alone.
 */
@Component
class OursReader {

    private static final String LINK = " left join pipedrive_record %1$s on %1$s.tenant_id = t.tenant_id"
            + " and %1$s.entity = '%2$s' and %1$s.id = t.%3$s";
    private static final Map<Kind, String> SQL = Map.of(
            Kind.ORGANISATION,
            "select t.id, t.version, t.name, t.website, t.employees, t.deleted_at is not null as deleted from organisation t",
            Kind.CONTACT,
            "select t.id, t.version, trim(t.first_name || ' ' || t.last_name) as name, t.email, t.phone, t.organisation_id,"
                    + " o.remote_id as org, o.state as org_state, t.merged_into, m.remote_id as into,"
                    + " t.deleted_at is not null as deleted from contact t"
                    + LINK.formatted("o", "organisation", "organisation_id")
                    + LINK.formatted("m", "contact", "merged_into"),
            Kind.LEAD,
            "select t.id, t.version, coalesce(d.title, nullif(trim(t.first_name || ' ' || t.last_name), ''), t.company, t.email) as title,"
                    + " t.budget, t.currency, t.status, t.contact_id, c.remote_id as person, c.state as person_state,"
                    + " t.organisation_id, o.remote_id as org, o.state as org_state, t.deleted_at is not null as deleted,"
                    + " x.remote_id is not null as converted from lead t"
                    + " left join deal d on d.tenant_id = t.tenant_id and d.lead_id = t.id"
                    + " left join pipedrive_record x on x.tenant_id = t.tenant_id and x.entity = 'deal' and x.id = d.id"
                    + LINK.formatted("c", "contact", "contact_id")
                    + LINK.formatted("o", "organisation", "organisation_id"),
            Kind.DEAL,
            "select t.id, t.version, t.title, t.value, t.currency, t.status, t.lost_reason, t.expected_close,"
                    // a deal without a contact of its own is that of its lead's
                    + " coalesce(t.contact_id, w.contact_id) as contact_id, c.remote_id as person,"
                    + " c.state as person_state,"
                    + " t.organisation_id, o.remote_id as org, o.state as org_state,"
                    + " t.lead_id, l.remote_id as lead, l.state as lead_state, w.status as lead_status,"
                    + " w.deleted_at is not null as lead_deleted, "
                    // where several there are one here, it stays where it stands there
                    + " case when b.stage_key = t.stage_key then b.remote_id else s.remote_id end::text as stage,"
                    + ""
                    + " t.stage_key = (select f.key from stage f where f.tenant_id = t.tenant_id"
                    + " order by f.pipeline_key, f.position limit 1) as first,"
                    + " t.deleted_at is not null as deleted from deal t"
                    + " left join lead w on w.tenant_id = t.tenant_id and w.id = t.lead_id"
                    + " left join pipedrive_stage s on s.tenant_id = t.tenant_id and s.stage_key = t.stage_key"
                    + " and s.outward"
                    + LINK.formatted("me", "deal", "id")
                    + " left join pipedrive_stage b on b.tenant_id = t.tenant_id"
                    + " and b.remote_id::text = me.base ->> 'stage'"
                    + " left join pipedrive_record c on c.tenant_id = t.tenant_id and c.entity = 'contact'"
                    + " and c.id = coalesce(t.contact_id, w.contact_id)"
                    + LINK.formatted("o", "organisation", "organisation_id")
                    + LINK.formatted("l", "lead", "lead_id"),
            Kind.TASK,
            "select t.id, t.version, t.subject, t.due, t.done_at is not null as done, t.contact_id, c.remote_id as person,"
                    + " c.state as person_state, t.lead_id, l.remote_id as lead, l.state as lead_state,"
                    + " t.deal_id, d.remote_id as deal, d.state as deal_state, t.deleted_at is not null as deleted"
                    + " from task t" + related(),
            Kind.ACTIVITY,
            "select t.id, 1 as version, t.type, t.subject, t.body, t.at, t.contact_id, c.remote_id as person, c.state as person_state,"
                    + " t.lead_id, l.remote_id as lead, l.state as lead_state,"
                    + " t.deal_id, d.remote_id as deal, d.state as deal_state, false as deleted"
                    + " from activity t" + related());
    private static final Set<String> BY_PEOPLE = Set.of("call", "email", "meeting", "note");
    private static final Set<String> STILL_A_LEAD = Set.of("new", "contacted");

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    OursReader(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    private static String related() {
        return LINK.formatted("c", "contact", "contact_id")
                + LINK.formatted("l", "lead", "lead_id")
                + LINK.formatted("d", "deal", "deal_id");
    }

    /** All of them; one that is nowhere is one that was deleted. */
    Mono<Map<UUID, Ours>> read(TenantId tenant, Kind kind, Collection<UUID> ids) {
        Flux<Ours> found = transactions.manyIn(
                Scope.system(tenant),
                () -> database.sql(SQL.get(kind) + " where t.tenant_id = henk.tenant() and t.id = any($1)")
                        .bind(0, ids.toArray(UUID[]::new))
                        .map(row -> ours(kind, row).at(Row.value(row, "version", Integer.class)))
                        .all());
        return found.collectList().map(list -> {
            Map<UUID, Ours> all = new HashMap<>(Ours.byId(list));
            ids.forEach(id -> all.putIfAbsent(id, Ours.missing(kind, id)));
            return all;
        });
    }

    Mono<Ours> read(TenantId tenant, Kind kind, UUID id) {
        return read(tenant, kind, List.of(id)).map(all -> Objects.requireNonNull(all.get(id)));
    }

    private static Ours ours(Kind kind, Readable row) {
        UUID id = Row.value(row, "id", UUID.class);
        Map<String, String> values = new TreeMap<>();
        boolean deleted = flag(row, "deleted");
        return switch (kind) {
            case ORGANISATION -> {
                values.put("name", text(row, "name"));
                values.put("website", text(row, "website"));
                values.put("employees", number(row, "employees"));
                yield ours(kind, id, deleted, Remote.ORGANIZATION, values, Optional.empty());
            }
            case CONTACT -> contact(id, row, deleted, values);
            case LEAD -> lead(id, row, deleted, values);
            case DEAL -> deal(id, row, deleted, values);
            case TASK -> {
                values.put("subject", text(row, "subject"));
                values.put("due", day(row, "due"));
                values.put("done", Boolean.toString(flag(row, "done")));
                Optional<OurKey> need = related(row, values);
                yield ours(kind, id, deleted, Remote.ACTIVITY, values, need);
            }
            case ACTIVITY -> activity(id, row, values);
        };
    }

    private static Ours ours(
            Kind kind, UUID id, boolean deleted, Remote as, Map<String, String> values, Optional<OurKey> need) {
        return deleted ? Ours.missing(kind, id) : new Ours(kind, id, new Presence.There(as), new Values(values), need);
    }

    private static Ours contact(UUID id, Readable row, boolean deleted, Map<String, String> values) {
        UUID into = row.get("merged_into", UUID.class);
        if (into != null) {
            return new Ours(
                    Kind.CONTACT,
                    id,
                    new Presence.Merged(into, Optional.ofNullable(row.get("into", String.class))),
                    Values.NONE,
                    Optional.empty());
        }
        String email = text(row, "email").toLowerCase(Locale.ROOT);
        String phone = Values.phone(text(row, "phone"));
        String name = text(row, "name");
        // a person there has a name
        String called = !name.isEmpty() ? name : !email.isEmpty() ? email.replaceFirst("@.*", "") : phone;
        if (called.isEmpty()) {
            return new Ours(Kind.CONTACT, id, new Presence.Aside(Reason.NOBODY), Values.NONE, Optional.empty());
        }
        values.put("name", called);
        values.put("email", email);
        values.put("phone", phone);
        Optional<OurKey> need = reference(row, values, "org", "organisation_id", Kind.ORGANISATION);
        return ours(Kind.CONTACT, id, deleted, Remote.PERSON, values, need);
    }

    private static Ours lead(UUID id, Readable row, boolean deleted, Map<String, String> values) {
        if (flag(row, "converted")) {
            return new Ours(Kind.LEAD, id, new Presence.Aside(Reason.CONVERTED), Values.NONE, Optional.empty());
        }
        String status = text(row, "status");
        values.put("title", text(row, "title"));
        BigDecimal budget = row.get("budget", BigDecimal.class);
        values.put("value", budget == null ? "" : Values.amount(budget));
        values.put("currency", budget == null ? "" : text(row, "currency").strip());
        values.put("archived", Boolean.toString(status.equals("lost") || status.equals("won")));
        Optional<OurKey> person = reference(row, values, "person", "contact_id", Kind.CONTACT);
        Optional<OurKey> org = reference(row, values, "org", "organisation_id", Kind.ORGANISATION);
        return ours(Kind.LEAD, id, deleted, Remote.LEAD, values, person.or(() -> org));
    }

    private static Ours deal(UUID id, Readable row, boolean deleted, Map<String, String> values) {
        String status = text(row, "status");
        boolean open = status.equals("open");
        values.put("title", text(row, "title"));
        BigDecimal value = row.get("value", BigDecimal.class);
        // what nobody knows yet is nothing there
        values.put("value", value == null ? "0" : Values.amount(value));
        values.put("currency", text(row, "currency").strip());
        values.put("status", status);
        values.put("reason", status.equals("lost") ? text(row, "lost_reason") : "");
        // a day is never taken away there
        if (row.get("expected_close", LocalDate.class) != null) {
            values.put("close", day(row, "expected_close"));
        }
        // a deal that ended stays there in the stage in which it ended
        if (open) {
            values.put("stage", text(row, "stage"));
        }
        Optional<OurKey> person = reference(row, values, "person", "contact_id", Kind.CONTACT);
        Optional<OurKey> org = reference(row, values, "org", "organisation_id", Kind.ORGANISATION);
        Optional<OurKey> need = person.or(() -> org);
        UUID lead = row.get("lead_id", UUID.class);
        if (deleted || lead == null || flag(row, "lead_deleted")) {
            return ours(Kind.DEAL, id, deleted, Remote.DEAL, values, need);
        }
        boolean stillALead = open && flag(row, "first") && STILL_A_LEAD.contains(text(row, "lead_status"));
        String leadThere = text(row, "lead");
        String leadState = text(row, "lead_state");
        if (stillALead && !leadState.equals("left") && !leadState.equals("failed")) {
            return new Ours(Kind.DEAL, id, new Presence.Aside(Reason.AS_LEAD), new Values(values), Optional.empty());
        }
        if (!leadThere.isEmpty()) {
            Optional<String> stage = Optional.of(text(row, "stage")).filter(known -> open && !known.isEmpty());
            return new Ours(Kind.DEAL, id, new Presence.Converted(leadThere, stage), new Values(values), need);
        }
        Optional<OurKey> waitsForLead = leadState.isEmpty() || leadState.equals("waiting")
                ? Optional.of(new OurKey(Kind.LEAD, lead))
                : Optional.empty();
        return new Ours(
                Kind.DEAL, id, new Presence.There(Remote.DEAL), new Values(values), waitsForLead.or(() -> need));
    }

    private static Ours activity(UUID id, Readable row, Map<String, String> values) {
        String type = text(row, "type");
        String subject = text(row, "subject");
        String body = text(row, "body");
        if (!BY_PEOPLE.contains(type)) {
            return new Ours(Kind.ACTIVITY, id, new Presence.Aside(Reason.INTERNAL), Values.NONE, Optional.empty());
        }
        boolean note = type.equals("note");
        if (note) {
            values.put("text", body.isEmpty() ? subject : subject + "\n" + body);
        } else {
            values.put("subject", subject);
            values.put("text", body);
            values.put("type", type);
            values.put("done", "true");
            values.put(
                    "due",
                    Row.value(row, "at", OffsetDateTime.class)
                            .toInstant()
                            .toString()
                            .substring(0, 10));
        }
        Optional<OurKey> need = related(row, values);
        return new Ours(
                Kind.ACTIVITY, id, new Presence.There(note ? Remote.NOTE : Remote.ACTIVITY), new Values(values), need);
    }

    /** What it stands with: the deal when there is one there, else the lead; and the person. */
    private static Optional<OurKey> related(Readable row, Map<String, String> values) {
        Optional<OurKey> person = reference(row, values, "person", "contact_id", Kind.CONTACT);
        Optional<OurKey> deal = reference(row, values, "deal", "deal_id", Kind.DEAL);
        Optional<OurKey> lead = reference(row, values, "lead", "lead_id", Kind.LEAD);
        if (!values.getOrDefault("deal", "").isEmpty()) {
            values.put("lead", "");
            return person;
        }
        if (!values.getOrDefault("lead", "").isEmpty()) {
            return person;
        }
        return person.or(() -> deal).or(() -> lead);
    }

    /** What stands there for a record that this one points to; the record itself when it is to be there and is not yet. */
    private static Optional<OurKey> reference(
            Readable row, Map<String, String> values, String field, String column, Kind kind) {
        UUID pointsTo = row.get(column, UUID.class);
        String there = text(row, field);
        String state = text(row, field + "_state");
        values.put(field, there);
        if (pointsTo == null || !there.isEmpty()) {
            return Optional.empty();
        }
        // what failed or is left out is not waited for
        return state.isEmpty() || state.equals("waiting") ? Optional.of(new OurKey(kind, pointsTo)) : Optional.empty();
    }

    private static boolean flag(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    private static String text(Readable row, String column) {
        return Optional.ofNullable(row.get(column, String.class)).orElse("").strip();
    }

    private static String number(Readable row, String column) {
        return Optional.ofNullable(row.get(column, Integer.class))
                .map(String::valueOf)
                .orElse("");
    }

    private static String day(Readable row, String column) {
        return Optional.ofNullable(row.get(column, LocalDate.class))
                .map(LocalDate::toString)
                .orElse("");
    }
}
