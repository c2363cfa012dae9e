package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final LeadStore leads;
    private final ActivityStore activities;
    private final WishIntake intake;
    private final Changes changes;
    private final Clock clock;

    Leads(
            TenantTransactions transactions,
            Tenants tenants,
            SalesRulesStore rules,
            LeadStore leads,
            ActivityStore activities,
            WishIntake intake,
            Changes changes,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.leads = leads;
        this.activities = activities;
        this.intake = intake;
        this.changes = changes;
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
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> PersonDetails.read(
                                tenant,
                                entered.name(),
                                Optional.ofNullable(entered.email()),
                                Optional.ofNullable(entered.phone()))
                        .flatMap(person -> rules.rules(tenant.id())
                                .flatMap(rules -> create(staff, tenant, rules, person, entered, door))));
    }

    private Mono<Changed<Lead>> create(
            Principal.Staff staff, Tenant tenant, SalesRules rules, PersonDetails person, NewLead entered, Door door) {
        requireSense(person, entered);
        LeadFacts facts = new LeadFacts(
                Optional.of(person.fullName()).filter(name -> !name.isEmpty()),
                person.email(),
                person.phone(),
                Optional.ofNullable(entered.company()),
                Optional.ofNullable(entered.budget()),
                Optional.ofNullable(entered.company_size()),
                Optional.ofNullable(entered.industry()),
                Optional.ofNullable(entered.urgency()),
                Optional.ofNullable(entered.occasion()),
                Optional.ofNullable(entered.event_date()));
        Score score = rules.scoring().score(facts, today(tenant));
        return changes.by(
                staff,
                door,
                Asked.toMake(Entity.LEAD, "lead.created", entered),
                id -> leads.find(tenant.id(), id)
                        .map(stored -> stored.scored(rules.scoring().score(stored.facts(), today(tenant)))),
                writing -> leads.contact(writing, person, facts.company(), tenant.language())
                        .flatMap(contact -> leads.insert(
                                writing,
                                new LeadStore.NewRow(
                                        Ids.next(),
                                        contact,
                                        person,
                                        facts,
                                        tenant.currency().getCode(),
                                        Optional.ofNullable(entered.source()).orElse("api"),
                                        Optional.ofNullable(entered.notes()).orElse(""),
                                        List.of(),
                                        tenant.language(),
                                        null,
                                        score)))
                        .map(Stored::id));
    }

    private static void requireSense(PersonDetails person, NewLead entered) {
        if (!person.errors().isEmpty()) {
            throw Problem.badRequest("invalid-fields", "Some fields cannot be right.")
                    .with(
                            "errors",
                            person.errors().stream()
                                    .map(error -> Map.of("field", error.field(), "reason", error.reason()))
                                    .toList());
        }
        if (!person.hasName()
                && entered.company() == null
                && person.email().isEmpty()
                && person.phone().isEmpty()) {
            throw Problem.badRequest(
                    "nobody", "A lead needs somebody: a name, a company, an e-mail address or a phone number.");
        }
    }

    /**
     * Leads by score, best first.
     *
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page> list(Principal.Staff staff, Optional<String> after, int limit) {
        Optional<LeadStore.Cursor> cursor = after.map(Leads::cursor);
        return ofNow(staff, leads.byScore(staff.tenant(), cursor, limit + 1).collectList())
                .map(found -> {
                    boolean more = found.size() > limit;
                    List<Lead> page = more ? found.subList(0, limit) : found;
                    return new Page(page, more ? Optional.of(wire(page.getLast())) : Optional.empty());
                });
    }

    /** @param next what to pass as {@code after} for the page behind this one */
    public record Page(List<Lead> leads, Optional<String> next) {}

    /** The ten best of now. */
    public Mono<List<Lead>> top(Principal.Staff staff) {
        return ofNow(
                        staff,
                        leads.byScore(staff.tenant(), Optional.empty(), TOP_CANDIDATES)
                                .collectList())
                .map(found -> found.stream()
                        .sorted(Comparator.comparingInt(
                                        (Lead lead) -> lead.score().total())
                                .reversed())
                        .limit(TOP)
                        .toList());
    }

    /** Fails with a not-found problem for what is not there, or is another tenant's. */
    public Mono<LeadWithHistory> lead(Principal.Staff staff, UUID id) {
        TenantId tenant = staff.tenant();
        return ofNow(staff, leads.find(tenant, id).map(List::of).switchIfEmpty(Mono.error(Problem.notFound("lead"))))
                .map(List::getFirst)
                .zipWhen(lead -> transactions.in(
                        staff.scope(),
                        () -> activities.ofLead(tenant, id, HISTORY).collectList()))
                .map(both -> new LeadWithHistory(both.getT1(), both.getT2()));
    }

    public record LeadWithHistory(Lead lead, List<Activity> history) {}

    /** Reads in one transaction and scores anew: a date comes closer every day. */
    private Mono<List<Lead>> ofNow(Principal.Staff staff, Mono<List<Lead>> query) {
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()))
                .flatMap(known -> transactions
                        .in(staff.scope(), () -> query)
                        .map(found -> found.stream()
                                .map(lead ->
                                        lead.scored(known.getT2().scoring().score(lead.facts(), today(known.getT1()))))
                                .toList()));
    }

    private LocalDate today(Tenant tenant) {
        return LocalDate.now(clock.withZone(tenant.zone()));
    }

    private static String wire(Lead last) {
        return last.score().total() + "_" + last.id();
    }

    private static LeadStore.Cursor cursor(String after) {
        try {
            int bar = after.indexOf('_');
            return new LeadStore.Cursor(
                    Integer.parseInt(after.substring(0, bar)), UUID.fromString(after.substring(bar + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw Problem.badRequest("wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
        }
    }
}
