package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Leads, from the first wish on. */
@Service
public class Leads {

    private static final int TOP = 10;
    // stored scores may be a day old: look at a few more than are shown
    private static final int TOP_CANDIDATES = 50;
    private static final int HISTORY = 100;
    private static final List<String> SOMEBODY = List.of("first_name", "last_name", "company", "email", "phone");

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final LeadStore leads;
    private final LeadSearch search;
    private final LeadFields fields;
    private final LeadPeople people;
    private final LeadDeals deals;
    private final ActivityStore activities;
    private final WishIntake intake;
    private final Changes changes;
    private final ManyRecords many;
    private final Clock clock;

    Leads(
            TenantTransactions transactions,
            Tenants tenants,
            SalesRulesStore rules,
            LeadStore leads,
            LeadSearch search,
            LeadFields fields,
            LeadPeople people,
            LeadDeals deals,
            ActivityStore activities,
            WishIntake intake,
            Changes changes,
            ManyRecords many,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.leads = leads;
        this.search = search;
        this.fields = fields;
        this.people = people;
        this.deals = deals;
        this.activities = activities;
        this.intake = intake;
        this.changes = changes;
        this.many = many;
        this.clock = clock;
    }

    /**
     * Turns a wish into a contact, a scored lead, a deal in the first stage and an activity, in one transaction, and
     * links the conversation. Idempotent by person and wish: the same again from the same conversation updates; from
     * another one it is only noted with the lead, because an address that somebody types proves nothing. Visitors and
     * customers do it for themselves; the rows belong to the tenant and cannot be read back by them.
     */
    public Mono<LeadCaptured> capture(Principal principal, LeadCapture wish) {
        return tenants.tenant(principal.tenant())
                .flatMap(tenant -> PersonDetails.read(tenant, wish.name(), wish.email(), wish.phone())
                        .flatMap(person -> rules.rules(tenant.id())
                                .flatMap(rules -> intake.take(principal, tenant, rules, person, wish))));
    }

    /** A lead that staff or another program enter. Fails with a problem that names each field that cannot be right. */
    public Mono<Changed<Lead>> create(Principal.Staff staff, NewLead entered, Door door) {
        Asked asked = Asked.toMake(Entity.LEAD, "lead.created", entered);
        return known(staff)
                .flatMap(known -> changes.by(
                        staff,
                        door,
                        asked,
                        id -> found(known, id, false),
                        writing -> created(writing, known, entered, owner(staff, door))));
    }

    /** Who makes a lead by saying so means to look after it; what comes through another door is nobody's yet. */
    private static Optional<UUID> owner(Principal.Staff staff, Door door) {
        return door.channel() == Channel.CHAT ? Optional.of(staff.user()) : Optional.empty();
    }

    private Mono<UUID> created(Writing writing, Known known, NewLead entered, Optional<UUID> owner) {
        Map<String, Optional<?>> said = entered.fields();
        said.putIfAbsent("source", Optional.of("api"));
        return fields.checked(writing, known.tenant(), said).flatMap(checked -> {
            if (SOMEBODY.stream()
                    .allMatch(column -> text(checked, column).orElse("").isEmpty())) {
                return Mono.error(Problem.badRequest(
                        "nobody", "A lead needs somebody: a name, a company, an e-mail address or a phone number."));
            }
            Map<String, Object> row = new LinkedHashMap<>(
                    fields.followed(known.tenant(), known.rules().scoring(), Map.of(), checked));
            row.put("currency", known.tenant().currency().getCode());
            row.put("language", known.tenant().language());
            owner.ifPresent(salesperson -> row.put("assignee_id", salesperson));
            return leads.contact(
                            writing,
                            person(checked),
                            text(checked, "company"),
                            known.tenant().language())
                    .flatMap(contact -> {
                        row.put("contact_id", contact);
                        return writing.create(Entity.LEAD, row);
                    })
                    .map(Stored::id);
        });
    }

    private static PersonDetails person(Map<String, Optional<?>> checked) {
        return new PersonDetails(
                text(checked, "first_name").orElse(""),
                text(checked, "last_name").orElse(""),
                text(checked, "email"),
                text(checked, "phone"),
                List.of());
    }

    private static Optional<String> text(Map<String, Optional<?>> fields, String column) {
        return fields.getOrDefault(column, Optional.empty()).map(Object::toString);
    }

    /** Scores it anew. A lead with an open deal is won and lost by closing that one. */
    public Mono<Changed<Lead>> update(
            Principal.Staff staff, UUID id, LeadChange change, OptionalInt ifVersion, Door door) {
        Asked asked = Asked.to(id, "lead.updated", change);
        return known(staff)
                .flatMap(known -> changes.by(
                        staff,
                        door,
                        asked,
                        lead -> found(known, lead, false),
                        writing -> writing.lock(Entity.LEAD, id, ifVersion)
                                .flatMap(lead -> fields.checked(writing, known.tenant(), change.fields())
                                        .flatMap(checked -> deals.allow(writing, lead, text(checked, "status"))
                                                .then(Mono.defer(() -> writing.update(
                                                        lead,
                                                        fields.followed(
                                                                known.tenant(),
                                                                known.rules().scoring(),
                                                                lead.fields(),
                                                                checked)))))
                                        .delayUntil(after -> people.follow(writing, lead, after)))
                                .map(Stored::id)));
    }

