package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;

/** Mail on its way to a real mail server over the real protocol. */
@HenkTest
class RelayTests {

    @Autowired
    ApplicationContext context;

    private MailTrip trip;

    @BeforeEach
    void someone() {
        trip = MailTrip.of(context);
    }

    @AfterEach
    void close() {
        trip.close();
    }

    @Test
    void a_mail_goes_out_once_with_all_that_a_mail_program_needs() throws Exception {
        trip.post("a");

        trip.run();
        trip.run();

        List<MimeMessage> arrived = trip.arrived();
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
        assertThat(trip.value("state")).isEqualTo("sent");
        assertThat(trip.value("message_id")).isEqualTo(mail.getMessageID());
        assertThat(trip.registry
                        .get("henk.mail")
                        .tag("outcome", "accepted")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_invitation_is_one_of_the_mails_forms_and_keeps_its_method() throws Exception {
        trip.post("a");

        trip.run();

        Multipart whole = (Multipart) trip.arrived().getFirst().getContent();
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
            trip.post("n" + i);
        }

        Flux.range(0, 3).flatMap(i -> trip.relay().run()).then().block(Duration.ofSeconds(60));

        assertThat(trip.arrived()).hasSize(20);
        assertThat(trip.arrived().stream().map(MailTrip::id).distinct()).hasSize(20);
        assertThat(trip.states()).hasSize(20).containsOnly("sent");
    }

    @Test
    void a_consent_withdrawn_while_the_mail_waits_stops_it() {
        trip.post("a");
        trip.withdraw();

        trip.run();

        assertThat(trip.arrived()).isEmpty();
        assertThat(trip.value("state")).isEqualTo("withdrawn");
    }

    @Test
    void what_waited_for_days_is_not_sent_any_more() {
        trip.post("a");
        trip.in(trip.database
                .sql("update mail set due_at = now() - interval '4 days' where address = $1")
                .bind(0, trip.address));

        trip.run();

        assertThat(trip.arrived()).isEmpty();
        assertThat(trip.value("state")).isEqualTo("failed");
        assertThat(trip.value("problem")).isEqualTo("too late");
    }

    @Test
    void what_may_leave_later_waits() {
        trip.transactions
                .in(
                        trip.visitor.scope(),
                        () -> trip.outbox.post(new Mail(
                                "later" + trip.address,
                                trip.address,
                                "appointment-confirmed",
                                "de",
                                Map.of("type", "Anprobe", "at", "morgen", "place", "Hamburg"),
                                List.of(),
                                Optional.of(java.time.Instant.now().plusSeconds(3_600)))))
                .block();

        trip.run();

        assertThat(trip.arrived()).isEmpty();
        assertThat(trip.value("state")).isEqualTo("queued");
    }

    @Test
    void a_link_that_opens_something_is_forgotten_when_it_is_sent() throws Exception {
        trip.transactions
                .in(
                        trip.visitor.scope(),
                        () -> trip.consents
                                .agree(trip.visitor, trip.address, MailPurpose.ACCOUNT)
                                .then(trip.outbox.post(new Mail(
                                        "link" + trip.address,
                                        trip.address,
                                        "magic-link",
                                        "fr",
                                        Map.of("link", "https://trip.henk.example/secret", "until", "demain")))))
                .block();

        trip.run();

        assertThat(trip.arrived()).hasSize(1);
        assertThat(trip.value("values::text")).doesNotContain("secret").contains("demain");
    }

    private static List<String> types(Multipart parts) throws Exception {
        List<String> types = new java.util.ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            types.add(parts.getBodyPart(i).getContentType().toLowerCase(java.util.Locale.ROOT));
        }
        return types;
    }
}
