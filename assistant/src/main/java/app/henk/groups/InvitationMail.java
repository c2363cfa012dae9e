package app.henk.groups;

import app.henk.crm.KnownPeople;
import app.henk.crm.KnownPerson;
import app.henk.groups.GroupStore.Party;
import app.henk.identity.Principal;
import app.henk.mail.Mail;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.mail.Outbox;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends the invitation to the organiser, who passes it on: those who are to come have agreed to no mail yet, and get
 * none from here.
 */
@Component
class InvitationMail {

    private final TenantTransactions transactions;
    private final KnownPeople people;
    private final MailConsents consents;
    private final Outbox outbox;
    private final GroupLinks links;

    InvitationMail(
            TenantTransactions transactions,
            KnownPeople people,
            MailConsents consents,
            Outbox outbox,
            GroupLinks links) {
        this.transactions = transactions;
        this.people = people;
        this.consents = consents;
        this.outbox = outbox;
        this.links = links;
    }

    /** Whoever begins a group and leaves an address agrees to mail about it. */
    Mono<Void> begun(Principal who, Party party) {
        return address(who.tenant(), party)
                .delayUntil(
                        address -> transactions.in(who.scope(), () -> consents.agree(who, address, MailPurpose.GROUP)))
                .flatMap(address -> send(who.tenant(), party, address));
    }

    Mono<Void> renewed(TenantId tenant, Party party) {
        return address(tenant, party).flatMap(address -> send(tenant, party, address));
    }

    private Mono<String> address(TenantId tenant, Party party) {
        return transactions
                .in(Scope.system(tenant), () -> people.ofConversation(tenant, party.organiser()))
                .map(KnownPerson::email)
                .flatMap(Mono::justOrEmpty);
    }

    /** Its key makes it one mail for each link. */
    private Mono<Void> send(TenantId tenant, Party party, String address) {
        Map<String, Object> values = new HashMap<>();
        values.put("group", party.name());
        values.put("organiser", party.organiserName());
        values.put("name", party.organiserName());
        values.put("link", links.of(party.key()));
        party.date().ifPresent(day -> values.put("date", day));
        party.deadline().ifPresent(day -> values.put("deadline", day));
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> outbox.post(new Mail(
                                "group-invitation:" + party.id() + ":"
                                        + party.until().toEpochMilli(),
                                address,
                                "group-invitation",
                                party.language(),
                                values)))
                .then();
    }
}
