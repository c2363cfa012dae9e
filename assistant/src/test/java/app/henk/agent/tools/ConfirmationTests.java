package app.henk.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.agent.tools.UsedConfirmations.Answered;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A yes is used up by what is written for it: both stay, or neither does. */
@HenkTest
class ConfirmationTests {

    @Autowired
    UsedConfirmations confirmations;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private final UUID confirmation = Ids.next();
    /** What stands in all that the acts of this test write. */
    private final String mark = "confirmed-" + Ids.next();

    private Tenant tailor;

    @BeforeEach
    void the_tailor() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
    }

    @Test
    void an_act_that_is_done_is_done_once() {
        assertThat(approve(writes().thenReturn(done())).status()).isEqualTo(ToolResult.Status.DONE);

        assertThat(answered()).isEqualTo(Answered.APPROVED);
        assertThatThrownBy(() -> approve(writes().thenReturn(done()))).isInstanceOf(AnsweredBefore.class);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void of_several_at_once_one_stays() {
        long done = Flux.range(0, 8)
                .flatMap(
                        n -> confirmations
                                .approve(tailor.id(), confirmation, writes().thenReturn(done()))
                                .map(result -> 1)
                                .onErrorResume(AnsweredBefore.class, before -> Mono.empty()),
                        8)
                .count()
                .block();

        assertThat(done).isEqualTo(1);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void an_act_that_failed_may_be_done_again() {
        assertThatThrownBy(() -> approve(transactions.in(
                        Scope.system(tailor.id()),
                        () -> insert().then(Mono.error(new IllegalStateException("broken"))))))
                .hasMessage("broken");

        assertThat(answered()).isEqualTo(Answered.NOT_YET);
        assertThat(approve(writes().thenReturn(done())).status()).isEqualTo(ToolResult.Status.DONE);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void an_act_that_is_given_up_before_it_has_written_may_be_done_again() {
        Mono<ToolResult> stalls = transactions.in(Scope.system(tailor.id()), () -> insert().then(Mono.never()));
        assertThatThrownBy(() -> approve(stalls.timeout(Duration.ofMillis(300))))
                .hasMessageContaining("300");

        assertThat(answered()).isEqualTo(Answered.NOT_YET);
        assertThat(approve(writes().thenReturn(done())).status()).isEqualTo(ToolResult.Status.DONE);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void an_act_that_is_given_up_after_it_has_written_is_not_done_again() {
        Mono<ToolResult> stalls = writes().then(Mono.never());
        assertThatThrownBy(() -> approve(stalls.timeout(Duration.ofMillis(300))))
                .hasMessageContaining("300");

        assertThat(answered()).isEqualTo(Answered.APPROVED);
        assertThatThrownBy(() -> approve(writes().thenReturn(done()))).isInstanceOf(AnsweredBefore.class);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void an_act_may_read_before_it_writes_and_write_in_several_transactions() {
        Mono<Long> reads = transactions.in(
                Scope.system(tailor.id()),
                () -> database.sql("select 1").fetch().rowsUpdated());

        approve(reads.then(writes()).then(reads).then(writes()).thenReturn(done()));

        assertThat(answered()).isEqualTo(Answered.APPROVED);
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void what_was_refused_stays_open() {
        Mono<Long> locks = transactions.in(
                Scope.system(tailor.id()),
                () -> database.sql("select id from conversation limit 1 for update")
                        .fetch()
                        .all()
                        .count());

        assertThat(approve(locks.thenReturn(ToolResult.refused("closed", "Come back.")))
                        .isFailed())
                .isTrue();

        assertThat(answered()).isEqualTo(Answered.NOT_YET);
    }

    @Test
    void a_no_is_not_turned_into_a_yes_by_an_act_that_had_begun() {
        Mono<ToolResult> declinedMeanwhile = Mono.fromFuture(
                        () -> confirmations.decline(tailor.id(), confirmation).toFuture())
                .then(writes())
                .thenReturn(done());

        assertThatThrownBy(() -> approve(declinedMeanwhile))
                .isInstanceOfSatisfying(
                        AnsweredBefore.class,
                        before -> assertThat(before.approved()).isFalse());

        assertThat(written()).isZero();
        assertThat(confirmations.decline(tailor.id(), confirmation).block()).isEqualTo(Answered.DECLINED);
    }

    @Test
    void a_yes_that_was_acted_on_is_not_turned_into_a_no() {
        approve(writes().thenReturn(done()));

        assertThat(confirmations.decline(tailor.id(), confirmation).block()).isEqualTo(Answered.APPROVED);
        assertThat(answered()).isEqualTo(Answered.APPROVED);
    }

    private ToolResult approve(Mono<ToolResult> act) {
        return confirmations.approve(tailor.id(), confirmation, act).block(Duration.ofSeconds(10));
    }

    private Answered answered() {
        return confirmations.answered(tailor.id(), confirmation).block();
    }

    /** A transaction of its own, as a use case has it. */
    private Mono<Long> writes() {
        return transactions.in(Scope.system(tailor.id()), this::insert);
    }

    private Mono<Long> insert() {
        UUID id = Ids.next();
        return database.sql("insert into open_question (tenant_id, id, language, text, gist, state, answered_at)"
                        + " values (henk.tenant(), $1, 'de', $2, $3, 'answered', now())")
                .bind(0, id)
                .bind(1, mark)
                .bind(2, id.toString())
                .fetch()
                .rowsUpdated();
    }

    private long written() {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select count(*) from open_question where text = $1")
                                .bind(0, mark)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    private static ToolResult done() {
        return ToolResult.done(Map.of("status", "done"));
    }
}
