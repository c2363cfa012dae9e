package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.NamedDays;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened with people and deals. It stays: nothing of it is ever changed. */
@Service
public class Activities {

    private static final int LONGEST_BODY = 20_000;
    // a clock of a client may be a little ahead
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String OF_CONVERSATION = """
            select l.id as lead_id, l.contact_id, d.id as deal_id from lead l
              left join deal d on d.tenant_id = l.tenant_id and d.lead_id = l.id and d.deleted_at is null
             where l.tenant_id = :tenant and l.conversation_id = :conversation order by l.id desc limit 1
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final ActivityStore store;
    private final Changes changes;
    private final Clock clock;

    Activities(
            TenantTransactions transactions,
            DatabaseClient database,
            ActivityStore store,
            Changes changes,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Keeps what a colleague did. A call, a mail or a meeting moves the deal's last contact and marks a new lead as
     * contacted. Fails with a problem that names each field that cannot be right.
     */
    public Mono<Changed<Activity>> log(Principal.Staff staff, NewActivity activity, Door door) {
        return changes.by(
                staff,
                door,
                Asked.toMake(Entity.ACTIVITY, "activity.logged", activity),
                id -> store.find(staff.tenant(), id),
                writing -> logged(writing, staff, activity, door));
    }

    private Mono<UUID> logged(Writing writing, Principal.Staff staff, NewActivity activity, Door door) {
        List<FieldError> errors = wrong(activity);
        if (!errors.isEmpty()) {
            return Mono.error(FieldErrors.of(errors));
        }
        Instant at = activity.at().orElseGet(clock::instant).truncatedTo(ChronoUnit.MICROS);
        return held(writing, Entity.DEAL, activity.deal(), "deal")
                .flatMap(deal -> with(writing, Entity.LEAD, "lead", activity.lead(), deal)
                        .flatMap(lead -> with(writing, Entity.CONTACT, "contact", activity.contact(), deal, lead)
                                .flatMap(contact -> writing.create(
                                        Entity.ACTIVITY,
                                        fields(activity, staff, door, at, id(contact), id(lead), activity.deal())))
                                .delayUntil(done ->
                                        activity.type().isContact() ? touch(writing, deal, lead, at) : Mono.empty())
                                .map(Stored::id)));
    }

    /** The one that is named; else that of the first of these records which has one that is still there. */
    @SafeVarargs
    private static Mono<Optional<Stored>> with(
            Writing writing, Entity entity, String field, Optional<UUID> named, Optional<Stored>... of) {
        return named.isPresent()
                ? held(writing, entity, named, field)
                : Flux.fromArray(of)
                        .flatMapIterable(record -> record.flatMap(known -> known.reference(field + "_id")).stream()
                                .toList())
                        .concatMap(id -> writing.lockAny(entity, id))
                        .filter(record -> !record.isDeleted())
                        .next()
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }

    private static Optional<UUID> id(Optional<Stored> record) {
        return record.map(Stored::id);
    }

    private static Mono<Optional<Stored>> held(Writing writing, Entity entity, Optional<UUID> id, String field) {
        return id.map(known -> writing.lock(entity, known)
                        .map(Optional::of)
                        .onErrorMap(
                                Problem.class,
                                gone -> FieldErrors.of(
                                        new FieldError(field, "names nothing that is there").breaking("unknown"))))
                .orElse(Mono.just(Optional.empty()));
    }

    private static Map<String, Object> fields(
            NewActivity activity,
            Principal.Staff staff,
            Door door,
            Instant at,
            Optional<UUID> contact,
            Optional<UUID> lead,
            Optional<UUID> deal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", activity.type().sqlName());
        fields.put("subject", activity.subject().strip());
        fields.put("body", activity.body().strip());
        fields.put("contact_id", contact);
        fields.put("lead_id", lead);
        fields.put("deal_id", deal);
        fields.put("conversation_id", door.conversation());
        fields.put("actor_id", staff.user());
        fields.put("tainted", false);
        fields.put("at", at);
        return fields;
    }

    private static Mono<Void> touch(Writing writing, Optional<Stored> deal, Optional<Stored> lead, Instant at) {
        return Mono.justOrEmpty(deal)
                .filter(found -> found.instant("last_contact_at")
                        .filter(last -> !last.isBefore(at))
                        .isEmpty())
                .flatMap(found -> writing.update(found, Map.of("last_contact_at", Optional.of(at))))
                .then(Mono.justOrEmpty(lead))
                .flatMap(found -> {
                    Map<String, Optional<?>> contacted = new LinkedHashMap<>();
                    if (found.instant("contacted_at").isEmpty()) {
                        contacted.put("contacted_at", Optional.of(at));
                    }
                    if (found.text("status").equals(Optional.of("new"))) {
                        contacted.put("status", Optional.of("contacted"));
                    }
                    return writing.update(found, contacted);
                })
                .then();
    }

    private List<FieldError> wrong(NewActivity activity) {
        List<FieldError> errors = new ArrayList<>();
        int subject = length(activity.subject().strip());
        if (subject == 0) {
            errors.add(new FieldError("subject", "is missing").breaking("required"));
        } else if (subject > HistoryNote.LONGEST_SUBJECT) {
            errors.add(new FieldError(
                            "subject", "has at most " + HistoryNote.LONGEST_SUBJECT + " characters, not " + subject)
                    .breaking("too_long", Map.of("most", HistoryNote.LONGEST_SUBJECT)));
        }
        boolean note = activity.type() == NewActivity.Type.NOTE;
        String text = note
                ? NewActivity.whole(activity.subject().strip(), activity.body().strip())
                : activity.body();
        int body = length(text);
        if (body > LONGEST_BODY) {
            errors.add(new FieldError(
                            "body",
                            "has at most " + LONGEST_BODY + " characters" + (note ? ", the subject included" : "")
                                    + ", not " + body)
                    .breaking("too_long", Map.of("most", LONGEST_BODY)));
        }
        if (activity.contact().isEmpty()
                && activity.lead().isEmpty()
                && activity.deal().isEmpty()) {
            errors.add(new FieldError("deal", "is missing, and so are lead and contact: name at least one")
                    .breaking("no_record"));
        }
        if (activity.at().filter(at -> at.isAfter(clock.instant().plus(AHEAD))).isPresent()) {
            errors.add(
                    new FieldError("at", "cannot be in the future: what is to be done is a task").breaking("future"));
        }
        return errors;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * The history of a deal, a lead or a contact, the newest first. Fails with a not-found problem when there is no such
     * record.
     *
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page<Activity>> of(Principal.Staff staff, Entity entity, UUID id, Optional<String> after, int limit) {
        Optional<ActivityStore.Cursor> cursor = after.map(Activities::cursor);
        return transactions.in(
                staff.scope(),
                () -> there(staff, entity, id)
                        .then(store.of(staff.tenant(), entity, id, cursor, limit + 1)
                                .collectList()
                                .map(found -> Page.of(found, limit, last -> last.at() + "_" + last.id()))));
    }

    private Mono<Boolean> there(Principal.Staff staff, Entity entity, UUID id) {
        return database.sql("select true as there from " + entity.table()
                        + " where tenant_id = :tenant and id = :id and deleted_at is null")
                .bind("tenant", staff.tenant().value())
                .bind("id", id)
                .map(row -> Row.value(row, "there", Boolean.class))
                .one()
                .switchIfEmpty(Mono.error(() -> Problem.notFound(entity.table())));
    }

    private static ActivityStore.Cursor cursor(String after) {
        try {
            int bar = after.indexOf('_');
            return new ActivityStore.Cursor(
                    NamedDays.time(after.substring(0, bar)), UUID.fromString(after.substring(bar + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException broken) {
            throw Problem.badRequest("wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
        }
    }

    /**
     * Notes in the caller's transaction that a colleague spoke with somebody; with the lead and the deal of that
     * conversation, where there are any.
     */
    public Mono<Void> spoke(Principal.Staff staff, UUID conversation, String subject, String body) {
        return database.sql(OF_CONVERSATION)
                .bind("tenant", staff.tenant().value())
                .bind("conversation", conversation)
                .map(row -> new HistoryNote(
                        "conversation",
                        subject,
                        body,
                        row.get("contact_id", UUID.class),
                        row.get("lead_id", UUID.class),
                        row.get("deal_id", UUID.class),
                        conversation,
                        staff.user(),
                        false))
                .one()
                .defaultIfEmpty(new HistoryNote(
                        "conversation", subject, body, null, null, null, conversation, staff.user(), false))
                .flatMap(note -> note(staff.tenant(), Door.chat(conversation), note));
    }

    /** What a use case notes by itself, in the caller's transaction. */
    Mono<Void> note(app.henk.platform.TenantId tenant, Door door, HistoryNote note) {
        return changes.within(tenant, door, "activity.noted", writing -> writing.create(Entity.ACTIVITY, note.fields()))
                .then();
    }
}