    /** Found no more; {@link ChangeSets#undo} brings it back. */
    public Mono<Changed<Lead>> delete(Principal.Staff staff, UUID id, OptionalInt ifVersion, Door door) {
        return known(staff)
                .flatMap(known -> changes.by(
                        staff,
                        door,
                        Asked.to(id, "lead.deleted"),
                        lead -> found(known, lead, true),
                        writing -> writing.lock(Entity.LEAD, id, ifVersion)
                                .flatMap(writing::delete)
                                .map(Stored::id)));
    }

    /**
     * Deletes leads; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Lead>>> deleteAll(Principal.Staff staff, List<UUID> ids, Door door) {
        return known(staff)
                .flatMap(known -> many.each(
                        staff,
                        Entity.LEAD,
                        ids,
                        door,
                        "lead.deleted",
                        "",
                        (writing, lead) -> writing.delete(lead),
                        id -> found(known, id, true)));
    }

    /**
     * Gives leads to a salesperson; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Lead>>> assign(Principal.Staff staff, List<UUID> ids, UUID salesperson, Door door) {
        Map<String, Optional<?>> to = Map.of("assignee_id", Optional.of(salesperson));
        return known(staff)
                .flatMap(known -> many.each(
                        staff,
                        Entity.LEAD,
                        ids,
                        door,
                        "lead.assigned",
                        salesperson,
                        (writing, lead) ->
                                fields.checked(writing, known.tenant(), to).then(writing.update(lead, to)),
                        id -> found(known, id, false)));
    }

    /**
     * Makes a deal of it, with what is known: the person, the company, the budget, the wish. The lead is qualified by
     * it. Fails with the conflict {@code has-deal} when there is one already.
     *
     * @param said what is to be different about the deal
     * @param stage key, name or synonym of an open stage; the first one when nothing is said
     */
    public Mono<Changed<Deal>> toDeal(
            Principal.Staff staff, UUID id, DealChange said, Optional<String> stage, Door door) {
        return known(staff)
                .flatMap(known -> changes.by(
                        staff,
                        door,
                        Asked.toMake(Entity.DEAL, "lead.converted", id, said, stage),
                        deal -> deals.find(staff.tenant(), deal),
                        writing -> writing.lock(Entity.LEAD, id)
                                .flatMap(lead ->
                                        deals.make(writing, known.tenant(), known.rules(), lead, said, stage))));
    }

    /**
     * Leads by score, best first.
     *
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page<Lead>> list(Principal.Staff staff, LeadFilter filter, Optional<String> after, int limit) {
        Optional<LeadSearch.Cursor> cursor = after.map(Leads::cursor);
        return known(staff)
                .flatMap(known -> transactions
                        .in(
                                staff.scope(),
                                () -> search.byScore(known.tenant(), filter, cursor, limit + 1)
                                        .collectList())
                        // the cursor is the place by the stored score, hence before it is scored anew
                        .map(found -> Page.of(found, limit, Leads::wire))
                        .map(page -> new Page<>(
                                page.items().stream().map(known::ofNow).toList(), page.next())));
    }

    /** The ten best of now. */
    public Mono<List<Lead>> top(Principal.Staff staff) {
        return known(staff)
                .flatMap(known -> transactions
                        .in(
                                staff.scope(),
                                () -> search.byScore(known.tenant(), LeadFilter.ALL, Optional.empty(), TOP_CANDIDATES)
                                        .map(known::ofNow)
                                        .collectList())
                        .map(found -> found.stream()
                                .sorted(Comparator.comparingInt(
                                                (Lead lead) -> lead.score().total())
                                        .reversed())
                                .limit(TOP)
                                .toList()));
    }

    /** Fails with a not-found problem for what is not there, or is another tenant's. */
    public Mono<LeadWithHistory> lead(Principal.Staff staff, UUID id) {
        return known(staff)
                .flatMap(known -> transactions.in(
                        staff.scope(),
                        () -> found(known, id, false)
                                .zipWhen(
                                        lead -> activities
                                                .ofLead(staff.tenant(), id, HISTORY)
                                                .collectList(),
                                        LeadWithHistory::new)));
    }

    public record LeadWithHistory(Lead lead, List<Activity> history) {}

    /** The score that a lead with these fields would have now; what is not filled yet is named as missing. */
    public Mono<Score> preview(Principal.Staff staff, NewLead form) {
        return known(staff)
                .flatMap(known -> fields.read(known.tenant(), form.fields()).map(checked -> {
                    Map<String, Object> filled = new LinkedHashMap<>();
                    checked.forEach((column, value) -> value.ifPresent(some -> filled.put(column, some)));
                    return known.rules().scoring().score(LeadFacts.of(filled), known.today());
                }));
    }

    private Mono<Lead> found(Known known, UUID id, boolean deleted) {
        return leads.find(known.tenant().id(), id, deleted)
                .map(known::ofNow)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("lead")));
    }

    /** Scores are of now: a date comes closer every day. */
    private record Known(Tenant tenant, SalesRules rules, LocalDate today) {
        Lead ofNow(Lead lead) {
            return lead.scored(rules.scoring().score(lead.facts(), today));
        }
    }

    private Mono<Known> known(Principal.Staff staff) {
        return tenants.tenant(staff.tenant())
                .zipWith(
                        rules.rules(staff.tenant()),
                        (tenant, sales) -> new Known(tenant, sales, LocalDate.now(clock.withZone(tenant.zone()))));
    }

    private static String wire(Lead last) {
        return last.score().total() + "_" + last.id();
    }

    private static LeadSearch.Cursor cursor(String after) {
        try {
            int bar = after.indexOf('_');
            return new LeadSearch.Cursor(
                    Integer.parseInt(after.substring(0, bar)), UUID.fromString(after.substring(bar + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw Problem.badRequest("wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
        }
    }
}
