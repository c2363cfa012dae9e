package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is kept, for whom, and who may read it. */
@HenkTest
class OutboxTests {

    @Autowired
    Outbox outbox;

    @Autowired
    MailConsents consents;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    Tenants tenants;

    @Autowired
    DatabaseClient database;

    private TenantId henk;
    private TenantId works;
    private Principal.Visitor visitor;
    private String address;

    @BeforeEach
    void someone() {
        henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        works = tenants.all().filter(t -> t.slug().equals("works")).blockFirst().id();
        visitor = new Principal.Visitor(henk, Ids.next());
        address = "anna." + Ids.next() + "@example.com";
    }

    @Test
    void a_mail_is_kept_for_an_address_that_agreed() {
        agree(visitor, MailPurpose.APPOINTMENT);

        assertThat(post(visitor.scope(), confirmation("a", address))).isTrue();
        assertThat(states()).containsExactly("queued");
    }

    @Test
    void nothing_is_kept_for_an_address_that_did_not_agree() {
        assertThat(post(visitor.scope(), confirmation("a", address))).isFalse();
        assertThat(states()).isEmpty();
    }

    @Test
    void agreeing_to_one_purpose_is_not_agreeing_to_another() {
        agree(visitor, MailPurpose.ORDER);

        assertThat(post(visitor.scope(), confirmation("a", address))).isFalse();
    }

    @Test
    void agreeing_in_one_tenant_is_not_agreeing_in_another() {
        agree(visitor, MailPurpose.APPOINTMENT);

        assertThat(post(Scope.system(works), confirmation("a", address))).isFalse();
    }

    @Test
    void the_same_key_is_the_same_mail() {
        agree(visitor, MailPurpose.APPOINTMENT);

        assertThat(post(visitor.scope(), confirmation("a", address))).isTrue();
        assertThat(post(visitor.scope(), confirmation("a", address))).isFalse();
        assertThat(states()).hasSize(1);
    }

    @Test
    void one_key_posted_at_the_same_time_is_one_mail() {
        agree(visitor, MailPurpose.APPOINTMENT);

        List<Boolean> kept = Flux.range(0, 8)
                .flatMap(i -> transactions.in(visitor.scope(), () -> outbox.post(confirmation("a", address))))
                .collectList()
                .block();

        assertThat(kept).containsOnlyOnce(true);
        assertThat(states()).hasSize(1);
    }

    @Test
    void what_is_rolled_back_is_never_sent() {
        agree(visitor, MailPurpose.APPOINTMENT);

        assertThatThrownBy(() -> transactions
                        .in(
                                visitor.scope(),
                                () -> outbox.post(confirmation("a", address))
                                        .then(Mono.error(Problem.conflict("slot-taken", "Taken."))))
                        .block())
                .isInstanceOf(Problem.class);
        assertThat(states()).isEmpty();
    }

    @Test
    void consent_and_mail_may_be_of_one_transaction() {
        Boolean kept = transactions
                .in(
                        visitor.scope(),
                        () -> consents.agree(visitor, address, MailPurpose.APPOINTMENT)
                                .then(outbox.post(confirmation("a", address))))
                .block();

        assertThat(kept).isTrue();
    }

    @Test
    void an_address_is_one_however_it_is_written() {
        agree(visitor, MailPurpose.APPOINTMENT);

        assertThat(post(visitor.scope(), confirmation("a", "  " + address.toUpperCase(java.util.Locale.ROOT))))
                .isTrue();
    }

    @Test
    void what_is_no_address_gets_no_mail() {
        for (String bad : List.of("", "anna", "anna@", "a b@example.com", "a@example.com\r\nBcc: x@example.com")) {
            assertThat(post(Scope.system(henk), confirmation("bad" + bad.length(), bad)))
                    .as(bad)
                    .isFalse();
        }
    }

    @Test
    void staff_is_written_to_about_work_and_nobody_else_is() {
        var due = Map.<String, Object>of("what", "Muster", "due", "Freitag", "who", "Anna");
        var toStaff = new Mail("work:" + Ids.next(), "admin@henk.example", "promise-due", "de", due);
        var toCustomer = new Mail("work:" + Ids.next(), "customer@henk.example", "promise-due", "de", due);

        assertThat(post(Scope.system(henk), toStaff)).isTrue();
        assertThat(post(Scope.system(henk), toCustomer)).isFalse();
    }

    @Test
    void a_withdrawal_takes_waiting_mail_along() {
        agree(visitor, MailPurpose.APPOINTMENT);
        post(visitor.scope(), confirmation("a", address));

        transactions
                .in(visitor.scope(), () -> consents.withdraw(address, MailPurpose.APPOINTMENT))
                .block();

        assertThat(states()).containsExactly("withdrawn");
        assertThat(post(visitor.scope(), confirmation("b", address))).isFalse();
    }

