package app.henk.transfer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that somebody has uploaded, as a conversation speaks of it.
 *
 * @param fresh rows that came in, or would
 * @param known rows that were here already
 * @param refused rows with errors, which stay out
 * @param summary how it stands, in words
 * @param problems what is wrong with the first of its rows, a sentence for each
 * @param changeSet to take it back by; empty while nothing is written
 * @param takenBack whether it was taken back
 */
public record UploadedFile(
        UUID id,
        String name,
        Stage stage,
        int rows,
        int fresh,
        int known,
        int refused,
        int corrected,
        String summary,
        List<String> problems,
        Optional<UUID> changeSet,
        boolean takenBack) {

    public enum Stage {
        /** Nothing of it is a record yet, and nobody has tried. */
        WAITING,
        UNDER_WAY,
        /** It is known what would come of it. */
        TRIED,
        TAKEN,
        /** It ended before its last row. */
        BROKEN_OFF
    }

    static Stage stage(DataImport.State state) {
        return switch (state) {
            case RECEIVING, MAPPED -> Stage.WAITING;
            case QUEUED, RUNNING -> Stage.UNDER_WAY;
            case CHECKED -> Stage.TRIED;
            case DONE -> Stage.TAKEN;
            case CANCELLED, FAILED -> Stage.BROKEN_OFF;
        };
    }

    /** Where it can be followed, corrected and read row by row. */
    public String address() {
        return "/api/imports/" + id;
    }
}
