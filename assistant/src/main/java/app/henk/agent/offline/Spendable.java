package app.henk.agent.offline;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a sum is what the person wants to spend, and not what somebody else pays, or no money at all. */
final class Spendable implements Predicate<Span<Change>> {

    /** Beside these a number that is not said to be money is none. */
    private static final Set<Intent> ASKING =
            Set.of(Intent.QUESTION, Intent.COMPARE, Intent.UNCLEAR, Intent.MORE_ABOUT, Intent.OFF_TOPIC);

    private static final double HAGGLING = 0.7;

    private final Line line;
    private final List<Heard.Act> acts;

    private Spendable(Line line, List<Heard.Act> acts) {
        this.line = line;
        this.acts = acts;
    }

    static Spendable of(Line line, List<Heard.Act> acts) {
        return new Spendable(line, acts);
    }

    @Override
    public boolean test(Span<Change> sum) {
        // "für 1.390 Euro erwarte ich was anderes" names what was paid
        boolean complains = acts.stream().anyMatch(act -> act.intent() == Intent.COMPLAINT);
        return !complains && !isOthers(sum) && (isLimit(sum) || acts.stream().noneMatch(act -> isOnlySaid(sum, act)));
    }

    /** "Und wenn ich 300 drauflege?" */
    static boolean isMoved(Line line, Span<?> sum) {
        return line.words().of("money.moved").isIn(line.tokens().subList(sum.from(), sum.to()))
                || line.words()
                        .of("money.raises")
                        .before(line.tokens(), sum.from())
                        .isPresent();
    }

    private boolean isLimit(Span<Change> sum) {
        return isMoved(line, sum)
                || (sum.value() instanceof Change.Spending said
                        && said.budget().min().isPresent())
                || line.words()
                        .of("money.bounds")
                        .before(line.tokens(), sum.from())
                        .isPresent();
    }

    /** What a competitor asks for, or a number in a question. */
    private boolean isOnlySaid(Span<Change> sum, Heard.Act act) {
        return act.covers(line.tokens().get(sum.from()).start())
                && ((act.intent() == Intent.HAGGLE && act.score() >= HAGGLING)
                        || (!isMoney(sum) && ASKING.contains(act.intent())));
    }

    private boolean isMoney(Span<Change> sum) {
        return line.words()
                .of("money.currency")
                .isIn(line.tokens()
                        .subList(
                                Math.max(0, sum.from() - 1),
                                Math.min(line.tokens().size(), sum.to() + 1)));
    }

    /** What somebody else paid, or asks for, elsewhere: "mein Schwager hat seinen um 400 gekriegt". */
    private boolean isOthers(Span<Change> sum) {
        List<Token> sentence = line.sentence(sum);
        return line.words().of("money.elsewhere").isIn(sentence)
                && !line.words().of("money.own").isIn(sentence)
                && !line.setting().asked().equals("budget");
    }
}
