package app.henk.promises;

import app.henk.crm.KnownPeople;
import app.henk.crm.KnownPerson;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.NamedDays;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import app.henk.promises.PromiseFigures.Summary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Promises as those see them who have to keep them. */
@Service
public class GivenPromises {

    private static final int LONGEST_ABOUT = 300;
    private static final int LONGEST_NOTE = 1000;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final PromiseStore store;
    private final PromiseFigures figures;
    private final DueDays dueDays;
    private final KnownPeople people;
    private final PromiseMail mail;
    private final Audit audit;
    private final PromiseWords words;
    private final PromiseCounts counts;
    private final Clock clock;

    GivenPromises(
            TenantTransactions transactions,
            Tenants tenants,
            PromiseStore store,
            PromiseFigures figures,
            DueDays dueDays,
            KnownPeople people,
            PromiseMail mail,
            Audit audit,
            PromiseWords words,
            PromiseCounts counts,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.store = store;
        this.figures = figures;
        this.dueDays = dueDays;
        this.people = people;
        this.mail = mail;
        this.audit = audit;
        this.words = words;
        this.counts = counts;
        this.clock = clock;
    }

    /** @param next what to pass as {@code after} for the page behind this one */
    public record Page(List<Promise> promises, Optional<String> next) {}

    /**
     * All open promises by the day they are due.
     *
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page> open(Principal.Staff staff, Optional<String> after, int limit) {
        Optional<Cursor> from = after.map(Cursor::read);
        return transactions
                .in(
                        staff.scope(),
                        () -> store.open(
                                        staff.tenant(),
                                        from.map(Cursor::due).orElse(null),
                                        from.map(Cursor::id).orElse(null),
                                        limit + 1)
                                .collectList())
                .map(found -> {
                    boolean more = found.size() > limit;
                    List<Promise> page = more ? found.subList(0, limit) : found;
                    return new Page(page, more ? Optional.of(Cursor.write(page.getLast())) : Optional.empty());
                });
    }

    private record Cursor(LocalDate due, UUID id) {

        static String write(Promise last) {
            return last.due() + "_" + last.id();
        }

        static Cursor read(String after) {
            try {
                return new Cursor(NamedDays.day(after.substring(0, 10)), UUID.fromString(after.substring(11)));
            } catch (RuntimeException broken) {
                throw Problem.badRequest(
                        "wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
            }
        }
    }

    /**
     * Keeps what a colleague has promised, for a contact or the contact of a deal. The same request again is the same
     * promise. Fails with a problem for a day that is over or more than a year away, for nobody known, and for somebody
     * who does not want to be contacted any more.
     *
     * @param channel by which the colleague said so: api, chat
     */
    public Mono<Promise> give(Principal.Staff staff, NewPromise given, String channel) {
        return tenants.tenant(staff.tenant()).flatMap(tenant -> {
            LocalDate today = dueDays.today(tenant);
            if (given.due().isBefore(today) || given.due().isAfter(today.plusYears(1))) {
                return Mono.error(Problem.badRequest(
                        "wrong-due-day",
                        "A promise is due today or later, and within a year: " + today + " is today."));
            }
            if (given.kind() == PromiseKind.OTHER && given.about().isBlank()) {
                return Mono.error(Problem.badRequest("nothing-promised", "Say in 'about' what was promised."));
            }
            return dueDays.until(tenant, given.due())
                    .flatMap(term -> transactions.in(staff.scope(), () -> keep(staff, tenant, given, term, channel)));
        });
    }

