package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.Ids;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Mail whose server is away, refuses, or whose sender dies or stops in the middle: it arrives once or is parked. */
@HenkTest
class RelayTroubleTests {

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
    void after_a_death_between_sending_and_marking_the_repeat_is_known_by_its_id() throws Exception {
        trip.post("a");
        var dying = new Smtp(trip.smtp(), MailTrip.sender()) {
            @Override
            Handover send(Letter letter) {
                super.send(letter);
                throw new ThreadDeathOfTheInstance();
            }
        };
        MailClaims.Claim claim = trip.claims.next(trip.henk).block();
        assertThat(claim.mail().address()).isEqualTo(trip.address);
        try {
            dying.send(trip.letter(claim));
        } catch (ThreadDeathOfTheInstance died) {
            // nobody marks it
        }

        trip.run();
        assertThat(trip.arrived()).hasSize(1);
        trip.leaseEnds();
        trip.run();

        assertThat(trip.arrived()).hasSize(2);
        assertThat(trip.arrived().stream().map(MailTrip::id).distinct()).hasSize(1);
        assertThat(trip.value("state")).isEqualTo("sent");
    }

    private static final class ThreadDeathOfTheInstance extends RuntimeException {}

    @Test
    void who_lost_the_lease_marks_nothing() {
        trip.post("a");
        MailClaims.Claim first = trip.claims.next(trip.henk).block();
        trip.leaseEnds();
        MailClaims.Claim second = trip.claims.next(trip.henk).block();

        assertThat(trip.claims.failed(first, "late").block()).isFalse();
        assertThat(trip.claims
                        .sent(second, "<x@example.com>", java.util.Set.of())
                        .block())
                .isTrue();
        assertThat(trip.value("state")).isEqualTo("sent");
    }

    @Test
    void a_consent_withdrawn_while_the_server_is_away_stops_the_next_attempt() {
        trip.post("a");
        trip.relay(trip.away(new AtomicInteger())).run().block();
        assertThat(trip.value("state")).isEqualTo("queued");
        trip.in(trip.database
                .sql("update mail set state = 'sending', lease = gen_random_uuid() where address = $1")
                .bind(0, trip.address));
        trip.withdraw();
        trip.in(trip.database
                .sql("update mail set state = 'queued', lease = null, due_at = now() where address = $1")
                .bind(0, trip.address));

        trip.run();

        assertThat(trip.arrived()).isEmpty();
        assertThat(trip.value("state")).isEqualTo("withdrawn");
    }

    @Test
    void without_a_server_it_is_tried_again_later_and_parked_after_a_day() throws Exception {
        trip.post("a");
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Relay relay = trip.relay(new Smtp(SmtpServer.of("smtp://127.0.0.1:" + nobody), MailTrip.sender()));

        relay.run().block();

        assertThat(trip.value("state")).isEqualTo("queued");
        assertThat(trip.value("problem")).contains("Couldn't connect");
        assertThat(trip.seconds("due_at - now()")).isBetween(50L, 61L);
        trip.in(trip.database
                .sql("update mail set due_at = now(), attempts = $2 where address = $1")
                .bind(0, trip.address)
                .bind(1, Relay.MOST_ATTEMPTS - 1));
        relay.run().block();
        assertThat(trip.value("state")).isEqualTo("failed");
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
        trip.post("a");
        String refused = trip.address;
        trip.address = "ben." + Ids.next() + "@example.com";
        trip.transactions
                .in(
                        trip.visitor.scope(),
                        () -> trip.consents.agree(trip.visitor, trip.address, MailPurpose.APPOINTMENT))
                .block();
        trip.post("b");
        try (var picky = OddMailServer.refusing(refused, "550 5.1.1 No such mailbox here")) {
            trip.relay(new Smtp(picky.server(), MailTrip.sender())).run().block();

            assertThat(trip.value("state")).isEqualTo("sent");
            trip.address = refused;
            assertThat(trip.value("state")).isEqualTo("failed");
            assertThat(trip.value("problem")).contains("550 5.1.1 No such mailbox here");
        }
    }

    @Test
    void what_the_server_defers_is_tried_again() throws Exception {
        trip.post("a");
        for (String said : List.of("451 4.3.0 Try later", "550 5.7.1 Relaying denied")) {
            trip.in(trip.database
                    .sql("update mail set due_at = now() where address = $1")
                    .bind(0, trip.address));
            try (var picky = OddMailServer.refusing(trip.address, said)) {
                trip.relay(new Smtp(picky.server(), MailTrip.sender())).run().block();
            }
            assertThat(trip.value("state")).as(said).isEqualTo("queued");
            assertThat(trip.value("problem")).contains(said);
        }
    }

