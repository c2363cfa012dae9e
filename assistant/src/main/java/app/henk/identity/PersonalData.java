package app.henk.identity;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * What a module keeps about people. Every module with personal rows has one bean of it; export and erasure go over all
 * of them and know no table themselves. A test reads PostgreSQL's catalogue and fails for a table with text that neither
 * stands here nor in the list of tables without personal data.
 *
 * <p>A table whose rows carry {@code conversation_id} or {@code account_id} is also guarded by its migration, so that
 * nothing is written for somebody who has just been erased: {@code select henk.guard_erased('appointment')}.
 *
 * <p>Beans are taken in the order of {@link org.springframework.core.annotation.Order}; identity comes last, so that
 * rows which point to an account are gone before it.
 */
public interface PersonalData {

    /** The module's name, under which an export and a receipt show it. */
    String section();

    /** All tables of the module that hold personal data, those first that refer to others. */
    List<PersonalTable> tables();

    /**
     * Ends what is going on for this person before the rows are erased: an answer that is being written, a mail that is
     * being sent. Runs outside of any transaction and may be repeated.
     */
    default Mono<Void> beforeErasure(DataSubject person) {
        return Mono.empty();
    }

    /**
     * The same when the person has asked in an answer that is being made: that one goes on, to say what was done.
     *
     * @param run in which it was asked for
     */
    default Mono<Void> beforeErasure(DataSubject person, UUID run) {
        return beforeErasure(person);
    }

    /**
     * In the transaction of the erasure, as the system, before any row is touched: for a module that has to tell others
     * what is about to go.
     */
    default Mono<Void> erasing(DataSubject person) {
        return Mono.empty();
    }

    /**
     * Notes that the person no longer agrees to being contacted, as far as the module keeps that. In the caller's
     * transaction, as the system; may be repeated.
     */
    default Mono<Void> consentWithdrawn(DataSubject person) {
        return Mono.empty();
    }

    /** Lets go of what is remembered outside of the database, such as a cache. Runs when the erasure is committed. */
    default Mono<Void> afterErasure(DataSubject person) {
        return Mono.empty();
    }
}
