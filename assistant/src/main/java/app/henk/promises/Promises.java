package app.henk.promises;

import app.henk.crm.KnownPeople;
import app.henk.crm.KnownPerson;
import app.henk.identity.Audit;
import app.henk.identity.Consents;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Promises as those see them to whom they are made. */
@Service
public class Promises {

    private static final int MOST = 50;
    private static final int LONGEST_ABOUT = 300;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final PromiseStore store;
    private final DueDays dueDays;
    private final KnownPeople people;
    private final InvitedGuests guests;
    private final Consents consents;
    private final MailConsents mailConsents;
    private final Audit audit;
    private final PromiseWords words;
    private final PromiseCounts counts;

    Promises(
            TenantTransactions transactions,
            Tenants tenants,
            PromiseStore store,
            DueDays dueDays,
            KnownPeople people,
            InvitedGuests guests,
            Consents consents,
            MailConsents mailConsents,
            Audit audit,
            PromiseWords words,
            PromiseCounts counts) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.store = store;
        this.dueDays = dueDays;
        this.people = people;
        this.guests = guests;
        this.consents = consents;
        this.mailConsents = mailConsents;
        this.audit = audit;
        this.words = words;
        this.counts = counts;
    }

    /** The speaker's open promises, those that are due first in front; at most fifty. Nothing for staff. */
    public Mono<List<Promise>> of(Principal who) {
        return seen(who, true);
    }

    /** The speaker's promises, the open ones first, then those that were kept or withdrawn; at most fifty. */
    public Mono<List<Promise>> all(Principal who) {
        return seen(who, false);
    }

    private Mono<List<Promise>> seen(Principal who, boolean openAlone) {
        return who instanceof Principal.Staff
                ? Mono.just(List.of())
                : transactions.in(
                        who.scope(),
                        () -> store.seen(who.tenant(), openAlone, MOST)
                                .map(Promise::asSeenByPerson)
                                .collectList());
    }

    /**
     * The assistant promises something to whom it speaks with. The day follows from the tenant's rules. Once in a
     * conversation for each kind, as long as it is open: asked for again, it only takes up what else it is about.
     *
     * <p>Who is promised something to be sent must be known from the wish that was told in this conversation, with
     * consent, by the account, or as a guest of a group who agreed; asking for it is agreeing to mail about it.
     *
     * @param told whether an address or a number is the person's own word
     */
    public Mono<Promised> make(
            Principal who,
            UUID conversation,
            PromiseKind kind,
            String about,
            String language,
            UUID message,
            Predicate<String> told) {
        if (who instanceof Principal.Staff) {
            return Mono.error(Problem.forbidden("The assistant promises nothing to colleagues."));
        }
        if (kind == PromiseKind.OTHER) {
            return Mono.error(Problem.badRequest("unknown-promise", "Only what the house has a day for is promised."));
        }
        return whom(who, conversation, told).flatMap(found -> {
            List<String> missing = missing(found, kind);
            return missing.isEmpty()
                    ? make(who, kind, about, language, found, message)
                    : Mono.just(new Promised.Incomplete(missing));
        });
    }

    /** @param agreed to being kept and contacted */
    private record Whom(Optional<KnownPerson> person, PromiseStore.To to, boolean agreed) {}

    private Mono<Whom> whom(Principal who, UUID conversation, Predicate<String> ownWord) {
        Scope system = Scope.system(who.tenant());
        Mono<Optional<KnownPerson>> told = transactions
                .in(
                        system,
                        () -> people.ofConversation(who.tenant(), conversation)
                                .switchIfEmpty(Mono.defer(() ->
                                        people.metIn(who.tenant(), conversation).map(met -> met.reachedBy(ownWord)))))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        return switch (who) {
            case Principal.Customer customer ->
                told.flatMap(known -> known.isPresent()
                                ? Mono.just(known)
                                : transactions
                                        .in(system, () -> people.ofAccount(who.tenant(), customer.user()))
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty()))
                        .zipWith(consents.isOpen(who, "contact"))
                        .map(both -> new Whom(
                                both.getT1(),
                                toCustomer(customer, both.getT1(), conversation),
                                // an account is known by having been made, until its owner wants no contact
                                both.getT2()
                                        || !both.getT1()
                                                .map(KnownPerson::blocked)
                                                .orElse(false)));
            default ->
                Mono.zip(told, consents.isOpen(who, "contact"))
                        .flatMap(both -> both.getT1().isPresent()
                                ? Mono.just(new Whom(both.getT1(), toVisitor(both.getT1(), conversation), both.getT2()))
                                : guest(who, conversation)
                                        .defaultIfEmpty(new Whom(
                                                Optional.empty(),
                                                toVisitor(Optional.empty(), conversation),
                                                both.getT2())));
        };
    }

    private Mono<Whom> guest(Principal who, UUID conversation) {
        return transactions
                .in(Scope.system(who.tenant()), () -> guests.ofConversation(who.tenant(), conversation))
                .map(guest -> new Whom(
                        Optional.empty(),
                        new PromiseStore.To(
                                guest.name(),
                                guest.email(),
                                guest.phone(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(guest.deal()),
                                Optional.of(conversation),
                                Optional.empty()),
                        guest.agreed()));
    }

    /** An account's own address counts more than one that was typed. */
    private static PromiseStore.To toCustomer(
            Principal.Customer customer, Optional<KnownPerson> known, UUID conversation) {
        return to(
                customer.name(),
                Optional.of(customer.email()),
                known,
                Optional.of(conversation),
                Optional.of(customer.user()));
    }

    private static PromiseStore.To toVisitor(Optional<KnownPerson> known, UUID conversation) {
        return to(
                known.map(KnownPerson::name).orElse(""),
                known.flatMap(KnownPerson::email),
                known,
                Optional.of(conversation),
                Optional.empty());
    }

    static PromiseStore.To to(
            String name,
            Optional<String> email,
            Optional<KnownPerson> known,
            Optional<UUID> conversation,
            Optional<UUID> account) {
        return new PromiseStore.To(
                name,
                email,
                known.flatMap(KnownPerson::phone),
                known.map(KnownPerson::contact),
                known.flatMap(KnownPerson::lead),
                known.flatMap(KnownPerson::deal),
                conversation,
                account);
    }

    private static List<String> missing(Whom found, PromiseKind kind) {
        List<String> missing = new ArrayList<>();
        if (found.to().name().isBlank()) {
            missing.add("name");
        }
        Optional<String> way =
                kind == PromiseKind.CALLBACK ? found.to().phone() : found.to().email();
        if (way.isEmpty()) {
            missing.add(kind.reachedBy());
        }
        if (!found.agreed()) {
            missing.add("consent");
        }
        return List.copyOf(missing);
    }

    /** Agreeing is the speaker's own row; the promise is the tenant's. */
    private Mono<Promised> make(
            Principal who, PromiseKind kind, String about, String language, Whom found, UUID message) {
        String plain = about.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String kept = plain.substring(0, Math.min(plain.length(), LONGEST_ABOUT));
        return tenants.tenant(who.tenant())
                .flatMap(tenant -> dueDays.of(tenant, kind)
                        .flatMap(term -> transactions.in(
                                who.scope(),
                                () -> Mono.justOrEmpty(found.to().email())
                                        .flatMap(email -> mailConsents.agree(who, email, MailPurpose.ANSWER))
                                        .then(transactions.in(
                                                Scope.system(who.tenant()),
                                                () -> store.once(
                                                                who.tenant(),
                                                                Ids.next(),
                                                                new PromiseStore.New(
                                                                        kind,
                                                                        kept,
                                                                        null,
                                                                        found.to(),
                                                                        language,
                                                                        term,
                                                                        null))
                                                        .delayUntil(made -> noted(
                                                                who, found, made, tenant.language(), message)))))))
                .doOnNext(made -> {
                    if (made.fresh()) {
                        counts.count("made", made.promise());
                    }
                })
                .cast(Promised.class);
    }

    private Mono<Void> noted(Principal who, Whom found, Promised.Made made, String language, UUID message) {
        if (!made.fresh()) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(found.person())
                .flatMap(person -> people.note(who, person, words.noted("made", made.promise(), language), ""))
                .then(audit.append(new Audit.Entry(
                                "chat", "promise.made", made.promise().id().toString())
                        .message(message)));
    }
}
