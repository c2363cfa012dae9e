package app.henk.crm;

import app.henk.identity.Consents;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a wish that was told in a conversation becomes a lead, once. */
@Component
class WishIntake {

    private final TenantTransactions transactions;
    private final LeadStore leads;
    private final WishDeals deals;
    private final Consents consents;
    private final Changes changes;
    private final DealTitles titles;
    private final ContactBlock block;
    private final Clock clock;

    WishIntake(
            TenantTransactions transactions,
            LeadStore leads,
            WishDeals deals,
            Consents consents,
            Changes changes,
            DealTitles titles,
            ContactBlock block,
            Clock clock) {
        this.transactions = transactions;
        this.leads = leads;
        this.deals = deals;
        this.consents = consents;
        this.changes = changes;
        this.titles = titles;
        this.block = block;
        this.clock = clock;
    }

    /** See {@link Leads#capture}. */
    Mono<LeadCaptured> take(
            Principal principal, Tenant tenant, SalesRules rules, PersonDetails person, LeadCapture wish) {
        List<LeadCaptured.FieldError> wrong = new ArrayList<>(person.errors());
        wish.eventDate().flatMap(day -> EventDay.wrong(day, today(tenant))).ifPresent(wrong::add);
        if (!wrong.isEmpty()) {
            return Mono.just(new LeadCaptured.Invalid(List.copyOf(wrong)));
        }
        List<String> missing = missing(person, wish);
        if (!missing.isEmpty()) {
            return Mono.just(new LeadCaptured.Incomplete(missing));
        }
        return store(principal, tenant, rules, person, wish);
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
                                () -> changes.within(
                                        tenant.id(),
                                        Door.chat(wish.conversation()),
                                        "lead.captured",
                                        writing -> leads.contact(writing, person, wish.company(), wish.language())
                                                .flatMap(contact ->
                                                        storeWish(writing, tenant, rules, person, wish, contact))))));
    }

    private Mono<LeadCaptured> storeWish(
            Writing writing, Tenant tenant, SalesRules rules, PersonDetails person, LeadCapture wish, UUID contact) {
        LeadFacts facts = facts(person, wish);
        Score score = rules.scoring().score(facts, today(tenant));
        String title = titles.of(tenant, rules, facts);
        return leads.sameWish(tenant.id(), contact, facts, wish.conversation())
                .flatMap(same -> same.here()
                        ? bringUpToDate(writing, tenant, rules, person, wish, contact, same, facts, score, title)
                        : noteWith(writing, wish, contact, same))
                .switchIfEmpty(
                        Mono.defer(() -> open(writing, tenant, rules, person, wish, contact, facts, score, title)));
    }

    private Mono<LeadCaptured> open(
            Writing writing,
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
        return leads.insert(writing, row(lead, contact, tenant, person, wish, facts, score))
                .then(writing.create(
                        Entity.DEAL,
                        deals.ofWish(
                                tenant,
                                rules,
                                new WishDeals.Wish(
                                        deal,
                                        title,
                                        contact,
                                        lead,
                                        wish.budget(),
                                        wish.eventDate(),
                                        wish.conversation()))))
                .then(writing.create(
                        Entity.ACTIVITY,
                        activity(wish, title, contact, lead, deal).fields()))
                .thenReturn(new LeadCaptured.Stored(lead, deal, title, true));
    }

    private Mono<LeadCaptured> bringUpToDate(
            Writing writing,
            Tenant tenant,
            SalesRules rules,
            PersonDetails person,
            LeadCapture wish,
            UUID contact,
            LeadStore.SameWish same,
            LeadFacts facts,
            Score score,
            String title) {
        return leads.find(tenant.id(), same.lead(), false)
                .map(known -> rules.scoring().score(merged(known.facts(), facts), today(tenant)))
                .defaultIfEmpty(score)
                .flatMap(now -> writing.lockAny(Entity.LEAD, same.lead())
                        .flatMap(lead -> leads.update(
                                writing, lead, row(same.lead(), contact, tenant, person, wish, facts, now))))
                .then(deals.bringUpToDate(writing, rules, same.deal(), title, wish.budget(), true))
                .then(block.lift(writing, same.lead(), wish.conversation()))
                .thenReturn(new LeadCaptured.Stored(same.lead(), same.deal(), title, false));
    }

    private static Mono<LeadCaptured> noteWith(
            Writing writing, LeadCapture wish, UUID contact, LeadStore.SameWish same) {
        return writing.create(
                        Entity.ACTIVITY,
                        activity(wish, same.title(), contact, same.lead(), same.deal())
                                .fields())
                .thenReturn(new LeadCaptured.Stored(same.lead(), same.deal(), same.title(), false));
    }

    private static HistoryNote activity(LeadCapture wish, String title, UUID contact, UUID lead, UUID deal) {
        return new HistoryNote(
                "conversation", title, wish.notes().orElse(""), contact, lead, deal, wish.conversation(), null, true);
    }

    private LocalDate today(Tenant tenant) {
        return LocalDate.now(clock.withZone(tenant.zone()));
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
}
