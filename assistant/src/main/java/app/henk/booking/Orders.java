package app.henk.booking;

import app.henk.crm.Contact;
import app.henk.crm.Contacts;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.mail.Mail;
import app.henk.mail.Outbox;
import app.henk.platform.FieldErrors;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Orders: how far each is, and for when it is promised. */
@Service
public class Orders {

    private static final int LONGEST_PROMISE_YEARS = 3;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final BookingRulesStore rules;
    private final OrderStore orders;
    private final Contacts contacts;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Orders(
            TenantTransactions transactions,
            Tenants tenants,
            BookingRulesStore rules,
            OrderStore orders,
            Contacts contacts,
            Outbox outbox,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.orders = orders;
        this.contacts = contacts;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** The steps of an order in their order: key and name. */
    public Mono<List<StepName>> steps(TenantId tenant, String language) {
        return rules.rules(tenant)
                .map(known -> known.steps().stream()
                        .map(step -> new StepName(step.key(), step.name(language)))
                        .toList());
    }

    public record StepName(String key, String name) {}

    /** The speaker's own orders, the newest first. Nobody but customers has any: a visitor has not proved who it is. */
    public Mono<List<Order>> own(Principal who, int most) {
        return who instanceof Principal.Customer customer
                ? of(who, customer.user(), Optional.empty(), most)
                : Mono.just(List.of());
    }

    /** Of an account or a contact, for that customer and for staff; not found for anybody else. */
    public Mono<List<Order>> of(Principal who, UUID customer, Optional<UUID> after, int most) {
        boolean may = who instanceof Principal.Staff
                || who instanceof Principal.Customer own && own.user().equals(customer);
        return may
                ? transactions.in(
                        who.scope(),
                        () -> orders.of(who.tenant(), customer, after, most).collectList())
                : Mono.error(Problem.notFound("customer"));
    }

    public Mono<Order> find(Principal who, UUID id) {
        return transactions
                .in(who.scope(), () -> orders.find(who.tenant(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("order")));
    }

    /**
     * Delays that the customer has not heard of. Whoever gets them tells them: they are given out once, to one caller.
     */
    public Mono<List<Delay>> untold(Principal who) {
        return who instanceof Principal.Customer customer
                ? transactions.in(
                        Scope.system(who.tenant()),
                        () -> orders.tell(who.tenant(), customer.user())
                                .map(untold ->
                                        new Delay(untold.title(), untold.number(), untold.before(), untold.after()))
                                .collectList())
                : Mono.just(List.of());
    }

    /** @param before the day that was told last */
    public record Delay(String title, String number, LocalDate before, LocalDate after) {}

    /** @param customer a contact, or the account of one */
    public Mono<Order> create(Principal.Staff staff, NewOrder entered) {
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()), House::new)
                .flatMap(house -> transactions.in(
                        staff.scope(),
                        () -> contacts.find(staff.tenant(), entered.customer())
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("customer")))
                                .map(contact -> order(house, entered, contact))
                                .flatMap(order -> orders.insert(staff.tenant(), order)
                                        .flatMap(kept -> kept
                                                ? Mono.just(order)
                                                : Mono.error(Problem.conflict(
                                                        "order-number-taken",
                                                        "There is an order with this number already."))))
                                .flatMap(order ->
                                        noted(order, "order.created").then(orders.find(staff.tenant(), order.id())))));
    }

    private Order order(House house, NewOrder entered, Contact contact) {
        LocalDate today = today(house.tenant());
        LocalDate ordered = entered.orderedOn().orElse(today);
        requirePromise(entered.promised(), ordered);
        String step = entered.step().orElse(house.rules().steps().getFirst().key());
        requireStep(house.rules(), step);
        return new Order(
                Ids.next(),
                entered.number(),
                contact.id(),
                contact.account(),
                entered.title(),
                step,
                clock.instant(),
                ordered,
                entered.promised(),
                Optional.empty(),
                house.tenant().currency().getCode(),
                contact.language().orElse(house.tenant().language()),
                1,
                entered.lines(),
                List.of());
    }

    /**
     * Brings an order further or promises another day. A later day is told to the customer: by mail, and in the next
     * answer.
     */
    public Mono<Order> change(Principal.Staff staff, UUID id, OrderChange change) {
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()), House::new)
                .flatMap(house -> transactions.in(
                        staff.scope(),
                        () -> orders.find(staff.tenant(), id)
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("order")))
                                .flatMap(known -> change(staff, house, known, change))));
    }

    private Mono<Order> change(Principal.Staff staff, House house, Order known, OrderChange change) {
        TenantId tenant = staff.tenant();
        String step = change.step().orElse(known.step());
        LocalDate promised = change.promised().orElse(known.promised());
        requireStep(house.rules(), step);
        requirePromise(promised, known.orderedOn());
        if (known.step().equals(house.rules().steps().getLast().key())) {
            return Mono.error(Problem.conflict("order-finished", "This order has been handed over."));
        }
        return orders.change(tenant, known.id(), change.version(), step, promised)
                .flatMap(done -> done
                        ? Mono.just(true)
                        : Mono.error(Problem.conflict(
                                "version-conflict", "This order has changed meanwhile. Read it again.")))
                .then(
                        step.equals(known.step())
                                ? Mono.empty()
                                : orders.event(
                                        tenant, known.id(), "step", known.step(), step, change.reason(), staff.user()))
                .then(
                        promised.equals(known.promised())
                                ? Mono.empty()
                                : promise(staff, known, promised, change.reason()))
                .then(noted(known, "order.changed"))
                .then(orders.find(tenant, known.id()));
    }

    private Mono<Void> promise(Principal.Staff staff, Order known, LocalDate promised, String reason) {
        TenantId tenant = staff.tenant();
        Mono<Void> written = orders.event(
                tenant, known.id(), "promised", known.promised().toString(), promised.toString(), reason, staff.user());
        return promised.isAfter(known.promised())
                ? written.then(orders.delay(tenant, known.id(), known.promised(), promised))
                        .then(mail(tenant, known, promised, reason))
                : written.then(orders.catchUp(tenant, known.id(), promised));
    }

    private Mono<Void> mail(TenantId tenant, Order known, LocalDate promised, String reason) {
        return contacts.find(tenant, known.contact())
                .flatMap(contact -> Mono.justOrEmpty(contact.email())
                        .flatMap(address -> outbox.post(new Mail(
                                "order-late:" + known.id() + ":" + (known.version() + 1),
                                address,
                                "order-late",
                                known.language(),
                                Map.of(
                                        "order", known.title(),
                                        "promised", known.promised(),
                                        "expected", promised,
                                        "reason", reason,
                                        "name", contact.name())))))
                .then();
    }

    private Mono<Void> noted(Order order, String action) {
        return audit.append(new Audit.Entry("api", action, order.id().toString()));
    }

    private static void requireStep(BookingRules rules, String step) {
        if (rules.step(step).isEmpty()) {
            throw FieldErrors.of(
                    "step",
                    "must be one of "
                            + rules.steps().stream().map(BookingRules.Step::key).toList());
        }
    }

    private static void requirePromise(LocalDate promised, LocalDate ordered) {
        if (promised.isBefore(ordered) || promised.isAfter(ordered.plusYears(LONGEST_PROMISE_YEARS))) {
            throw FieldErrors.of("promised", "must lie after the day of the order, by three years at most");
        }
    }

    private LocalDate today(Tenant tenant) {
        return LocalDate.now(clock.withZone(tenant.zone()));
    }

    /** @param reason told to the customer when the day moves back; may be empty */
    public record OrderChange(int version, Optional<String> step, Optional<LocalDate> promised, String reason) {}

    public record NewOrder(
            UUID customer,
            String number,
            String title,
            LocalDate promised,
            Optional<LocalDate> orderedOn,
            Optional<String> step,
            List<Order.Line> lines) {}
}
