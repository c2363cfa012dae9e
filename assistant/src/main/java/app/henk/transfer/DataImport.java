package app.henk.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file on its way in.
 *
 * @param account of the colleague who sent it
 * @param rows of the whole file
 * @param changeSet what it wrote; empty before it has
 * @param takenBack how many of the records that it wrote are as before again; empty while what it wrote stands
 */
record DataImport(
        UUID id,
        UUID account,
        String fileName,
        State state,
        Optional<FileForm> form,
        Mapping mapping,
        boolean dryRun,
        int pieces,
        int rows,
        int nextPiece,
        Counts counts,
        Optional<UUID> changeSet,
        boolean cancelAsked,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Integer> takenBack) {

    /** Whether a run has ended that wrote something. */
    boolean hasWritten() {
        return !dryRun && state.hasRun() && counts.created() > 0;
    }

    /** Whether it waits to be imported, though its rows are no longer kept. */
    boolean isGone() {
        return pieces == 0 && (state == State.MAPPED || state == State.CHECKED);
    }

    DataImport takenBack(int records) {
        return new DataImport(
                id,
                account,
                fileName,
                state,
                form,
                mapping,
                dryRun,
                pieces,
                rows,
                nextPiece,
                counts,
                changeSet,
                cancelAsked,
                createdAt,
                startedAt,
                finishedAt,
                Optional.of(Math.min(records, counts.created())));
    }

    enum State {
        RECEIVING,
        /** Waits for somebody to look at the mapping. */
        MAPPED,
        QUEUED,
        RUNNING,
        /** Tried without writing anything. */
        CHECKED,
        DONE,
        CANCELLED,
        /** Broke off; may be run again, and what is in already stays as it is. */
        FAILED;

        boolean isUnderWay() {
            return this == QUEUED || this == RUNNING;
        }

        /** Whether it may be run, for the first time or once more. */
        boolean mayBegin() {
            return this == MAPPED || this == CHECKED || this == FAILED || this == CANCELLED;
        }

        boolean hasRun() {
            return this == DONE || this == CANCELLED || this == FAILED;
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * @param unchanged rows that were here already
     * @param corrected rows that came in with another value than they have in the file
     */
    record Counts(int done, int created, int unchanged, int refused, int corrected) {}
}
