package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a deal when somebody asks what to do next. Subjects of activities may come from outside and try to
 * give orders.
 *
 * @param stage its name in the language asked for
 * @param probability of the stage, in percent
 * @param nextStage the name of the stage behind it in the pipeline, when it is open
 * @param contact the person to speak with
 * @param health empty when the deal is closed
 * @param activities the last ones, the newest first
 * @param tasks open ones by the day they are due
 */
public record DealSituation(
        String title,
        String status,
        String stage,
        int probability,
        Optional<String> nextStage,
        Optional<String> company,
        Optional<String> contact,
        Optional<BigDecimal> value,
        String currency,
        Optional<LocalDate> expectedClose,
        Optional<Health> health,
        List<Happened> activities,
        List<Planned> tasks,
        LocalDate today) {

    public record Happened(String type, String subject, LocalDate on) {}

    public record Planned(String subject, LocalDate due) {}
}
