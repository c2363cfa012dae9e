package app.henk.pipedrive;

import app.henk.crm.NewActivity;
import app.henk.pipedrive.Ours.Presence;
import app.henk.pipedrive.Outcome.Reason;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A row as the record that is to stand there: whether it is to, as what, with which values, and what must be there first. */
final class OursRow {

    private static final Set<String> STILL_A_LEAD = Set.of("new", "contacted");
    private static final Set<String> ON_THE_WAY = Set.of("", "waiting");
    private static final Set<String> ON_THE_WAY_OR_FAILED = Set.of("", "waiting", "failed");

    private OursRow() {}

    static Ours ours(Kind kind, Readable row) {
        return read(kind, row).at(Row.value(row, "version", Integer.class));
    }

    private static Ours read(Kind kind, Readable row) {
        UUID id = Row.value(row, "id", UUID.class);
        return merged(kind, row)
                .map(merged -> new Ours(kind, id, merged, Values.NONE, Optional.empty()))
                .orElseGet(() -> read(kind, id, row));
    }

    /** What stands for the other one, or is to when it arrives there; a deal may stand there as its lead. */
    private static Optional<Presence> merged(Kind kind, Readable row) {
        if (kind != Kind.ORGANISATION && kind != Kind.CONTACT && kind != Kind.DEAL) {
            return Optional.empty();
        }
        return Optional.ofNullable(row.get("merged_into", UUID.class))
                .map(into -> new Presence.Merged(
                        new OurKey(kind, into),
                        Optional.ofNullable(row.get("into", String.class)),
                        !text(row, "into_state").equals("left")));
    }

    private static Ours read(Kind kind, UUID id, Readable row) {
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
                owner(row, values);
                Optional<OurKey> need = related(row, values);
                yield ours(kind, id, deleted, Remote.ACTIVITY, values, need);
            }
            case ACTIVITY -> activity(id, row, values);
            case LEAD_NOTE, DEAL_NOTE -> {
                String notes = text(row, "notes");
                values.put("text", Values.kept(notes));
                Optional<OurKey> need = related(row, values);
                yield deleted || notes.isEmpty() ? Ours.missing(kind, id) : note(kind, id, values, need);
            }
        };
    }

    private static Ours ours(
            Kind kind, UUID id, boolean deleted, Remote as, Map<String, String> values, Optional<OurKey> need) {
        return deleted ? Ours.missing(kind, id) : new Ours(kind, id, new Presence.There(as), new Values(values), need);
    }

    private static Ours contact(UUID id, Readable row, boolean deleted, Map<String, String> values) {
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
        owner(row, values);
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
        owner(row, values);
        values.put("close", day(row, "expected_close"));
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
        // what is a deal there never becomes a lead again
        boolean stillALead =
                open && flag(row, "first") && STILL_A_LEAD.contains(text(row, "lead_status")) && !flag(row, "there");
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
        if (!Kind.BY_PEOPLE.contains(type)) {
            return new Ours(Kind.ACTIVITY, id, new Presence.Aside(Reason.INTERNAL), Values.NONE, Optional.empty());
        }
        boolean note = type.equals("note");
        if (note) {
            values.put("text", Values.kept(NewActivity.whole(subject, body)));
        } else {
            values.put("subject", subject);
            values.put("text", Values.kept(body));
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
        return note
                ? note(Kind.ACTIVITY, id, values, need)
                : new Ours(Kind.ACTIVITY, id, new Presence.There(Remote.ACTIVITY), new Values(values), need);
    }

    /** A note there is always somebody's or something's. */
    private static Ours note(Kind kind, UUID id, Map<String, String> values, Optional<OurKey> need) {
        boolean placed = Stream.of("person", "deal", "lead")
                .anyMatch(field -> !values.getOrDefault(field, "").isEmpty());
        return placed || need.isPresent()
                ? new Ours(kind, id, new Presence.There(Remote.NOTE), new Values(values), need)
                : new Ours(kind, id, new Presence.Aside(Reason.NOBODY), Values.NONE, Optional.empty());
    }

    /** Nobody there is asked for who is nobody there. */
    private static void owner(Readable row, Map<String, String> values) {
        String owner = text(row, "owner");
        if (!owner.isEmpty()) {
            values.put("owner", owner);
        }
    }

    /** What it stands with: the deal when there is one there, else the lead; and the person. */
    private static Optional<OurKey> related(Readable row, Map<String, String> values) {
        Optional<OurKey> person = reference(row, values, "person", "contact_id", Kind.CONTACT);
        // that one failed keeps what hangs on it waiting: it has no other place
        Optional<OurKey> deal = reference(row, values, "deal", "deal_id", Kind.DEAL, ON_THE_WAY_OR_FAILED);
        Optional<OurKey> lead = reference(row, values, "lead", "lead_id", Kind.LEAD, ON_THE_WAY_OR_FAILED);
        if (!values.getOrDefault("deal", "").isEmpty()) {
            values.put("lead", "");
            return person;
        }
        if (!values.getOrDefault("lead", "").isEmpty()) {
            return person;
        }
        return person.or(() -> deal).or(() -> lead);
    }

    /** What failed or is left out is not waited for. */
    private static Optional<OurKey> reference(
            Readable row, Map<String, String> values, String field, String column, Kind kind) {
        return reference(row, values, field, column, kind, ON_THE_WAY);
    }

    /** What stands there for a record that this one points to; the record itself when it is to be there and is not yet. */
    private static Optional<OurKey> reference(
            Readable row, Map<String, String> values, String field, String column, Kind kind, Set<String> awaited) {
        UUID pointsTo = row.get(column, UUID.class);
        String there = text(row, field);
        String state = text(row, field + "_state");
        values.put(field, there);
        if (pointsTo == null || !there.isEmpty()) {
            return Optional.empty();
        }
        return awaited.contains(state) ? Optional.of(new OurKey(kind, pointsTo)) : Optional.empty();
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
