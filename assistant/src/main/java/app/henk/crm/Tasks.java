package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Next steps, for staff. Each method runs in one short transaction under the colleague's own rights, or joins the
 * caller's.
 */
@Service
public class Tasks {

    private static final int MOST = 200;
    private static final int MOST_FOUND = 10;
    private static final int MOST_WORDS = 20;
    private static final Pattern WORD = Pattern.compile("\\s+");
    private static final int LONGEST_SUBJECT = 300;
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

    private final TenantTransactions transactions;
    private final TaskStore tasks;
    private final References references;
    private final Changes changes;
    private final ManyRecords many;
    private final Clock clock;

    Tasks(
            TenantTransactions transactions,
            TaskStore tasks,
            References references,
            Changes changes,
            ManyRecords many,
            Clock clock) {
        this.transactions = transactions;
        this.tasks = tasks;
        this.references = references;
        this.changes = changes;
        this.many = many;
        this.clock = clock;
    }

    /** Fails with a not-found problem. */
    public Mono<Task> find(Principal.Staff staff, UUID id) {
        return transactions.in(staff.scope(), () -> found(staff, id, false));
    }

    /** What somebody has to do by a day, that day included, the most urgent first; at most 200. */
    public Mono<List<Task>> open(Principal.Staff staff, UUID salesperson, LocalDate until) {
        return transactions.in(
                staff.scope(),
                () -> tasks.open(staff.tenant(), salesperson, until, MOST).collectList());
    }

    /**
     * Open ones of the colleague that somebody means by some words: of what is to be done, or of whom or what it is about.
     * The most urgent first, at most ten.
     */
    public Mono<List<Task>> worded(Principal.Staff staff, String words) {
        String[] each = WORD.splitAsStream(words.strip())
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        return each.length == 0 || each.length > MOST_WORDS
                ? Mono.just(List.of())
                : transactions.in(
                        staff.scope(),
                        () -> tasks.worded(staff.tenant(), staff.user(), each, MOST_FOUND)
                                .collectList());
    }

    /** Fails with a problem that names each field that cannot be right. */
    public Mono<Changed<Task>> add(Principal.Staff staff, NewTask task, Door door) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        fields.put("subject", Optional.of(task.subject().strip()));
        fields.put("due", Optional.of(task.due()));
        fields.put("assignee_id", task.assignee().or(() -> Optional.of(staff.user())));
        fields.put("contact_id", task.contact());
        fields.put("lead_id", task.lead());
        fields.put("deal_id", task.deal());
        return changes.by(
                staff,
                door,
                Asked.toMake(Entity.TASK, "task.added", task),
                id -> found(staff, id, true),
                writing -> checked(writing, fields)
                        .then(Mono.defer(() -> writing.create(Entity.TASK, fields)))
                        .map(Stored::id));
    }

    public Mono<Changed<Task>> complete(Principal.Staff staff, UUID id, OptionalInt ifVersion, Door door) {
        return change(staff, id, TaskChange.DONE, ifVersion, door);
    }

    public Mono<Changed<Task>> change(
            Principal.Staff staff, UUID id, TaskChange change, OptionalInt ifVersion, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(id, "task.changed", change),
                task -> found(staff, task, false),
                writing -> checked(writing, change.fields())
                        .then(writing.lock(Entity.TASK, id, ifVersion))
                        .flatMap(task -> {
                            Map<String, Optional<?>> fields = change.fields();
                            change.done()
                                    .filter(done ->
                                            done != task.instant("done_at").isPresent())
                                    .ifPresent(done -> fields.put(
                                            "done_at",
                                            Optional.of(clock.instant().truncatedTo(ChronoUnit.MICROS))
                                                    .filter(at -> done)));
                            return writing.update(task, fields);
                        })
                        .map(Stored::id));
    }

    public Mono<Changed<Task>> delete(Principal.Staff staff, UUID id, OptionalInt ifVersion, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(id, "task.deleted"),
                task -> found(staff, task, true),
                writing -> writing.lock(Entity.TASK, id, ifVersion)
                        .flatMap(writing::delete)
                        .map(Stored::id));
    }

    /**
     * Deletes tasks; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Task>>> deleteAll(Principal.Staff staff, List<UUID> ids, Door door) {
        return many.each(
                staff,
                Entity.TASK,
                ids,
                door,
                "task.deleted",
                "",
                (writing, task) -> writing.delete(task),
                id -> found(staff, id, true));
    }

    /**
     * Gives tasks to a salesperson; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Task>>> assign(Principal.Staff staff, List<UUID> ids, UUID salesperson, Door door) {
        Map<String, Optional<?>> to = Map.of("assignee_id", Optional.of(salesperson));
        return many.each(
                staff,
                Entity.TASK,
                ids,
                door,
                "task.assigned",
                salesperson,
                (writing, task) -> checked(writing, to).then(writing.update(task, to)),
                id -> found(staff, id, false));
    }

    private Mono<Void> checked(Writing writing, Map<String, Optional<?>> fields) {
        List<FieldError> errors = new ArrayList<>();
        Optional.ofNullable(fields.get("subject")).flatMap(text -> text).ifPresent(text -> {
            String subject = text.toString();
            int length = subject.codePointCount(0, subject.length());
            if (length == 0) {
                errors.add(new FieldError("subject", "is missing").breaking("required"));
            } else if (length > LONGEST_SUBJECT) {
                errors.add(new FieldError("subject", "has at most " + LONGEST_SUBJECT + " characters, not " + length)
                        .breaking("too_long", Map.of("most", LONGEST_SUBJECT)));
            }
        });
        Optional.ofNullable(fields.get("due")).flatMap(day -> day).ifPresent(day -> {
            if (((LocalDate) day).isBefore(FIRST_DAY) || ((LocalDate) day).isAfter(LAST_DAY)) {
                errors.add(new FieldError("due", "is a day between " + FIRST_DAY + " and " + LAST_DAY)
                        .breaking("day", Map.of("first", FIRST_DAY, "last", LAST_DAY)));
            }
        });
        return errors.isEmpty() ? references.checked(writing.tenant(), fields) : Mono.error(FieldErrors.of(errors));
    }

    private Mono<Task> found(Principal.Staff staff, UUID id, boolean deletedToo) {
        return tasks.find(staff.tenant(), id, deletedToo).switchIfEmpty(Mono.error(() -> Problem.notFound("task")));
    }
}
