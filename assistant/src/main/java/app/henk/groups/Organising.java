package app.henk.groups;

import app.henk.crm.Contacts;
import app.henk.crm.GroupDeals;
import app.henk.crm.LeadCaptured;
import app.henk.groups.GroupStore.NewParty;
import app.henk.groups.GroupStore.Party;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What the organiser of a group does: begin it, change it, give its link away and take the link back. */
@Service
public class Organising {

    private static final int SMALLEST = 2;
    private static final int LARGEST = 200;
    private static final int LONGEST_NAME = 120;

    private final TenantTransactions transactions;
    private final GroupStore store;
    private final Groups groups;
    private final GroupRulesStore rules;
    private final GroupLinks links;
    private final InvitationMail mail;
    private final Contacts contacts;
    private final GroupDeals deals;
    private final Tenants tenants;
    private final Audit audit;
    private final Clock clock;

    Organising(
            TenantTransactions transactions,
            GroupStore store,
            Groups groups,
            GroupRulesStore rules,
            GroupLinks links,
            InvitationMail mail,
            Contacts contacts,
            GroupDeals deals,
            Tenants tenants,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.groups = groups;
        this.rules = rules;
        this.links = links;
        this.mail = mail;
        this.contacts = contacts;
        this.deals = deals;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins a group, or brings the one of this name up to date. The organiser becomes a lead with one deal for all,
     * which needs a name, a way to be reached, and the organiser's own agreement; and gets the link by mail, to be
     * passed on.
     */
    public Mono<GroupStarted> start(Principal who, GroupStart told) {
        if (who instanceof Principal.Staff) {
            return Mono.error(Problem.forbidden("Staff cannot begin a group in a customer's place."));
        }
        return Mono.zip(tenants.tenant(who.tenant()), rules.rules(who.tenant()), begun(who, told))
                .flatMap(known -> {
                    LocalDate today = LocalDate.now(clock.withZone(known.getT1().zone()));
                    List<String> wrong = wrong(told, known.getT3(), today);
                    return wrong.isEmpty()
                            ? start(who, known.getT1(), known.getT2(), told, today)
                            : Mono.just(new GroupStarted.Invalid(wrong));
                });
    }

    /** The group of this name, as it is so far. */
    private Mono<Optional<Party>> begun(Principal who, GroupStart told) {
        return transactions
                .in(who.scope(), () -> store.named(who.tenant(), told.conversation(), told.name()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static List<String> wrong(GroupStart told, Optional<Party> begun, LocalDate today) {
        List<String> wrong = new ArrayList<>();
        if (told.name().isBlank() || told.name().length() > LONGEST_NAME) {
            wrong.add("name");
        }
        if (told.size().filter(size -> size < SMALLEST || size > LARGEST).isPresent()) {
            wrong.add("size");
        }
        if (told.date().filter(today::isAfter).isPresent()) {
            wrong.add("date_past");
        }
        if (told.deadline().filter(today::isAfter).isPresent()) {
            wrong.add("deadline_past");
        }
        if (isLate(told, begun)) {
            wrong.add("deadline_after");
        }
        return wrong;
    }

    /** Whether the deadline lies behind the day when one of them is told anew; the other may have been told before. */
    private static boolean isLate(GroupStart told, Optional<Party> begun) {
        if (told.date().isEmpty() && told.deadline().isEmpty()) {
            return false;
        }
        Optional<LocalDate> deadline =
                told.deadline().or(() -> begun.filter(Party::deadlineTold).flatMap(Party::deadline));
        return told.date()
                .or(() -> begun.flatMap(Party::date))
                .filter(day -> deadline.filter(day::isBefore).isPresent())
                .isPresent();
    }

    private Mono<GroupStarted> start(Principal who, Tenant tenant, GroupRules rules, GroupStart told, LocalDate today) {
        return deals.ofConversation(tenant.id(), told.conversation())
                .flatMap(known -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> save(tenant, rules, told, known, today)
                                .delayUntil(
                                        saved -> deals.ofGroup(tenant.id(), saved.deal(), saved.name(), saved.size()))))
                .flatMap(saved -> started(who, rules, saved))
                .switchIfEmpty(Mono.defer(() -> contacts.read(who, tenant, told.organiser())
                        .flatMap(reading -> begin(who, tenant, rules, told, reading, today))));
    }

    private Mono<GroupStarted> begin(
            Principal who,
            Tenant tenant,
            GroupRules rules,
            GroupStart told,
            Contacts.Reading reading,
            LocalDate today) {
        return switch (reading) {
            case Contacts.Incomplete incomplete -> Mono.just(new GroupStarted.Incomplete(incomplete.missing()));
            case Contacts.Invalid invalid ->
                Mono.just(new GroupStarted.Invalid(invalid.errors().stream()
                        .map(LeadCaptured.FieldError::reason)
                        .toList()));
            case Contacts.Complete complete ->
                transactions
                        .in(
                                who.scope(),
                                () -> deals.open(who, tenant, complete, told.organiser(), wish(told))
                                        .flatMap(known -> save(tenant, rules, told, known, today)))
                        .flatMap(saved -> started(who, rules, saved));
        };
    }

    private static GroupDeals.Wish wish(GroupStart told) {
        return new GroupDeals.Wish(
                told.conversation(),
                told.name(),
                told.kind().equals("wedding") ? "wedding" : "business",
                told.date(),
                told.size().orElse(SMALLEST));
    }

    /** In a transaction of the system: the conversation is the speaker's own, whose rights were asked before. */
    private Mono<Party> save(
            Tenant tenant, GroupRules rules, GroupStart told, GroupDeals.Known known, LocalDate today) {
        var party = new NewParty(
                Ids.next(),
                told,
                rules.deadline(told.date(), today),
                known.name(),
                known.lead(),
                known.deal(),
                links.fresh(),
                rules.linkLasts(tenant.zone()));
        return store.save(tenant.id(), party)
                .delayUntil(saved -> audit.append(new Audit.Entry(
                        "chat",
                        saved.fresh() ? "group.started" : "group.changed",
                        saved.id().toString())));
    }

    private Mono<GroupStarted> started(Principal who, GroupRules rules, Party saved) {
        return (saved.fresh() ? mail.begun(who, saved) : Mono.<Void>empty())
                .then(groups.progress(who, saved, rules))
                .map(group -> new GroupStarted.Started(group, saved.fresh()));
    }

    /** Lets nobody in by the old link any more. */
    public Mono<GroupProgress> revokeLink(Principal who, UUID id) {
        return transactions
                .in(
                        who.scope(),
                        () -> store.revokeLink(who.tenant(), id)
                                .delayUntil(party ->
                                        audit.append(new Audit.Entry("api", "group.link_revoked", id.toString()))))
                .switchIfEmpty(Mono.error(Problem.notFound("group")))
                .flatMap(party -> groups.progress(who, party));
    }

    /** A new link in place of the old one; the organiser gets it by mail as well. */
    public Mono<GroupProgress> renewLink(Principal who, UUID id) {
        return Mono.zip(
                        tenants.tenant(who.tenant()),
                        rules.rules(who.tenant()),
                        (tenant, known) -> known.linkLasts(tenant.zone()))
                .flatMap(lasts -> transactions.in(
                        who.scope(),
                        () -> store.renewLink(who.tenant(), id, links.fresh(), lasts)
                                .delayUntil(party ->
                                        audit.append(new Audit.Entry("api", "group.link_renewed", id.toString())))))
                .switchIfEmpty(Mono.error(Problem.notFound("group")))
                .delayUntil(party -> mail.renewed(who.tenant(), party))
                .flatMap(party -> groups.progress(who, party));
    }
}
