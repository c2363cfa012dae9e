package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.DealChange;
import app.henk.crm.Entity;
import app.henk.pipedrive.wire.Http;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What an instance was at when it died is soon another one's, and never two instances' at once. */
@HenkTest
class LeaseTests extends Connected {

    @Test
    void what_a_dead_instance_had_claimed_is_free_within_seconds() {
        UUID deal = synced.deal("Zehn Anzüge", "100");
        synced.work();
        synced.change(deal, DealChange.none().title("Elf Anzüge"));

        assertThat(claimed(UUID.randomUUID())).isEqualTo(1);
        assertThat(dueIn()).isLessThanOrEqualTo(Leases.LENGTH);
        assertThat(claimed(UUID.randomUUID())).as("as long as it may live").isZero();

        passed(Leases.LENGTH);
        synced.work();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    @Test
    void what_it_may_just_have_been_making_there_is_free_only_when_that_must_have_arrived() {
        synced.deal("Zehn Anzüge", "100");
        UUID lease = UUID.randomUUID();
        var items =
                synced.bean(Claims.class).next(synced.tenant.id(), 10, lease).block();
        synced.bean(OursReader.class)
                .read(synced.tenant.id(), Kind.DEAL, items.getFirst().id())
                .flatMap(ours -> synced.bean(Claims.class)
                        .intend(synced.tenant.id(), Stream.of(Sender.sending(items.getFirst(), ours))))
                .block();

        assertThat(dueIn()).isGreaterThan(Http.LONGEST);
        passed(Leases.LENGTH);
        assertThat(claimed(UUID.randomUUID())).isZero();
    }

    @Test
    void an_instance_that_lives_keeps_what_it_is_at() {
        synced.deal("Zehn Anzüge", "100");
        var done = new CompletableFuture<Boolean>();
        var working = synced.bean(Leases.class)
                .during(
                        synced.tenant.id(),
                        lease -> synced.bean(Claims.class)
                                .next(synced.tenant.id(), 10, lease.id())
                                .then(Mono.fromFuture(done))
                                .map(any -> lease.isMine()))
                .toFuture();
        Synced.until("it is claimed", () -> synced.count(CLAIMED) == 1);
        synced.change("update pipedrive_record set due_at = now() + interval '1 second'");

        Synced.until("it is kept", () -> dueIn().compareTo(Duration.ofSeconds(3)) > 0);
        done.complete(true);
        assertThat(working.join()).isTrue();
    }

    private static final String CLAIMED = "select count(*) from pipedrive_record where lease is not null";

    private int claimed(UUID lease) {
        return synced.bean(Claims.class)
                .next(synced.tenant.id(), 10, lease)
                .block()
                .size();
    }

    private Duration dueIn() {
        return Duration.ofMillis(synced.count("select (extract(epoch from max(due_at) - now()) * 1000)::bigint"
                + " from pipedrive_record where lease is not null"));
    }

    private void passed(Duration time) {
        synced.change("update pipedrive_record set due_at = due_at - interval '" + time.toMillis() + " milliseconds'");
    }
}
