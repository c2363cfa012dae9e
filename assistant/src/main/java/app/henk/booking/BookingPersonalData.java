package app.henk.booking;

import static app.henk.identity.PersonalTable.deleted;
import static app.henk.identity.PersonalTable.emptied;

import app.henk.crm.OwnContacts;
import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.mail.Outbox;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * An appointment goes, and its time is free again. An order stays with its prices and days, because what was sold stays
 * sold, but says no longer what or to whom. Runs before the contacts are emptied, by which some of it is found.
 */
@Component
@Order(50)
class BookingPersonalData implements PersonalData {

    private static final String CONTACTS = "contact_id in (" + OwnContacts.IDS + ")";
    private static final String ORDERS = "(account_id = any(:accounts) or " + CONTACTS + ")";
    private static final String OF_ORDERS =
            "order_id in (select o.id from customer_order o where o.tenant_id = henk.tenant() and " + ORDERS + ")";
    private static final String APPOINTMENTS =
            "(account_id = any(:accounts) or conversation_id = any(:conversations) or " + CONTACTS + ")";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Outbox outbox;

    BookingPersonalData(TenantTransactions transactions, DatabaseClient database, Outbox outbox) {
        this.transactions = transactions;
        this.database = database;
        this.outbox = outbox;
    }

    @Override
    public String section() {
        return "booking";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                deleted("order_delay", OF_ORDERS),
                deleted("customer_order_event", OF_ORDERS),
                emptied("customer_order_line", OF_ORDERS, "sku = null, name = '–', options = '{}'"),
                emptied(
                        "customer_order",
                        ORDERS,
                        "account_id = null, title = '–', number = id::text, version = version + 1, updated_at = now()"),
                deleted("appointment", APPOINTMENTS).without("calendar_key", "request_key", "request_hash"));
    }

    /** What is still to be reminded of is taken back. */
    @Override
    public Mono<Void> beforeErasure(DataSubject person) {
        return transactions.in(
                Scope.system(person.tenant()),
                () -> database.sql("select id, version from appointment where tenant_id = henk.tenant()"
                                + " and status = 'booked' and " + APPOINTMENTS)
                        .bind("accounts", person.accounts().toArray(UUID[]::new))
                        .bind("conversations", person.conversations().toArray(UUID[]::new))
                        .bind("emails", person.emails().toArray(String[]::new))
                        .map(row -> AppointmentMail.reminder(
                                Row.value(row, "id", UUID.class), Row.value(row, "version", Integer.class)))
                        .all()
                        .collectList()
                        .flatMapIterable(reminders -> reminders)
                        .concatMap(outbox::withdraw)
                        .then());
    }
}
