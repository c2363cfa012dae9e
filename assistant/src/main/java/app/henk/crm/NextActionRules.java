package app.henk.crm;

import app.henk.platform.DayFormats;
import app.henk.platform.Wording;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What to do next for a deal, by rules: the first three that apply. What they say stands under {@code prompts}. */
@Component
class NextActionRules {

    static final int ACTIONS = 3;

    /** From this chance on the last questions are open, below the lower one the first. */
    private static final int LATE = 65;

    private static final int EARLY = 40;

    private final Wording wording;

    NextActionRules(Wording wording) {
        this.wording = wording;
    }

    List<String> write(DealSituation deal, String language) {
        Map<String, Object> values = values(deal, language);
        return Stream.concat(reasons(deal).stream(), phase(deal).stream())
                .map(rule -> wording.say("next." + rule, language, values))
                .distinct()
                .limit(ACTIONS)
                .toList();
    }

    /** What is wrong or missing, the most pressing first. */
    private static List<String> reasons(DealSituation deal) {
        List<String> rules = new ArrayList<>();
        if (deal.health().isEmpty()) {
            return rules;
        }
        when(rules, "task_late", firstTask(deal).filter(task -> task.due().isBefore(deal.today())));
        when(rules, "close_overdue", cause(deal, Health.Cause.OVERDUE));
        when(rules, deal.contact().isPresent() ? "call_contact" : "call_company", cause(deal, Health.Cause.SILENCE));
        when(rules, "find_contact", Optional.of(deal).filter(d -> d.contact().isEmpty()));
        when(rules, "follow_up_meeting", last(deal, type -> type.equals("meeting") || type.equals("call")));
        when(rules, "task_next", firstTask(deal).filter(task -> !task.due().isBefore(deal.today())));
        when(rules, "stuck", cause(deal, Health.Cause.TIME_IN_STAGE));
        when(rules, "estimate", Optional.of(deal).filter(d -> d.value().isEmpty()));
        when(
                rules,
                "agree_date",
                Optional.of(deal).filter(d -> d.expectedClose().isEmpty()));
        when(rules, "plan_step", cause(deal, Health.Cause.NO_NEXT_STEP));
        return rules;
    }

    /** What is always right at this point; three of each, so that there are never less than three actions. */
    private static List<String> phase(DealSituation deal) {
        String phase = switch (deal.status()) {
            case "won" -> "won";
            case "lost" -> "lost";
            default -> deal.probability() >= LATE ? "late" : deal.probability() >= EARLY ? "middle" : "early";
        };
        return List.of(phase + ".first", phase + ".second", phase + ".third");
    }

    private static void when(List<String> rules, String rule, Optional<?> applies) {
        applies.ifPresent(yes -> rules.add(rule));
    }

    private static Optional<Health.Reason> cause(DealSituation deal, Health.Cause cause) {
        return deal.health().stream()
                .flatMap(health -> health.reasons().stream())
                .filter(reason -> reason.cause() == cause)
                .findFirst();
    }

    private static Optional<DealSituation.Planned> firstTask(DealSituation deal) {
        return deal.tasks().stream().findFirst();
    }

    private static Optional<DealSituation.Happened> last(DealSituation deal, Predicate<String> type) {
        return deal.activities().stream()
                .limit(1)
                .filter(activity -> type.test(activity.type()))
                .findFirst();
    }

    private static Map<String, Object> values(DealSituation deal, String language) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", deal.title());
        values.put("stage", deal.stage());
        values.put("with", deal.contact().or(deal::company).orElse(deal.title()));
        deal.company().ifPresent(company -> values.put("company", company));
        deal.nextStage().ifPresent(stage -> values.put("next_stage", stage));
        deal.expectedClose().ifPresent(close -> values.put("close", day(close, language)));
        deal.activities().stream()
                .findFirst()
                .ifPresent(activity -> values.put("spoken", day(activity.on(), language)));
        firstTask(deal).ifPresent(task -> {
            values.put("task", task.subject());
            values.put("task_due", day(task.due(), language));
        });
        cause(deal, Health.Cause.SILENCE).ifPresent(reason -> values.put("silent_days", reason.days()));
        cause(deal, Health.Cause.TIME_IN_STAGE).ifPresent(reason -> values.put("stage_days", reason.days()));
        return values;
    }

    private static String day(LocalDate date, String language) {
        return DayFormats.of(FormatStyle.LONG, Locale.forLanguageTag(language.equals("en") ? "en-GB" : language))
                .format(date);
    }
}
