package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.identity.Email;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** A mail server, somebody who agreed to have mail, and a relay between them. */
final class MailTrip implements AutoCloseable {

    final Outbox outbox;
    final MailConsents consents;
    final MailClaims claims;
    final TenantTransactions transactions;
    final DatabaseClient database;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TenantId henk;
    final Principal.Visitor visitor;
    String address = "anna." + Ids.next() + "@example.com";

    private final Letters letters;
    private final Templates templates;
    private final Tenants tenants;
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private MailTrip(ApplicationContext context) {
        outbox = context.getBean(Outbox.class);
        consents = context.getBean(MailConsents.class);
        claims = context.getBean(MailClaims.class);
        transactions = context.getBean(TenantTransactions.class);
        database = context.getBean(DatabaseClient.class);
        letters = context.getBean(Letters.class);
        templates = context.getBean(Templates.class);
        tenants = context.getBean(Tenants.class);
        henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        visitor = new Principal.Visitor(henk, Ids.next());
    }

    /** Somebody agreed, and nothing else waits: what other tests left waiting is theirs. */
    static MailTrip of(ApplicationContext context) {
        MailTrip trip = new MailTrip(context);
        trip.server.start();
        trip.transactions
                .in(
                        trip.visitor.scope(),
                        () -> trip.consents.agree(trip.visitor, trip.address, MailPurpose.APPOINTMENT))
                .block();
        trip.in(trip.database.sql("delete from mail where state in ('queued', 'sending')"));
        return trip;
    }

    @Override
    public void close() {
        server.stop();
    }

    Letter letter(MailClaims.Claim claim) {
        return letters.of(claim.mail(), tenants.tenant(henk).block());
    }

    void run() {
        relay().run().block(Duration.ofSeconds(60));
    }

    Relay relay() {
        return relay(new Smtp(smtp(), sender()));
    }

    Relay relay(Smtp smtp) {
        return new Relay(
                new MailConfiguration.MailWay(Optional.of(smtp)), claims, letters, templates, tenants, registry);
    }

    Smtp away(AtomicInteger asked) {
        return new Smtp(smtp(), sender()) {
            @Override
            Handover send(Letter letter) {
                asked.incrementAndGet();
                return new Handover.Unreachable("away");
            }
        };
    }

    SmtpServer smtp() {
        return SmtpServer.of("smtp://127.0.0.1:" + server.getSmtp().getPort());
    }

    static Email sender() {
        return Email.of("atelier@müller.example").orElseThrow();
    }

    void post(String key) {
        var mail = new Mail(
                key + address,
                address,
                "appointment-confirmed",
                "de",
                Map.of(
                        "type", "Anprobe",
                        "at", LocalDateTime.of(2026, 12, 4, 14, 0),
                        "place", "Nadeltwiete 12, Hamburg"),
                List.of(new Attachment(
                        "Termin für Sie.ics",
                        "text/calendar; method=REQUEST",
                        "BEGIN:VCALENDAR\r\nSUMMARY:Anprobe für Sie\r\nEND:VCALENDAR\r\n"
                                .getBytes(StandardCharsets.UTF_8))),
                Optional.empty());
        assertThat(transactions.in(visitor.scope(), () -> outbox.post(mail)).block())
                .isTrue();
    }

    void withdraw() {
        transactions
                .in(visitor.scope(), () -> consents.withdraw(address, MailPurpose.APPOINTMENT))
                .block();
    }

    void leaseEnds() {
        in(database.sql("update mail set due_at = now() - interval '1 second' where address = $1 and state = 'sending'")
                .bind(0, address));
    }

    void in(DatabaseClient.GenericExecuteSpec statement) {
        transactions.in(Scope.system(henk), () -> statement.then()).block();
    }

    String value(String column) {
        return select(column + "::text").getFirst();
    }

    long seconds(String interval) {
        return Math.round(Double.parseDouble(
                select("extract(epoch from " + interval + ")::text").getFirst()));
    }

    List<String> states() {
        return select("state");
    }

    private List<String> select(String what) {
        return transactions
                .manyIn(
                        Scope.system(henk),
                        () -> database.sql("select coalesce(" + what + ", '') as it from mail where address = $1")
                                .bind(0, address)
                                .map(row -> row.get("it", String.class))
                                .all())
                .collectList()
                .block();
    }

    List<MimeMessage> arrived() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> to(mail).equals(address))
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