    private Mono<Promise> keep(
            Principal.Staff staff, Tenant tenant, NewPromise given, DueDays.Term term, String channel) {
        return person(staff, given)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("contact or deal")))
                .filter(person -> !person.blocked())
                .switchIfEmpty(Mono.error(() -> Problem.conflict(
                        "contact-blocked",
                        "This person does not want to be contacted any more: a promise could not be kept. Whoever agrees"
                                + " anew in a conversation can be promised something again.")))
                .flatMap(person -> store.insert(staff.tenant(), Ids.next(), row(staff, tenant, given, term, person))
                        .delayUntil(promise ->
                                people.note(staff, person, words.noted("made", promise, tenant.language()), ""))
                        .delayUntil(promise -> audited("made", promise, channel))
                        .doOnNext(promise -> counts.count("made", promise)))
                .switchIfEmpty(Mono.defer(
                        () -> store.byRequest(staff.tenant(), given.request().orElse(""))));
    }

    private Mono<KnownPerson> person(Principal.Staff staff, NewPromise given) {
        return given.id()
                .map(id -> people.ofId(staff.tenant(), id))
                .orElseGet(() -> people.ofEmail(staff.tenant(), given.to()));
    }

    private static PromiseStore.New row(
            Principal.Staff staff, Tenant tenant, NewPromise given, DueDays.Term term, KnownPerson person) {
        String about = given.about().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return new PromiseStore.New(
                given.kind(),
                about.substring(0, Math.min(about.length(), LONGEST_ABOUT)),
                staff.user(),
                Promises.to(
                        person.name(), person.email(), Optional.of(person), person.conversation(), person.account()),
                person.language().filter(tenant.languages()::contains).orElse(tenant.language()),
                term,
                given.request().orElse(null));
    }

    /**
     * Closes an open promise: kept, or withdrawn. Whom it was made to hears that it was kept, if they agreed to mail.
     *
     * @param version of the promise as it was seen; a conflict when somebody was quicker
     * @param note for whom it was made to
     */
    public Mono<Promise> close(Principal.Staff staff, UUID id, int version, boolean kept, String note, String channel) {
        String state = kept ? "kept" : "withdrawn";
        String plain = note.strip();
        String said = plain.substring(0, Math.min(plain.length(), LONGEST_NOTE));
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> transactions
                        .in(
                                staff.scope(),
                                () -> store.close(
                                                staff.tenant(),
                                                id,
                                                version,
                                                state,
                                                said,
                                                staff.user(),
                                                dueDays.today(tenant),
                                                clock.instant())
                                        .switchIfEmpty(refused(staff, id))
                                        .delayUntil(promise -> noted(staff, promise, state, tenant.language()))
                                        .delayUntil(promise -> kept ? mail.kept(promise) : Mono.empty())
                                        .delayUntil(promise -> audited(state, promise, channel)))
                        .doOnNext(promise -> counts.count(state, promise)));
    }

    /** How many became what, of those made since a day. */
    public Mono<Summary> summary(Principal.Staff staff, Optional<LocalDate> since) {
        return transactions.in(staff.scope(), () -> figures.since(staff.tenant(), since));
    }

    private Mono<Promise> refused(Principal.Staff staff, UUID id) {
        return Mono.defer(() -> store.find(staff.tenant(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("promise")))
                .flatMap(now -> Mono.error(
                        now.isOpen()
                                ? Problem.conflict(
                                                "changed-meanwhile",
                                                "Somebody changed this promise. Read it again and decide.")
                                        .with("version", now.version())
                                : Problem.conflict("promise-closed", "This promise is " + now.state() + " already.")
                                        .with("version", now.version())));
    }

    private Mono<Void> noted(Principal.Staff staff, Promise promise, String state, String language) {
        return Mono.justOrEmpty(promise.contact())
                .flatMap(contact -> people.note(
                        staff,
                        new KnownPerson(
                                contact,
                                promise.lead(),
                                promise.deal(),
                                promise.name(),
                                promise.email(),
                                promise.phone(),
                                Optional.of(promise.language()),
                                promise.conversation(),
                                Optional.empty(),
                                false),
                        words.noted(state, promise, language),
                        promise.note()));
    }

    private Mono<Void> audited(String what, Promise promise, String channel) {
        return audit.append(
                new Audit.Entry(channel, "promise." + what, promise.id().toString())
                        .after("{\"version\":" + promise.version() + "}"));
    }
}
