package app.henk.agent.offline.staff;

import app.henk.agent.offline.staff.Command.Call;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what a message adds behind a full stop to what it has ordered: "Brandt hat zugesagt! 14.200 Euro." */
final class Additions {

    private static final Map<String, String> AMOUNTS =
            Map.of("create_deal", "value", "update_deal", "value", "close_deal", "value", "create_lead", "budget");
    private static final Map<String, String> DAYS =
            Map.of("create_deal", "close", "update_deal", "close", "close_deal", "on", "log_activity", "due");

    private Additions() {}

    /** Empty when the words say anything else, or something that the order has already or does not take. */
    static Optional<Command> to(Command order, Clause said) {
        return switch (order) {
            case Command _ when said.isQuestionMarked() -> Optional.empty();
            case Call call when isComplete(call) -> Optional.empty();
            case Call call -> added(call, said.fresh()).map(Command.class::cast);
            case Command.Missing missing
            when missing.what().equals("due") ->
                added(new Call(missing.tool(), missing.said()), said.fresh()).map(Command.class::cast);
            default -> Optional.empty();
        };
    }

    /** What was lost has no price, and what was said or done no day by which it shall be. */
    private static boolean isComplete(Call call) {
        return "lost".equals(call.arguments().get("outcome"))
                || call.tool().equals("log_activity")
                        && !call.arguments().containsKey("next")
                        && !"task".equals(call.arguments().get("type"));
    }

    private static Optional<Call> added(Call call, Clause clause) {
        Slots slots = new Slots(clause);
        Optional<LocalDate> day = slots.day(true);
        Optional<BigDecimal> amount = slots.amount();
        boolean more = IntStream.range(0, clause.size()).anyMatch(i -> clause.isFree(i, i + 1) && !clause.isSmall(i));
        Optional<Call> dated = with(call, DAYS, day.map(LocalDate::toString));
        return more || day.isEmpty() && amount.isEmpty()
                ? Optional.empty()
                : dated.flatMap(one -> with(one, AMOUNTS, amount));
    }

    private static Optional<Call> with(Call call, Map<String, String> names, Optional<?> value) {
        String name = names.getOrDefault(call.tool(), "");
        if (value.isEmpty()) {
            return Optional.of(call);
        }
        return name.isEmpty() || call.arguments().containsKey(name)
                ? Optional.empty()
                : Optional.of(call.with(name, value.get()));
    }
}
