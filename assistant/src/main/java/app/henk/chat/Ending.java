package app.henk.chat;

import java.util.List;
import java.util.Map;

/** How a run came to its end. */
sealed interface Ending {

    /** @param interrupts what a person is asked before it goes on; none as a rule */
    record Finished(List<Map<String, Object>> interrupts) implements Ending {
        Finished() {
            this(List.of());
        }
    }

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
