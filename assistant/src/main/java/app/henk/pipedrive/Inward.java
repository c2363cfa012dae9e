package app.henk.pipedrive;

import app.henk.crm.Activities;
import app.henk.crm.Channel;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.crm.NewActivity;
import app.henk.crm.NewDeal;
import app.henk.crm.Outcome;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.pipedrive.Merging.Merged;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes here what was changed there, through the CRM's own use cases. What cannot be kept here stays as it is here and
 * is said, and nothing else is lost with it.
 */
@Component
class Inward {

    private static final Logger log = LoggerFactory.getLogger(Inward.class);
    private static final Door DOOR = Door.of(Channel.PIPEDRIVE);
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_BODY = 20_000;

    private final Deals deals;
    private final Activities activities;
    private final Mirror mirror;
    private final StageTable stages;
    private final Neighbours neighbours;

    Inward(Deals deals, Activities activities, Mirror mirror, StageTable stages, Neighbours neighbours) {
        this.deals = deals;
        this.activities = activities;
        this.mirror = mirror;
        this.stages = stages;
        this.neighbours = neighbours;
    }

    /** In whose name: the tenant's own, as nobody here did it. */
    static Principal.Staff pipedrive(TenantId tenant) {
        return new Principal.Staff(tenant, new UUID(0, 0), Role.ADMIN, "", "Pipedrive");
    }

    /** Changes our record as far as it can be, and gives what both sides have then. */
    Mono<Values> take(Account account, Ours ours, Merged merged, Theirs theirs) {
        Kind kind = ours.kind();
        UUID id = ours.id();
        Values changes = merged.toHenk();
        if (changes.isEmpty()) {
            return Mono.just(merged.base());
        }
        Principal.Staff who = pipedrive(account.tenant());
        Mono<Values> taken = switch (kind) {
            case ORGANISATION -> mirrored(who, Entity.ORGANISATION, ours, organisation(changes), changes);
            case CONTACT ->
                person(account, changes, theirs)
                        .flatMap(fields -> mirrored(who, Entity.CONTACT, ours, fields, changes));
            case LEAD -> lead(account, changes).flatMap(fields -> mirrored(who, Entity.LEAD, ours, fields, changes));
            case DEAL -> deal(account, who, ours, valued(changes, theirs));
            case TASK -> mirrored(who, Entity.TASK, ours, task(changes), changes);
            // what happened stays as it was noted here
            case ACTIVITY -> Mono.just(changes);
        };
        return taken.map(done -> merged.base().with(done))
                .onErrorResume(failure -> unfit(failure) && !isLate(failure), refused -> {
                    log.info(
                            "The {} {} does not take what Pipedrive says: {}",
                            kind.sql(),
                            id,
                            refused.getClass().getSimpleName());
                    return Mono.just(without(merged, changes));
                });
    }

    /** Both sides keep their own. */
    private static Values without(Merged merged, Values changes) {
        Values base = merged.base();
        for (String field : changes.fields().keySet()) {
            base = base.without(field);
        }
        return base;
    }

    /** Somebody here changed it since it was read: it is merged again with what it is now. */
    private static boolean isLate(Throwable failure) {
        return failure instanceof Problem problem && problem.type().equals("changed-meanwhile");
    }

    static boolean unfit(Throwable failure) {
        return failure instanceof Problem || failure instanceof DataIntegrityViolationException;
    }

    private Mono<Values> mirrored(
            Principal.Staff who, Entity entity, Ours ours, Map<String, Optional<?>> fields, Values changes) {
        return fields.isEmpty()
                ? Mono.just(changes)
                : mirror.update(who, entity, ours.id(), fields, ours.version(), DOOR)
                        .thenReturn(changes);
    }

