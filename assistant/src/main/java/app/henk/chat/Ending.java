package app.henk.chat;

/** How a run came to its end. */
sealed interface Ending {

    record Finished() implements Ending {}

    record Stopped() implements Ending {}

    /** @param sentence for the person, in their language */
    record Failed(String code, String sentence) implements Ending {}

    /** As the run's row says it. */
    default String status() {
        return switch (this) {
            case Finished f -> "finished";
            case Stopped s -> "stopped";
            case Failed f -> "interrupted";
        };
    }
}
