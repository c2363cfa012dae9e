package app.henk.booking;

import app.henk.crm.Contacts;
import app.henk.crm.ToldPerson;
import app.henk.identity.CustomerAccounts;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Gives the demo customer of {@code demo/<slug>/orders.yaml} a past, something in work and an appointment. */
@Component
@Order(120)
class OrderSeed implements TenantSeed {

    /** No house is shut for longer. */
    private static final int LONGEST_HOLIDAYS = 24;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final TenantTransactions transactions;
    private final CustomerAccounts accounts;
    private final Contacts contacts;
    private final OrderStore orders;
    private final Appointments appointments;
    private final MailConsents consents;
    private final Clock clock;

    OrderSeed(
            TenantTransactions transactions,
            CustomerAccounts accounts,
            Contacts contacts,
            OrderStore orders,
            Appointments appointments,
            MailConsents consents,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.contacts = contacts;
        this.orders = orders;
        this.appointments = appointments;
        this.consents = consents;
        this.clock = clock;
    }

    private record Demo(String customer, List<DemoOrder> orders, Coming appointment) {}

    private record Coming(String type, int inDays) {}

    private record DemoOrder(
            String number,
            Map<String, String> title,
            Optional<LocalDate> orderedOn,
            Optional<LocalDate> promised,
            int orderedDaysAgo,
            int promisedInDays,
            String step,
            List<DemoLine> lines) {}

    private record DemoLine(Optional<String> sku, String name, List<String> options, BigDecimal price) {}

    /** Once: what the customer has changed since, or taken back, stays as it is. */
    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        var file = new ClassPathResource(demoFolder + "/orders.yaml");
        if (!file.exists()) {
            return Mono.empty();
        }
        Demo demo = read(file);
        return accounts.byEmail(tenant.id(), demo.customer())
                .filterWhen(customer -> transactions.in(
                        customer.scope(),
                        () -> orders.of(tenant.id(), customer.user(), Optional.empty(), 1)
                                .hasElements()
                                .map(known -> !known)))
                .flatMap(customer -> appointments
                        .house(tenant.id())
                        .flatMap(house -> orders(customer, house, demo))
                        .then(appointment(customer, tenant, demo.appointment())));
    }

    private Mono<Void> orders(Principal.Customer customer, House house, Demo demo) {
        return contacts.read(customer, house.tenant(), told(customer, house.tenant()))
                .ofType(Contacts.Complete.class)
                .flatMap(person -> transactions.in(
                        customer.scope(),
                        () -> consents.agree(customer, customer.email(), MailPurpose.ORDER)
                                .then(contacts.keep(customer, person))
                                .flatMap(contact -> Flux.fromIterable(demo.orders())
                                        .concatMap(order ->
                                                orders.insert(customer.tenant(), row(customer, contact, house, order)))
                                        .then())));
    }

    private app.henk.booking.Order row(Principal.Customer customer, UUID contact, House house, DemoOrder order) {
        LocalDate today = LocalDate.now(clock.withZone(house.tenant().zone()));
        String language = house.tenant().language();
        return new app.henk.booking.Order(
                Ids.next(),
                order.number(),
                contact,
                Optional.of(customer.user()),
                BookingRules.named(order.title(), language),
                order.step(),
                Instant.now(clock),
                order.orderedOn().orElse(today.minusDays(order.orderedDaysAgo())),
                order.promised().orElse(today.plusDays(order.promisedInDays())),
                Optional.empty(),
                house.tenant().currency().getCode(),
                language,
                1,
                order.lines().stream()
                        .map(line ->
                                new app.henk.booking.Order.Line(line.sku(), line.name(), line.options(), line.price()))
                        .toList(),
                List.of());
    }

    private Mono<Void> appointment(Principal.Customer customer, Tenant tenant, Coming coming) {
        LocalDate from = LocalDate.now(clock.withZone(tenant.zone())).plusDays(coming.inDays());
        return appointments
                .free(tenant, coming.type(), from, from.plusDays(LONGEST_HOLIDAYS))
                .flatMap(free -> Mono.justOrEmpty(free.slots().stream().findFirst()))
                .flatMap(slot -> appointments.book(
                        customer,
                        new BookingRequest(
                                coming.type(),
                                slot.start().toLocalDateTime(),
                                told(customer, tenant),
                                Optional.empty(),
                                Optional.empty(),
                                "demo")))
                .then();
    }

    private static ToldPerson told(Principal.Customer customer, Tenant tenant) {
        return new ToldPerson(
                Optional.of(customer.name()),
                Optional.of(customer.email()),
                Optional.empty(),
                Optional.empty(),
                tenant.language());
    }

    private static Demo read(ClassPathResource file) {
        try (InputStream in = file.getInputStream()) {
            return JSON.treeToValue(new YAMLMapper().readTree(in), Demo.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
