package app.henk.crm;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an undo did.
 *
 * @param changeSet of the undo itself, which can be undone in turn
 * @param restored what is as it was, one sentence each
 * @param kept what could not be taken back and why, one sentence each
 */
public record Undone(UUID changeSet, List<String> restored, List<String> kept) {

    /** Where something was taken back, what stays elsewhere is said too. */
    Undone withKept(List<String> elsewhere) {
        return restored.isEmpty()
                ? this
                : new Undone(
                        changeSet,
                        restored,
                        Stream.concat(kept.stream(), elsewhere.stream()).toList());
    }
}
