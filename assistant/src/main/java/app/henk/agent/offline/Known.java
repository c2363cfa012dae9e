package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/**
 * What a conversation has come to when a message arrives, as far as it decides what the message means.
 *
 * @param purposes what something is needed for, as concepts
 * @param near days that are being spoken of, so that a bare "am 12." is one of their month
 * @param asked what the last answer asked for, empty for nothing
 * @param named whether the person's name is known
 * @param shown whether things lie on the table
 * @param visiting whether a time for a visit is being looked for, or was agreed on just now
 * @param booked whether a visit is agreed on
 * @param people for how many something is needed
 */
record Known(
        Optional<Budget> budget,
        Optional<When> when,
        List<String> purposes,
        Optional<When> near,
        String asked,
        boolean named,
        boolean shown,
        boolean visiting,
        boolean booked,
        Optional<Integer> people) {

    static Known nothing() {
        return new Known(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "",
                false,
                false,
                false,
                false,
                Optional.empty());
    }
}