    @Test
    void who_withdrew_may_agree_again() {
        agree(visitor, MailPurpose.APPOINTMENT);
        transactions
                .in(visitor.scope(), () -> consents.withdraw(address, MailPurpose.APPOINTMENT))
                .block();
        agree(visitor, MailPurpose.APPOINTMENT);

        assertThat(post(visitor.scope(), confirmation("a", address))).isTrue();
    }

    @Test
    void a_stranger_cannot_withdraw_what_another_agreed_to() {
        agree(visitor, MailPurpose.APPOINTMENT);
        var stranger = new Principal.Visitor(henk, Ids.next());

        transactions
                .in(stranger.scope(), () -> consents.withdraw(address, MailPurpose.APPOINTMENT))
                .block();

        assertThat(post(visitor.scope(), confirmation("a", address))).isTrue();
    }

    @Test
    void staff_cannot_agree_in_a_customers_place() {
        var staff = new Principal.Staff(henk, Ids.next(), Role.ADMIN, "admin@henk.example", "A");

        assertThatThrownBy(() -> agree(staff, MailPurpose.ORDER)).isInstanceOf(Problem.class);
    }

    @Test
    void a_mail_is_taken_back_by_its_key_until_it_is_being_sent() {
        agree(visitor, MailPurpose.APPOINTMENT);
        Mail mail = confirmation("a", address);
        post(visitor.scope(), mail);

        assertThat(transactions
                        .in(visitor.scope(), () -> outbox.withdraw(mail.key()))
                        .block())
                .isTrue();
        assertThat(transactions
                        .in(visitor.scope(), () -> outbox.withdraw(mail.key()))
                        .block())
                .isFalse();
        assertThat(states()).containsExactly("withdrawn");
    }

    @Test
    void visitors_and_customers_read_no_mail() {
        agree(visitor, MailPurpose.APPOINTMENT);
        post(visitor.scope(), confirmation("a", address));

        for (Scope.Authority authority : List.of(Scope.Authority.VISITOR, Scope.Authority.CUSTOMER)) {
            assertThat(count(new Scope(henk, authority, visitor.conversation()), "select count(*) from mail"))
                    .isZero();
            assertThat(count(
                            new Scope(henk, authority, visitor.conversation()), "select count(*) from mail_attachment"))
                    .isZero();
        }
        assertThat(count(new Scope(henk, Scope.Authority.STAFF, Ids.next()), "select count(*) from mail"))
                .isPositive();
    }

    @Test
    void whoever_types_an_address_cannot_have_it_written_to_without_end() {
        agree(visitor, MailPurpose.APPOINTMENT);

        long kept = Flux.range(0, 60)
                .concatMap(i -> transactions.in(visitor.scope(), () -> outbox.post(confirmation("n" + i, address))))
                .filter(Boolean::booleanValue)
                .count()
                .block();

        assertThat(kept).isEqualTo(50);
    }

    @Test
    void a_mail_that_lacks_a_value_is_a_mistake_in_the_code() {
        assertThatThrownBy(() ->
                        outbox.post(new Mail("x", address, "appointment-confirmed", "de", Map.of("type", "Anprobe"))))
                .hasMessageContaining("[at, place]");
        assertThatThrownBy(() -> outbox.post(new Mail("x", address, "nothing", "de", Map.of())))
                .hasMessageContaining("nothing");
    }

    private void agree(Principal who, MailPurpose purpose) {
        transactions
                .in(who.scope(), () -> consents.agree(who, address, purpose))
                .block();
    }

    private boolean post(Scope scope, Mail mail) {
        return transactions.in(scope, () -> outbox.post(mail)).block();
    }

    private Mail confirmation(String key, String to) {
        UUID unique = UUID.nameUUIDFromBytes((key + address).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Mail(
                "appointment:" + unique,
                to,
                "appointment-confirmed",
                "de",
                Map.of(
                        "type", "Anprobe",
                        "at", LocalDateTime.of(2026, 12, 4, 14, 0),
                        "place", "Nadeltwiete 12, Hamburg"),
                List.of(new Attachment("termin.ics", "text/calendar; method=REQUEST", new byte[] {1, 2, 3})),
                Optional.empty());
    }

    private List<String> states() {
        return transactions
                .manyIn(
                        Scope.system(henk),
                        () -> database.sql("select state from mail where address = $1 order by id")
                                .bind(0, address)
                                .map(row -> row.get("state", String.class))
                                .all())
                .collectList()
                .block();
    }

    private long count(Scope scope, String sql) {
        return transactions
                .in(
                        scope,
                        () -> database.sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }
}