    @Test
    void a_stop_waits_for_the_mail_that_is_under_way() throws Exception {
        trip.post("a");
        var begun = new CountDownLatch(1);
        var may = new CountDownLatch(1);
        var relay = trip.relay(new Smtp(trip.smtp(), MailTrip.sender()) {
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

        assertThat(trip.value("state")).isEqualTo("sent");
        assertThat(trip.arrived()).hasSize(1);
    }

    @Test
    void one_server_that_is_away_costs_one_attempt_and_not_one_for_each_mail() {
        for (int i = 0; i < 9; i++) {
            trip.post("n" + i);
        }
        var asked = new AtomicInteger();
        trip.relay(trip.away(asked)).run().block();

        // as many as are tried at once
        assertThat(asked.get()).isBetween(1, 3);
        // what was under way goes to its end behind the run
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(trip.states()).hasSize(9).containsOnly("queued"));
    }

    @Test
    void a_server_that_is_slow_to_say_that_it_took_a_mail_gets_one_copy() throws Exception {
        trip.post("a");
        try (var slow = OddMailServer.slowFor(trip.address, Duration.ofSeconds(2))) {
            Relay relay = trip.relay(new Smtp(slow.server(), MailTrip.sender()));
            relay.run().block();
            relay.run().block();

            assertThat(trip.value("state")).isEqualTo("sent");
            assertThat(slow.copies(trip.address)).isEqualTo(1);
        }
        // a second copy is what impatience costs
        assertThat(Smtp.Patience.USUAL.answer()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(Relay.LONGEST_CONVERSATION).isGreaterThan(Smtp.Patience.USUAL.answer());
        assertThat(MailClaims.LEASE).isGreaterThan(Relay.LONGEST_CONVERSATION);
    }

    @Test
    void a_server_that_hangs_up_as_soon_as_it_has_a_mail_gets_one_copy() throws Exception {
        trip.post("a");
        try (var abrupt = OddMailServer.hangingUpOn(trip.address)) {
            var smtp = new Smtp(abrupt.server(), MailTrip.sender());
            Letter letter = trip.letter(trip.claims.next(trip.henk).block());
            // whether the reset comes before our good-bye is a race, which it wins nearly always
            for (int i = 0; i < 20; i++) {
                assertThat(smtp.send(letter)).isEqualTo(new Handover.Accepted());
            }
            assertThat(abrupt.copies(trip.address)).isEqualTo(20);

            trip.leaseEnds();
            Relay relay = trip.relay(smtp);
            relay.run().block();
            relay.run().block();

            assertThat(trip.value("state")).isEqualTo("sent");
            assertThat(abrupt.copies(trip.address)).isEqualTo(21);
        }
    }

    @Test
    void a_server_that_is_given_up_is_given_the_mail_again() throws Exception {
        trip.post("a");
        var hasty = new Smtp.Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300));
        try (var slow = OddMailServer.slowFor(trip.address, Duration.ofSeconds(2))) {
            trip.relay(new Smtp(slow.server(), MailTrip.sender(), hasty)).run().block();

            assertThat(slow.copies(trip.address)).isEqualTo(1);
            assertThat(trip.value("state")).isEqualTo("queued");
        }
    }

    @Test
    void a_mail_that_takes_long_holds_up_no_other() throws Exception {
        trip.post("a");
        String first = trip.address;
        try (var slow = OddMailServer.slowFor(first, Duration.ofSeconds(5))) {
            Relay relay = trip.relay(new Smtp(slow.server(), MailTrip.sender()));
            relay.run(Duration.ofSeconds(1)).block();
            assertThat(trip.value("state")).isEqualTo("sending");

            trip.address = "ben." + Ids.next() + "@example.com";
            trip.transactions
                    .in(
                            trip.visitor.scope(),
                            () -> trip.consents.agree(trip.visitor, trip.address, MailPurpose.APPOINTMENT))
                    .block();
            trip.post("b");
            relay.run(Duration.ofSeconds(4)).block();

            assertThat(trip.value("state")).isEqualTo("sent");
            trip.address = first;
            assertThat(trip.value("state")).isEqualTo("sending");
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(trip.value("state")).isEqualTo("sent"));
            assertThat(slow.copies(first)).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