    private static Map<String, Optional<?>> organisation(Values values) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.text("name").ifPresent(name -> fields.put("name", Optional.of(bounded(name, LONGEST_TITLE))));
        values.get("website").ifPresent(site -> fields.put("website", given(site)));
        values.get("employees")
                .ifPresent(number -> fields.put("employees", given(number).map(Integer::parseInt)));
        return fields;
    }

    private Mono<Map<String, Optional<?>>> person(Account account, Values values, Theirs theirs) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.get("name").ifPresent(name -> {
            String first = theirs.json().path("first_name").asString("").strip();
            String last = theirs.json().path("last_name").asString("").strip();
            boolean parts = (first + " " + last).strip().equals(name);
            fields.put("first_name", Optional.of(parts ? first : ""));
            fields.put("last_name", Optional.of(parts ? last : name));
        });
        values.get("email").ifPresent(email -> fields.put("email", given(email)));
        values.get("phone").ifPresent(phone -> fields.put("phone", given(phone)));
        return reference(account, values, "org", Remote.ORGANIZATION, fields, "organisation_id");
    }

    private Mono<Map<String, Optional<?>>> lead(Account account, Values values) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.get("value").ifPresent(value -> fields.put("budget", given(value).map(BigDecimal::new)));
        values.text("currency").ifPresent(code -> fields.put("currency", Optional.of(code)));
        values.get("archived")
                .ifPresent(
                        archived -> fields.put("status", Optional.of(archived.equals("true") ? "lost" : "contacted")));
        return reference(account, values, "org", Remote.ORGANIZATION, fields, "organisation_id")
                // a lead here is always somebody's
                .flatMap(known -> values.text("person").isPresent()
                        ? reference(account, values, "person", Remote.PERSON, known, "contact_id")
                        : Mono.just(known));
    }

    private static Map<String, Optional<?>> task(Values values) {
        Map<String, Optional<?>> fields = new HashMap<>();
        values.text("subject")
                .ifPresent(subject -> fields.put("subject", Optional.of(bounded(subject, LONGEST_TITLE))));
        values.text("due").ifPresent(day -> fields.put("due", Optional.of(LocalDate.parse(day))));
        values.get("done")
                .ifPresent(done ->
                        fields.put("done_at", done.equals("true") ? Optional.of(Instant.now()) : Optional.empty()));
        return fields;
    }

    /** Our record that this one there is; brought here when it is not yet. */
    private Mono<Map<String, Optional<?>>> reference(
            Account account, Values values, String field, Remote kind, Map<String, Optional<?>> fields, String column) {
        if (!values.has(field)) {
            return Mono.just(fields);
        }
        if (values.text(field).isEmpty()) {
            fields.put(column, Optional.empty());
            return Mono.just(fields);
        }
        return neighbours
                .of(account, new Item.Link(kind, values.text(field).get()))
                .map(id -> {
                    fields.put(column, Optional.of(id));
                    return fields;
                })
                .defaultIfEmpty(fields);
    }

    /** What is won has a value. */
    private static Values valued(Values changes, Theirs theirs) {
        return changes.text("status").equals(Optional.of("won")) && !changes.has("value")
                ? changes.with("value", theirs.values().get("value").orElse("0"))
                : changes;
    }

    private Mono<Values> deal(Account account, Principal.Staff who, Ours ours, Values changes) {
        Mono<OptionalInt> plain = !hasPlain(changes)
                ? Mono.just(ours.version())
                : references(account, changes, fields(changes))
                        .flatMap(said -> deals.update(who, ours.id(), said, ours.version(), DOOR))
                        .map(changed -> OptionalInt.of(changed.now().version()));
        return plain.flatMap(
                version -> moved(account, who, ours.id(), changes, version).thenReturn(changes));
    }

    private static boolean hasPlain(Values changes) {
        return java.util.stream.Stream.of("title", "value", "currency", "close", "person", "org")
                .anyMatch(changes::has);
    }

    private static DealChange fields(Values values) {
        DealChange change = DealChange.none();
        if (values.text("title").isPresent()) {
            change = change.title(bounded(values.text("title").get(), LONGEST_TITLE));
        }
        if (values.has("value")) {
            change = change.value(values.text("value").map(BigDecimal::new));
        }
        if (values.text("currency").isPresent()) {
            change = change.currency(values.text("currency").get());
        }
        if (values.has("close")) {
            change = change.expectedClose(values.text("close").map(LocalDate::parse));
        }
        return change;
    }

    private Mono<DealChange> references(Account account, Values values, DealChange change) {
        return referenced(account, values, "person", Remote.PERSON)
                .zipWith(referenced(account, values, "org", Remote.ORGANIZATION), (person, org) -> {
                    DealChange all = values.has("person") ? change.contact(person) : change;
                    return values.has("org") ? all.organisation(org) : all;
                });
    }

    private Mono<Optional<UUID>> referenced(Account account, Values values, String field, Remote kind) {
        return Mono.justOrEmpty(values.text(field))
                .flatMap(remote -> neighbours.of(account, new Item.Link(kind, remote)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Whether it is open, won or lost, and where it stands when it is open. */
    private Mono<Void> moved(Account account, Principal.Staff who, UUID id, Values changes, OptionalInt version) {
        Optional<String> status = changes.text("status");
        Mono<String> stage = Mono.justOrEmpty(changes.text("stage"))
                .flatMap(remote -> stages.keyOf(account.tenant(), remote)
                        .switchIfEmpty(
                                Mono.error(() -> Problem.conflict("stage", "Nobody has said which stage this is."))));
        if (status.isEmpty()) {
            return stage.flatMap(key -> deals.moveStage(who, id, key, version, DOOR))
                    .then();
        }
        return switch (status.get()) {
            case "open" ->
                stage.map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(key -> deals.reopen(who, id, key, version, DOOR))
                        .then();
            case "won", "lost" -> {
                Outcome outcome = status.get().equals("won") ? Outcome.WON : Outcome.LOST;
                Mono<Void> close = deals.close(
                                who, id, outcome, changes.text("reason"), Optional.empty(), version, DOOR)
                        .then();
                // won there after it was lost here: it is open in between
                yield close.onErrorResume(
                        failure -> unfit(failure) && !isLate(failure),
                        refused -> deals.reopen(who, id, Optional.empty(), version, DOOR)
                                .flatMap(open -> deals.close(
                                        who,
                                        id,
                                        outcome,
                                        changes.text("reason"),
                                        Optional.empty(),
                                        OptionalInt.of(open.now().version()),
                                        DOOR))
                                .then());
            }
            default -> Mono.empty();
        };
    }

    /** Makes a record here, all that it points to being here already: calls nobody, so it may run in a transaction. */
    interface Making {
        Mono<OurKey> now();
    }

    /** What is to be done for a record that is there and not here yet. Empty when it cannot be kept here. */
    Mono<Making> make(Account account, Theirs theirs) {
        Principal.Staff who = pipedrive(account.tenant());
        Values values = theirs.values().said();
        return switch (theirs.kind()) {
            case ORGANIZATION -> Mono.just(mirrored(who, Entity.ORGANISATION, Kind.ORGANISATION, organisation(values)));
            case PERSON ->
                person(account, values, theirs).map(fields -> mirrored(who, Entity.CONTACT, Kind.CONTACT, fields));
            case LEAD -> makeLead(account, who, values);
            case DEAL -> makeDeal(account, who, theirs, values);
            case ACTIVITY -> makeActivity(account, who, values);
            case NOTE -> makeNote(account, who, values);
        };
    }

    private Making mirrored(Principal.Staff who, Entity entity, Kind kind, Map<String, Optional<?>> fields) {
        return () -> mirror.create(who, entity, fields, DOOR).map(id -> new OurKey(kind, id));
    }

    private Mono<Making> makeLead(Account account, Principal.Staff who, Values values) {
        return lead(account, values)
                .flatMap(fields -> neighbours.leadOf(account, fields))
                .map(fields -> mirrored(who, Entity.LEAD, Kind.LEAD, fields));
    }

    private Mono<Making> makeDeal(Account account, Principal.Staff who, Theirs theirs, Values values) {
        Mono<Optional<UUID>> lead = Mono.justOrEmpty(
                        Optional.of(theirs.json().path("source_lead_id").asString(""))
                                .filter(id -> !id.isEmpty()))
                .flatMap(id -> neighbours.known(account.tenant(), new Item.Link(Remote.LEAD, id)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        Mono<Optional<String>> stage = Mono.justOrEmpty(values.text("stage"))
                .flatMap(remote -> stages.keyOf(account.tenant(), remote))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        return references(account, values, fields(values))
                .flatMap(change -> lead.zipWith(stage, (from, in) -> new NewDeal(change, in, from, Optional.empty())))
                .map(deal -> () -> deals.create(who, deal, DOOR)
                        .delayUntil(made -> values.text("status")
                                        .filter(status -> !status.equals("open"))
                                        .isPresent()
                                ? moved(account, who, made.now().id(), values.without("stage"), OptionalInt.empty())
                                : Mono.empty())
                        .map(made -> new OurKey(Kind.DEAL, made.now().id())));
    }

    private Mono<Making> makeActivity(Account account, Principal.Staff who, Values values) {
        boolean done = values.text("done").equals(Optional.of("true"));
        Optional<NewActivity.Type> type = switch (values.text("type").orElse("")) {
            case "call" -> Optional.of(NewActivity.Type.CALL);
            case "email" -> Optional.of(NewActivity.Type.EMAIL);
            case "meeting", "lunch" -> Optional.of(NewActivity.Type.MEETING);
            default -> Optional.empty();
        };
        String subject =
                bounded(values.text("subject").orElse(values.text("type").orElse("–")), LONGEST_TITLE);
        if (!done || type.isEmpty()) {
            return neighbours.taskOf(account, values).map(fields -> {
                fields.put("subject", Optional.of(subject));
                fields.putIfAbsent("due", Optional.of(LocalDate.now(ZoneOffset.UTC)));
                values.text("due").ifPresent(day -> fields.put("due", Optional.of(LocalDate.parse(day))));
                fields.put("done_at", done ? Optional.of(Instant.now()) : Optional.empty());
                return mirrored(who, Entity.TASK, Kind.TASK, fields);
            });
        }
        Instant at = values.text("due")
                .map(day -> LocalDate.parse(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC))
                .filter(day -> day.isBefore(Instant.now()))
                .orElseGet(Instant::now);
        return logged(account, who, type.get(), subject, values, Optional.of(at));
    }

    private Mono<Making> makeNote(Account account, Principal.Staff who, Values values) {
        String text = values.text("text").orElse("–");
        String subject = bounded(text.lines().findFirst().orElse("–"), 120);
        return logged(account, who, NewActivity.Type.NOTE, subject, values, Optional.empty());
    }

    private Mono<Making> logged(
            Account account,
            Principal.Staff who,
            NewActivity.Type type,
            String subject,
            Values values,
            Optional<Instant> at) {
        String body = bounded(values.text("text").orElse(""), LONGEST_BODY);
        return neighbours
                .about(account, values)
                .map(about -> () -> activities
                        .log(
                                who,
                                new NewActivity(type, subject, body, about.contact(), about.lead(), about.deal(), at),
                                DOOR)
                        .map(made -> new OurKey(Kind.ACTIVITY, made.now().id())));
    }

    /** What was deleted there. */
    Mono<Void> delete(TenantId tenant, OurKey key) {
        Principal.Staff who = pipedrive(tenant);
        return switch (key.kind()) {
            case DEAL ->
                deals.delete(who, key.id(), OptionalInt.empty(), DOOR)
                        .then()
                        .onErrorResume(Problem.class, gone -> Mono.empty());
            case ORGANISATION ->
                mirror.delete(who, Entity.ORGANISATION, key.id(), DOOR).then();
            case CONTACT -> mirror.delete(who, Entity.CONTACT, key.id(), DOOR).then();
            case LEAD -> mirror.delete(who, Entity.LEAD, key.id(), DOOR).then();
            case TASK -> mirror.delete(who, Entity.TASK, key.id(), DOOR).then();
            // what happened stays in the history
            case ACTIVITY -> Mono.empty();
        };
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private static String bounded(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
