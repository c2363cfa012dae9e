package app.henk.groups;

import app.henk.crm.Contacts;
import app.henk.crm.LeadCaptured;
import app.henk.crm.ToldPerson;
import app.henk.groups.GroupStore.Party;
import app.henk.identity.Consents;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** People who come into a group by its link, and what each of them says of themselves. */
@Service
public class Invitations {

    private final TenantTransactions transactions;
    private final GroupStore groups;
    private final MemberStore members;
    private final MemberConversations conversations;
    private final GroupRulesStore rules;
    private final GroupLinks links;
    private final Contacts contacts;
    private final Consents consents;
    private final MailConsents mail;
    private final Tenants tenants;
    private final Wording wording;
    private final Clock clock;

    Invitations(
            TenantTransactions transactions,
            GroupStore groups,
            MemberStore members,
            MemberConversations conversations,
            GroupRulesStore rules,
            GroupLinks links,
            Contacts contacts,
            Consents consents,
            MailConsents mail,
            Tenants tenants,
            Wording wording,
            Clock clock) {
        this.transactions = transactions;
        this.groups = groups;
        this.members = members;
        this.conversations = conversations;
        this.rules = rules;
        this.links = links;
        this.contacts = contacts;
        this.consents = consents;
        this.mail = mail;
        this.tenants = tenants;
        this.wording = wording;
        this.clock = clock;
    }

    /** @param session the id by which the person's client finds the conversation; the same again for who came before */
    record Joined(UUID conversation, String session, String group) {}

    /**
     * Gives a person a place in the group.
     *
     * @param link or its last part
     * @param before a conversation that the person's client has already, which may be the one in this group
     */
    Mono<Joined> join(String link, Optional<Known> before, Optional<Principal.Customer> account, String language) {
        return Mono.justOrEmpty(links.key(link))
                .flatMap(key -> groups.tenantOf(key)
                        .flatMap(tenant -> tenants.tenant(tenant)
                                .zipWhen(found ->
                                        transactions.in(Scope.system(tenant), () -> groups.byKey(tenant, key)))))
                .switchIfEmpty(Mono.error(() -> refused(HttpStatus.NOT_FOUND, "unknown", language)))
                .flatMap(found -> join(found.getT1(), found.getT2(), before, account, spoken(found.getT1(), language)));
    }

    /** @param key by which the client opens it */
    record Known(UUID conversation, String key) {}

    private Mono<Joined> join(
            Tenant tenant, Party party, Optional<Known> before, Optional<Principal.Customer> account, String language) {
        Optional<Principal.Customer> own = account.filter(who -> who.tenant().equals(tenant.id()));
        // who has a place keeps it, whatever has become of the link
        return already(tenant, party, before)
                .switchIfEmpty(Mono.defer(() -> alreadyAs(tenant, party, own)))
                .switchIfEmpty(Mono.defer(() -> party.isOpen(clock.instant())
                        ? open(tenant, party, own, language)
                        : Mono.error(refused(HttpStatus.GONE, party.revoked() ? "revoked" : "expired", language))));
    }

    private Mono<Joined> already(Tenant tenant, Party party, Optional<Known> before) {
        return Mono.justOrEmpty(before)
                .filterWhen(known -> transactions
                        .in(Scope.system(tenant.id()), () -> members.of(tenant.id(), known.conversation()))
                        .map(member -> member.party().equals(party.id()))
                        .defaultIfEmpty(false))
                .map(known -> new Joined(known.conversation(), known.key(), party.name()));
    }

    /** Whoever signs in on a second device comes back to the same conversation. */
    private Mono<Joined> alreadyAs(Tenant tenant, Party party, Optional<Principal.Customer> account) {
        return Mono.justOrEmpty(account)
                .flatMap(who -> transactions.in(
                        Scope.system(tenant.id()), () -> members.conversationOf(tenant.id(), party.id(), who.user())))
                .map(conversation -> new Joined(conversation, conversations.keyOfAccount(conversation), party.name()));
    }

