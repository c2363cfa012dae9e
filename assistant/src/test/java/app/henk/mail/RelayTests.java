package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
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
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Mail on its way to a real mail server over the real protocol, whatever happens meanwhile. */
@HenkTest
class RelayTests {

    @Autowired
    Outbox outbox;

    @Autowired
    MailConsents consents;

    @Autowired
    MailClaims claims;

    @Autowired
    Letters letters;

    @Autowired
    Templates templates;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private GreenMail server;
    private TenantId henk;
    private Principal.Visitor visitor;
    private String address;

    @BeforeEach
    void someone() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        visitor = new Principal.Visitor(henk, Ids.next());
        address = "anna." + Ids.next() + "@example.com";
        transactions
                .in(visitor.scope(), () -> consents.agree(visitor, address, MailPurpose.APPOINTMENT))
                .block();
        // what other tests left waiting is theirs
        in(database.sql("delete from mail where state in ('queued', 'sending')"));
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void a_mail_goes_out_once_with_all_that_a_mail_program_needs() throws Exception {
        post("a");

        run();
        run();

        List<MimeMessage> arrived = arrived();
        assertThat(arrived).hasSize(1);
        MimeMessage mail = arrived.getFirst();
        assertThat(mail.getSubject()).isEqualTo("Ihr Termin: Anprobe, Freitag, 4. Dezember 2026, 14:00 Uhr");
        assertThat(mail.getFrom()[0].toString())
                .contains("atelier@xn--mller-kva.example")
                .contains("=?UTF-8?");
        assertThat(mail.getReplyTo()[0].toString()).contains("@henk.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).matches("<http\\S+/mail/consents/[\\w-]{32}\\?language=de>");
        assertThat(value("state")).isEqualTo("sent");
        assertThat(value("message_id")).isEqualTo(mail.getMessageID());
        assertThat(registry.get("henk.mail")
                        .tag("outcome", "accepted")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_invitation_is_one_of_the_mails_forms_and_keeps_its_method() throws Exception {
        post("a");

        run();

        Multipart whole = (Multipart) arrived().getFirst().getContent();
        Multipart forms = (Multipart) whole.getBodyPart(0).getContent();
        assertThat(types(forms)).hasSize(3);
        assertThat(types(forms).get(0)).startsWith("text/plain");
        assertThat(types(forms).get(1)).startsWith("text/html");
        assertThat(types(forms).get(2))
                .startsWith("text/calendar")
                .contains("method=request")
                .contains("utf-8");
        assertThat(forms.getBodyPart(1).getContent().toString()).contains("Nadeltwiete 12");
        BodyPart file = whole.getBodyPart(1);
        assertThat(file.getFileName()).isEqualTo("Termin für Sie.ics");
        assertThat(file.getContentType().toLowerCase())
                .contains("text/calendar")
                .contains("method=request");
        assertThat(new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("BEGIN:VCALENDAR\r\nSUMMARY:Anprobe für Sie\r\nEND:VCALENDAR\r\n");
    }

    @Test
    void of_several_relays_at_once_one_sends_each_mail() throws Exception {
        for (int i = 0; i < 20; i++) {
            post("n" + i);
        }

        Flux.range(0, 3).flatMap(i -> relay().run()).then().block(Duration.ofSeconds(60));

        assertThat(arrived()).hasSize(20);
        assertThat(arrived().stream().map(RelayTests::id).distinct()).hasSize(20);
        assertThat(states()).hasSize(20).containsOnly("sent");
    }

    @Test
    void after_a_death_between_sending_and_marking_the_repeat_is_known_by_its_id() throws Exception {
        post("a");
        var dying = new Smtp(smtp(), sender()) {
            @Override
            Handover send(Letter letter) {
                super.send(letter);
                throw new ThreadDeathOfTheInstance();
            }
        };
        MailClaims.Claim claim = claims.next(henk).block();
        assertThat(claim.mail().address()).isEqualTo(address);
        try {
            dying.send(letters.of(claim.mail(), tenants.tenant(henk).block()));
        } catch (ThreadDeathOfTheInstance died) {
            // nobody marks it
        }

        run();
        assertThat(arrived()).hasSize(1);
        leaseEnds();
        run();

        assertThat(arrived()).hasSize(2);
        assertThat(arrived().stream().map(RelayTests::id).distinct()).hasSize(1);
        assertThat(value("state")).isEqualTo("sent");
    }

    private static final class ThreadDeathOfTheInstance extends RuntimeException {}

    @Test
    void who_lost_the_lease_marks_nothing() {
        post("a");
        MailClaims.Claim first = claims.next(henk).block();
        leaseEnds();
        MailClaims.Claim second = claims.next(henk).block();

        assertThat(claims.failed(first, "late").block()).isFalse();
        assertThat(claims.sent(second, "<x@example.com>", java.util.Set.of()).block())
                .isTrue();
        assertThat(value("state")).isEqualTo("sent");
    }

    @Test
    void a_consent_withdrawn_while_the_mail_waits_stops_it() {
        post("a");
        withdraw();

        run();

        assertThat(arrived()).isEmpty();
        assertThat(value("state")).isEqualTo("withdrawn");
    }

    @Test
    void a_consent_withdrawn_while_the_server_is_away_stops_the_next_attempt() {
        post("a");
        relay(away(new AtomicInteger())).run().block();
        assertThat(value("state")).isEqualTo("queued");
        in(database.sql("update mail set state = 'sending', lease = gen_random_uuid() where address = $1")
                .bind(0, address));
        withdraw();
        in(database.sql("update mail set state = 'queued', lease = null, due_at = now() where address = $1")
                .bind(0, address));

        run();

        assertThat(arrived()).isEmpty();
        assertThat(value("state")).isEqualTo("withdrawn");
    }

    @Test
    void without_a_server_it_is_tried_again_later_and_parked_after_a_day() throws Exception {
        post("a");
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Relay relay = relay(new Smtp(SmtpServer.of("smtp://127.0.0.1:" + nobody), sender()));

        relay.run().block();

        assertThat(value("state")).isEqualTo("queued");
        assertThat(value("problem")).contains("Couldn't connect");
        assertThat(seconds("due_at - now()")).isBetween(50L, 61L);
        in(database.sql("update mail set due_at = now(), attempts = $2 where address = $1")
                .bind(0, address)
                .bind(1, Relay.MOST_ATTEMPTS - 1));
        relay.run().block();
        assertThat(value("state")).isEqualTo("failed");
    }

    @Test
    void the_waits_grow_to_a_bound() {
        assertThat(Relay.delay(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Relay.delay(4)).isEqualTo(Duration.ofMinutes(8));
        assertThat(Relay.delay(13)).isEqualTo(Duration.ofHours(4));
        assertThat(Relay.delay(1_000)).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void what_the_server_refuses_for_ever_is_parked_with_its_reason_and_others_go_on() throws Exception {
        post("a");
        String refused = address;
        address = "ben." + Ids.next() + "@example.com";
        transactions
                .in(visitor.scope(), () -> consents.agree(visitor, address, MailPurpose.APPOINTMENT))
                .block();
        post("b");
        try (var picky = new PickyServer(refused, "550 5.1.1 No such mailbox here")) {
            relay(new Smtp(SmtpServer.of("smtp://127.0.0.1:" + picky.port()), sender()))
                    .run()
                    .block();

            assertThat(value("state")).isEqualTo("sent");
            address = refused;
            assertThat(value("state")).isEqualTo("failed");
            assertThat(value("problem")).contains("550 5.1.1 No such mailbox here");
        }
    }

    @Test
    void what_the_server_defers_is_tried_again() throws Exception {
        post("a");
        for (String said : List.of("451 4.3.0 Try later", "550 5.7.1 Relaying denied")) {
            in(database.sql("update mail set due_at = now() where address = $1").bind(0, address));
            try (var picky = new PickyServer(address, said)) {
                relay(new Smtp(SmtpServer.of("smtp://127.0.0.1:" + picky.port()), sender()))
                        .run()
                        .block();
            }
            assertThat(value("state")).as(said).isEqualTo("queued");
            assertThat(value("problem")).contains(said);
        }
    }

    @Test
    void what_waited_for_days_is_not_sent_any_more() {
        post("a");
        in(database.sql("update mail set due_at = now() - interval '4 days' where address = $1")
                .bind(0, address));

        run();

        assertThat(arrived()).isEmpty();
        assertThat(value("state")).isEqualTo("failed");
        assertThat(value("problem")).isEqualTo("too late");
    }

    @Test
    void what_may_leave_later_waits() {
        transactions
                .in(
                        visitor.scope(),
                        () -> outbox.post(new Mail(
                                "later" + address,
                                address,
                                "appointment-confirmed",
                                "de",
                                Map.of("type", "Anprobe", "at", "morgen", "place", "Hamburg"),
                                List.of(),
                                Optional.of(java.time.Instant.now().plusSeconds(3_600)))))
                .block();

        run();

        assertThat(arrived()).isEmpty();
        assertThat(value("state")).isEqualTo("queued");
    }

    @Test
    void a_link_that_opens_something_is_forgotten_when_it_is_sent() throws Exception {
        transactions
                .in(
                        visitor.scope(),
                        () -> consents.agree(visitor, address, MailPurpose.ACCOUNT)
                                .then(outbox.post(new Mail(
                                        "link" + address,
                                        address,
                                        "magic-link",
                                        "fr",
                                        Map.of("link", "https://henk.example/secret", "until", "demain")))))
                .block();

        run();

        assertThat(arrived()).hasSize(1);
        assertThat(value("values::text")).doesNotContain("secret").contains("demain");
    }

    @Test
    void a_stop_waits_for_the_mail_that_is_under_way() throws Exception {
        post("a");
        var begun = new CountDownLatch(1);
        var may = new CountDownLatch(1);
        var relay = relay(new Smtp(smtp(), sender()) {
            @Override
            Handover send(Letter letter) {
                begun.countDown();
                await(may);
                return super.send(letter);
            }
        });
        relay.start();
        var running = relay.run().subscribe();
        await(begun);

        running.dispose();
        var stopped = new CountDownLatch(1);
        relay.stop(stopped::countDown);
        assertThat(stopped.getCount()).isEqualTo(1);
        may.countDown();
        await(stopped);

        assertThat(value("state")).isEqualTo("sent");
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void one_server_that_is_away_costs_one_attempt_and_not_one_for_each_mail() {
        for (int i = 0; i < 9; i++) {
            post("n" + i);
        }
        var asked = new AtomicInteger();
        relay(away(asked)).run().block();

        // as many as are tried at once
        assertThat(asked.get()).isBetween(1, 3);
        // what was under way goes to its end behind the run
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(states()).hasSize(9).containsOnly("queued"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        relay().run().block(Duration.ofSeconds(60));
    }

    private Relay relay() {
        return relay(new Smtp(smtp(), sender()));
    }

    private Relay relay(Smtp smtp) {
        return new Relay(
                new MailConfiguration.MailWay(Optional.of(smtp)), claims, letters, templates, tenants, registry);
    }

    private Smtp away(AtomicInteger asked) {
        return new Smtp(smtp(), sender()) {
            @Override
            Handover send(Letter letter) {
                asked.incrementAndGet();
                return new Handover.Unreachable("away");
            }
        };
    }

    private SmtpServer smtp() {
        return SmtpServer.of("smtp://127.0.0.1:" + server.getSmtp().getPort());
    }

    private static Email sender() {
        return Email.of("atelier@müller.example").orElseThrow();
    }

    private void post(String key) {
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

    private void withdraw() {
        transactions
                .in(visitor.scope(), () -> consents.withdraw(address, MailPurpose.APPOINTMENT))
                .block();
    }

    private void leaseEnds() {
        in(database.sql("update mail set due_at = now() - interval '1 second' where address = $1 and state = 'sending'")
                .bind(0, address));
    }

    private void in(DatabaseClient.GenericExecuteSpec statement) {
        transactions.in(Scope.system(henk), () -> statement.then()).block();
    }

    private String value(String column) {
        return select(column + "::text").getFirst();
    }

    private long seconds(String interval) {
        return Math.round(Double.parseDouble(
                select("extract(epoch from " + interval + ")::text").getFirst()));
    }

    private List<String> states() {
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

    private List<MimeMessage> arrived() {
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

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> types(Multipart parts) throws Exception {
        List<String> types = new java.util.ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            types.add(parts.getBodyPart(i).getContentType().toLowerCase(java.util.Locale.ROOT));
        }
        return types;
    }
}
