package app.henk.agent.offline;

import java.time.LocalTime;
import java.util.Optional;

/**
 * What a message says about coming by, or what of it could be meant so.
 *
 * @param day on which, or the days among which
 * @param shift minutes later than what was spoken of before, negative for earlier
 * @param sameTime at the hour of the visit that was spoken of before
 * @param part of the day: morning, afternoon or evening
 * @param type measurement, fitting, pick_up or video
 */
record Visit(
        Optional<When> day,
        Optional<LocalTime> time,
        Optional<Integer> shift,
        boolean sameTime,
        Optional<String> part,
        Optional<String> type) {

    static final Visit NONE =
            new Visit(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

    boolean saysWhen() {
        return day.isPresent() || time.isPresent() || shift.isPresent() || part.isPresent();
    }
}
