package app.henk.pipedrive;

import app.henk.crm.Channel;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.crm.Mirror;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.pipedrive.Merging.Clash;
import app.henk.pipedrive.Merging.Merged;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes here what was changed there, through the CRM's own use cases. What cannot be kept here stays on both sides as it
 * is, and is said.
 */
@Component
class Inward {

    static final Door DOOR = Door.of(Channel.PIPEDRIVE);

    private static final Logger log = LoggerFactory.getLogger(Inward.class);
    private static final Map<Kind, Set<String>> NEVER_EMPTY = Map.of(
            Kind.TASK, Set.of("subject", "due"),
            Kind.ACTIVITY, Set.of("subject", "due"),
            Kind.LEAD, Set.of("person"));

    private final Deals deals;
    private final DealInward dealInward;
    private final Mirror mirror;
    private final Columns columns;
    private final Neighbours neighbours;

    Inward(Deals deals, DealInward dealInward, Mirror mirror, Columns columns, Neighbours neighbours) {
        this.deals = deals;
        this.dealInward = dealInward;
        this.mirror = mirror;
        this.columns = columns;
        this.neighbours = neighbours;
    }

    /**
     * What both sides have after what was new there was changed here.
     *
     * @param clashes who won over whom, and what stays different because it cannot be kept here
     */
    record Taken(Values base, List<Clash> clashes) {}

    /** In whose name: the tenant's own, as nobody here did it. */
    static Principal.Staff pipedrive(TenantId tenant) {
        return new Principal.Staff(tenant, new UUID(0, 0), Role.ADMIN, "", "Pipedrive");
    }

    /** Fails when somebody here changed the record since it was read, see {@link #isLate}. */
    Mono<Taken> take(Account account, Ours ours, Merged merged, Theirs theirs) {
        if (merged.toHenk().isEmpty()) {
            return Mono.just(new Taken(merged.base(), merged.clashes()));
        }
        return columns.ofColleagues(account, merged.toHenk())
                .map(changes -> fitting(ours, changes))
                .flatMap(changes -> changes.isEmpty() ? Mono.just(changes) : take(account, ours, changes, theirs))
                .onErrorResume(failure -> unfit(failure) && !isLate(failure), refused -> {
                    log.info(
                            "The {} {} does not take what Pipedrive says: {}",
                            ours.kind().sql(),
                            ours.id(),
                            refused.getClass().getSimpleName());
                    return Mono.just(Values.NONE);
                })
                .map(done -> taken(ours, merged, done));
    }

    private Mono<Values> take(Account account, Ours ours, Values changes, Theirs theirs) {
        Principal.Staff who = pipedrive(account.tenant());
        return switch (ours.kind()) {
            case ORGANISATION -> mirrored(who, Entity.ORGANISATION, ours, Columns.organisation(changes), changes);
            case CONTACT ->
                columns.person(account, changes, theirs)
                        .flatMap(fields -> mirrored(who, Entity.CONTACT, ours, fields, changes));
            case LEAD ->
                columns.lead(account, changes)
                        .flatMap(fields -> mirrored(who, Entity.LEAD, ours, fields, changes))
                        .delayUntil(done -> titled(who, ours, changes));
            case DEAL -> dealInward.take(account, who, ours, changes, theirs);
            case TASK ->
                columns.placed(account, changes, Columns.task(changes))
                        .flatMap(fields -> columns.owned(account, changes, fields))
                        .flatMap(fields -> mirrored(who, Entity.TASK, ours, fields, changes));
            // what it hangs on there is Pipedrive's matter
            case ACTIVITY -> Mono.just(changes);
            case LEAD_NOTE ->
                mirrored(who, Entity.LEAD, ours, Map.of("notes", Optional.of(Columns.note(changes))), changes);
            case DEAL_NOTE ->
                deals.update(who, ours.id(), DealChange.none().notes(Columns.note(changes)), ours.version(), DOOR)
                        .thenReturn(changes);
        };
    }

    /** Without what a record here cannot be without; what happened stays as it was noted here, see {@link Intake}. */
    private static Values fitting(Ours ours, Values changes) {
        Values fitting = ours.kind() == Kind.ACTIVITY ? changes.without("due").without("done") : changes;
        for (String field : changes.fields().keySet()) {
            fitting = isMissing(ours, field, changes) ? fitting.without(field) : fitting;
        }
        return fitting;
    }

    /** Whether there says nothing where ours had to say something: that is no change, however long it has been so. */
    static boolean isMissing(Ours ours, String field, Values there) {
        boolean neverEmpty = NEVER_EMPTY.getOrDefault(ours.kind(), Set.of()).contains(field);
        return there.text(field).isEmpty()
                && (neverEmpty || ours.values().get(field).equals(Optional.of(Creation.NOTHING)));
    }

    /** What was not taken is as it was agreed before, so that neither side overwrites the other's. */
    private static Taken taken(Ours ours, Merged merged, Values done) {
        Values base = merged.base().with(done);
        List<Clash> clashes = new ArrayList<>(merged.clashes());
        for (var field : merged.toHenk().fields().entrySet()) {
            if (!done.has(field.getKey()) && ours.values().has(field.getKey())) {
                String own = ours.values().get(field.getKey()).orElse("");
                base = base.with(field.getKey(), own);
                // whose it is there may well be somebody who is nobody here, and what is missing there is no news
                if (!field.getKey().equals("owner") && !isMissing(ours, field.getKey(), merged.toHenk())) {
                    clashes.add(new Clash(field.getKey(), own, field.getValue(), true, "unfit"));
                }
            }
        }
        return new Taken(base, List.copyOf(clashes));
    }

    /** Somebody here changed it since it was read: it is merged again with what it is now. */
    static boolean isLate(Throwable failure) {
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

    /** A lead here is called what its person is called, but its deal has a title. */
    private Mono<Void> titled(Principal.Staff who, Ours ours, Values changes) {
        return Mono.justOrEmpty(changes.text("title"))
                .map(title -> Columns.bounded(title, Columns.LONGEST_TITLE))
                .flatMap(title -> neighbours
                        .dealOf(who.tenant(), ours.id())
                        .flatMap(deal ->
                                deals.update(who, deal, DealChange.none().title(title), OptionalInt.empty(), DOOR)))
                .then();
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
            case LEAD_NOTE ->
                mirror.update(who, Entity.LEAD, key.id(), Map.of("notes", Optional.of("")), OptionalInt.empty(), DOOR)
                        .then();
            case DEAL_NOTE ->
                deals.update(who, key.id(), DealChange.none().notes(""), OptionalInt.empty(), DOOR)
                        .then()
                        .onErrorResume(Problem.class, gone -> Mono.empty());
        };
    }
}
