package app.henk.groups;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a group is. Says of each person what is done and what is missing, never a measure.
 *
 * @param link that lets people in; empty for who may not give it away, and when it is void
 * @param needed how many measures everybody gives
 */
public record GroupProgress(
        UUID id,
        String kind,
        String name,
        Optional<LocalDate> date,
        int size,
        Optional<LocalDate> deadline,
        Optional<String> link,
        Optional<Instant> linkUntil,
        int needed,
        List<Member> members) {

    /**
     * @param name empty for who has not said it yet
     * @param known how many of the needed measures are known
     * @param email left by who agreed to be asked; for staff alone, as the number is
     * @param phone in E.164
     */
    public record Member(
            UUID id,
            Optional<String> name,
            boolean agreed,
            int known,
            boolean done,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> email,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> phone) {}

    /** People for whom nothing is missing. */
    public long done() {
        return members.stream().filter(Member::done).count();
    }
}
