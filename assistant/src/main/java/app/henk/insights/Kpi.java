package app.henk.insights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Figures that no typed question says, because they are made of conversations, orders and the house's own work. What each
 * of them means stands in {@code insights.kpi}, beside its name, and goes with every answer.
 */
public enum Kpi {
    REGISTERED(Panel.CUSTOMERS, Answer.Unit.PERCENT),
    CONVERSATIONS_TO_DEAL(Panel.CUSTOMERS, Answer.Unit.NUMBER),
    ASSISTANT_RESPONSE(Panel.CUSTOMERS, Answer.Unit.NUMBER),
    PERSON_RESPONSE(Panel.CUSTOMERS, Answer.Unit.NUMBER),
    ORDER_VALUE(Panel.CUSTOMERS, Answer.Unit.MONEY),
    CHAT_WIN_RATE(Panel.CUSTOMERS, Answer.Unit.PERCENT),
    FOLLOW_UP_RATE(Panel.USE, Answer.Unit.PERCENT),
    FORECAST_ACCURACY(Panel.USE, Answer.Unit.PERCENT),
    ACTIVE_USERS(Panel.USE, Answer.Unit.COUNT),
    HOURS_SAVED(Panel.USE, Answer.Unit.HOURS);

    /** What somebody looks at together. */
    public enum Panel {
        /** How visitors become customers. */
        CUSTOMERS,
        /** What the house makes of the assistant. */
        USE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Panel> of(String key) {
            return Arrays.stream(values())
                    .filter(panel -> panel.key().equals(key))
                    .findFirst();
        }

        List<Kpi> figures() {
            return Arrays.stream(Kpi.values()).filter(kpi -> kpi.panel == this).toList();
        }
    }

    private final Panel panel;
    private final Answer.Unit unit;

    Kpi(Panel panel, Answer.Unit unit) {
        this.panel = panel;
        this.unit = unit;
    }

    public static Optional<Kpi> of(String key) {
        return Arrays.stream(values()).filter(kpi -> kpi.key().equals(key)).findFirst();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Panel panel() {
        return panel;
    }

    public Answer.Unit unit() {
        return unit;
    }
}