    private Mono<Joined> open(Tenant tenant, Party party, Optional<Principal.Customer> account, String language) {
        return rules.rules(tenant.id())
                .flatMap(known -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> conversations
                                .open(
                                        tenant,
                                        account,
                                        language,
                                        new MemberConversations.Greeting(
                                                greeting(tenant, party, known, language), known.needed()))
                                .delayUntil(opened -> members.insert(
                                                tenant.id(), Ids.next(), party.id(), opened.conversation(), language)
                                        .filter(room -> room)
                                        .switchIfEmpty(
                                                Mono.error(() -> refused(HttpStatus.CONFLICT, "full", language))))
                                .map(opened -> new Joined(opened.conversation(), opened.key(), party.name()))));
    }

    private String greeting(Tenant tenant, Party party, GroupRules known, String language) {
        String key = known.needed().isEmpty() ? "groups.greeting.plain" : "groups.greeting." + party.kind();
        return wording.say(
                key,
                language,
                Map.of("group", party.name(), "organiser", party.organiserName(), "company", tenant.name()));
    }

    /** What came of what a person of a group said. */
    public sealed interface Told {

        /** @param reachable whether it is known where to write to or to call, told now or before */
        record Kept(String group, boolean reachable) implements Told {}

        /** @param missing field names among name, contact, consent */
        record Incomplete(List<String> missing) implements Told {}

        /** @param errors one for each field that cannot be right */
        record Invalid(List<LeadCaptured.FieldError> errors) implements Told {}
    }

    /**
     * Keeps who somebody in a group is, with that person's own agreement. Empty for a conversation that belongs to no
     * group: then it is about a wish of the person's own.
     */
    public Mono<Told> told(Principal who, UUID conversation, ToldPerson person) {
        return who instanceof Principal.Staff
                ? Mono.empty()
                : transactions
                        .in(who.scope(), () -> members.of(who.tenant(), conversation))
                        .flatMap(member -> tenants.tenant(who.tenant())
                                .flatMap(tenant -> contacts.read(who, tenant, person))
                                .flatMap(reading -> keep(who, conversation, member, person, reading)));
    }

    private Mono<Told> keep(
            Principal who, UUID conversation, MemberStore.Member member, ToldPerson person, Contacts.Reading reading) {
        return switch (reading) {
            // an address is needed only for who wants to be reminded
            case Contacts.Incomplete incomplete
            when incomplete.missing().equals(List.of("contact")) ->
                keep(
                        who,
                        conversation,
                        member,
                        person,
                        new MemberStore.Person(person.name().orElse("").strip(), Optional.empty(), Optional.empty()));
            case Contacts.Incomplete incomplete -> Mono.just(new Told.Incomplete(incomplete.missing()));
            case Contacts.Invalid invalid -> Mono.just(new Told.Invalid(invalid.errors()));
            case Contacts.Complete complete ->
                keep(
                        who,
                        conversation,
                        member,
                        person,
                        new MemberStore.Person(complete.name(), complete.email(), complete.phone()));
        };
    }

    private Mono<Told> keep(
            Principal who, UUID conversation, MemberStore.Member member, ToldPerson told, MemberStore.Person person) {
        if (told.consent().isEmpty()) {
            return Mono.just(new Told.Incomplete(List.of("consent")));
        }
        var consent = told.consent().orElseThrow();
        return transactions
                .in(
                        who.scope(),
                        () -> members.agreed(who.tenant(), conversation, person, consent.textVersion(), consent.at())
                                .delayUntil(kept -> member.agreed()
                                        ? Mono.<Void>empty()
                                        : consents.given(who, "group", consent.textVersion(), consent.at())
                                                .then())
                                .delayUntil(kept -> Mono.justOrEmpty(person.email())
                                        .flatMap(address -> mail.agree(who, address, MailPurpose.GROUP))))
                .flatMap(reachable -> transactions
                        .in(Scope.system(who.tenant()), () -> groups.find(who.tenant(), member.party()))
                        .map(party -> new Told.Kept(party.name(), reachable)));
    }

    private static String spoken(Tenant tenant, String language) {
        return tenant.languages().contains(language) ? language : tenant.language();
    }

    /** In the person's language: whoever followed a link reads it. */
    private Problem refused(HttpStatus status, String why, String language) {
        return new Problem(status, "group-link-" + why, wording.say("groups.link." + why, language));
    }

    /** On which page of the tenant a link leads into the conversation; empty for one that opens nothing. */
    Mono<String> page(String link) {
        return Mono.justOrEmpty(links.key(link))
                .flatMap(groups::tenantOf)
                .flatMap(rules::rules)
                .map(GroupRules::page);
    }
}
