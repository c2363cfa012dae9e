package app.henk.crm;

import app.henk.identity.Audit;
import app.henk.identity.Consents;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
    private final DealStore deals;
    private final Consents consents;
    private final Audit audit;
    private final DealTitles titles;
    private final Clock clock;

    Leads(
            TenantTransactions transactions,
            Tenants tenants,
            SalesRulesStore rules,
            LeadStore leads,
            DealStore deals,
            Consents consents,
            Audit audit,
            DealTitles titles,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.leads = leads;
        this.deals = deals;
        this.consents = consents;
        this.audit = audit;
        this.titles = titles;
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
                .flatMap(tenant -> person(tenant, wish.name(), wish.email(), wish.phone())
                        .flatMap(person -> capture(principal, tenant, person, wish)));
    }

    private Mono<LeadCaptured> capture(Principal principal, Tenant tenant, PersonDetails person, LeadCapture wish) {
        if (!person.errors().isEmpty()) {
            return Mono.just(new LeadCaptured.Invalid(person.errors()));
        }
        List<String> missing = missing(person, wish);
        if (!missing.isEmpty()) {
            return Mono.just(new LeadCaptured.Incomplete(missing));
        }
        return rules.rules(tenant.id()).flatMap(rules -> store(principal, tenant, rules, person, wish));
    }

    /** Off the event loop: the phone library reads each country's numbering plan from a file when it first needs it. */
    private static Mono<PersonDetails> person(
            Tenant tenant, Optional<String> name, Optional<String> email, Optional<String> phone) {
        return Mono.fromCallable(() -> PersonDetails.of(
                        name,
                        email,
                        phone,
                        PersonDetails.regionOf(tenant.contact().phone())))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static List<String> missing(PersonDetails person, LeadCapture wish) {
        List<String> missing = new ArrayList<>();
        if (!person.hasName()) {
            missing.add("name");
        }
        if (person.email().isEmpty() && person.phone().isEmpty()) {
            missing.add("contact");
        }
        if (wish.consent().isEmpty()) {
            missing.add("consent");
        }
        return missing;
    }

    /** Consent is the speaker's own row; everything else is done by the tenant's rules, hence as the system. */
    private Mono<LeadCaptured> store(
            Principal principal, Tenant tenant, SalesRules rules, PersonDetails person, LeadCapture wish) {
        LeadCapture.Consent consent = wish.consent().orElseThrow();
        return transactions.in(
                principal.scope(),
                () -> consents.given(principal, "contact", consent.textVersion(), consent.at())
                        .then(transactions.in(
                                Scope.system(tenant.id()),
                                () -> leads.contact(tenant.id(), Ids.next(), person, wish.company(), wish.language())
                                        .flatMap(contact -> storeWish(tenant, rules, person, wish, contact)))));
    }

    private Mono<LeadCaptured> storeWish(
            Tenant tenant, SalesRules rules, PersonDetails person, LeadCapture wish, UUID contact) {
        LeadFacts facts = facts(person, wish);
        Score score = rules.scoring().score(facts, today(tenant));
        String title = titles.of(tenant, rules, facts);
        return leads.sameWish(tenant.id(), contact, facts, wish.conversation())
                .flatMap(same -> same.here()
                        ? bringUpToDate(tenant, rules, person, wish, contact, same, facts, score, title)
                        : noteWith(tenant, wish, contact, same))
                .switchIfEmpty(Mono.defer(() -> open(tenant, rules, person, wish, contact, facts, score, title)));
    }

    private Mono<LeadCaptured> open(
            Tenant tenant,
            SalesRules rules,
            PersonDetails person,
            LeadCapture wish,
            UUID contact,
            LeadFacts facts,
            Score score,
            String title) {
        UUID lead = Ids.next();
        UUID deal = Ids.next();
        return leads.insert(tenant.id(), row(lead, contact, tenant, person, wish, facts, score))
                .then(deals.insert(
                        tenant.id(),
                        new DealStore.NewDeal(
                                deal,
                                title,
                                contact,
                                lead,
                                wish.budget().orElse(rules.defaultDealValue()),
                                tenant.currency().getCode(),
                                rules.firstStage(),
                                wish.eventDate(),
                                wish.conversation())))
                .then(deals.log(tenant.id(), activity(wish, title, contact, lead, deal)))
                .then(audit.append(new Audit.Entry("chat", "lead.captured", lead.toString())
                        .after("{\"score\":" + score.total() + "}")))
                .thenReturn(new LeadCaptured.Stored(lead, deal, title, true));
    }

    private Mono<LeadCaptured> bringUpToDate(
            Tenant tenant,
            SalesRules rules,
            PersonDetails person,
            LeadCapture wish,
            UUID contact,
            LeadStore.SameWish same,
            LeadFacts facts,
            Score score,
            String title) {
        return leads.find(tenant.id(), same.lead())
                .map(known -> rules.scoring().score(merged(known.facts(), facts), today(tenant)))
                .defaultIfEmpty(score)
                .flatMap(now -> leads.update(tenant.id(), row(same.lead(), contact, tenant, person, wish, facts, now)))
                .then(deals.update(
                        tenant.id(),
                        same.deal(),
                        title,
                        wish.budget(),
                        rules.firstStage().key()))
                .then(audit.append(
                        new Audit.Entry("chat", "lead.updated", same.lead().toString())))
                .thenReturn(new LeadCaptured.Stored(same.lead(), same.deal(), title, false));
    }

    private Mono<LeadCaptured> noteWith(Tenant tenant, LeadCapture wish, UUID contact, LeadStore.SameWish same) {
        return deals.log(tenant.id(), activity(wish, same.title(), contact, same.lead(), same.deal()))
                .thenReturn(new LeadCaptured.Stored(same.lead(), same.deal(), same.title(), false));
    }

    private static DealStore.NewActivity activity(LeadCapture wish, String title, UUID contact, UUID lead, UUID deal) {
        return new DealStore.NewActivity(
                "conversation", title, wish.notes().orElse(""), contact, lead, deal, wish.conversation(), null, true);
    }

    private static LeadFacts facts(PersonDetails person, LeadCapture wish) {
        return new LeadFacts(
                Optional.of(person.fullName()),
                person.email(),
                person.phone(),
                wish.company(),
                wish.budget(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                wish.occasion(),
                wish.eventDate());
    }

    private static LeadFacts merged(LeadFacts known, LeadFacts now) {
        return new LeadFacts(
                now.name().or(known::name),
                now.email().or(known::email),
                now.phone().or(known::phone),
                now.company().or(known::company),
                now.budget().or(known::budget),
                now.companySize().or(known::companySize),
                now.industry().or(known::industry),
                now.urgency().or(known::urgency),
                now.occasion().or(known::occasion),
                now.eventDate().or(known::eventDate));
    }

    private static LeadStore.NewRow row(
            UUID lead,
            UUID contact,
            Tenant tenant,
            PersonDetails person,
            LeadCapture wish,
            LeadFacts facts,
            Score score) {
        return new LeadStore.NewRow(
                lead,
                contact,
                person,
                facts,
                tenant.currency().getCode(),
                "chat",
                wish.notes().orElse(""),
                wish.wish(),
                wish.language(),
                wish.conversation(),
                score);
    }

    /** A lead that staff or another program enter. Fails with a problem that names each field that cannot be right. */
    public Mono<Lead> create(Principal.Staff staff, NewLead entered) {
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> person(
                                tenant,
                                entered.name(),
                                Optional.ofNullable(entered.email()),
                                Optional.ofNullable(entered.phone()))
                        .flatMap(person -> rules.rules(tenant.id())
                                .flatMap(rules -> create(staff, tenant, rules, person, entered))));
    }

    private Mono<Lead> create(
            Principal.Staff staff, Tenant tenant, SalesRules rules, PersonDetails person, NewLead entered) {
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
        UUID lead = Ids.next();
        return transactions.in(
                staff.scope(),
                () -> leads.contact(tenant.id(), Ids.next(), person, facts.company(), tenant.language())
                        .flatMap(contact -> leads.insert(
                                        tenant.id(),
                                        new LeadStore.NewRow(
                                                lead,
                                                contact,
                                                person,
                                                facts,
                                                tenant.currency().getCode(),
                                                Optional.ofNullable(entered.source())
                                                        .orElse("api"),
                                                Optional.ofNullable(entered.notes())
                                                        .orElse(""),
                                                List.of(),
                                                tenant.language(),
                                                null,
                                                score))
                                .then(audit.append(new Audit.Entry("api", "lead.created", lead.toString())))
                                .then(leads.find(tenant.id(), lead)))
                        .map(stored -> stored.scored(score)));
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
                        staff.scope(), () -> deals.ofLead(tenant, id, HISTORY).collectList()))
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
