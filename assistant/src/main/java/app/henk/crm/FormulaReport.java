package app.henk.crm;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Two formulas over the same leads, side by side.
 *
 * @param open leads that are neither won nor lost, those first on which the two differ most; at most 20 are shown
 */
public record FormulaReport(Judged one, Judged other, List<Difference> open) {

    /**
     * How a formula does.
     *
     * @param keyAccounts open leads that it calls key accounts
     * @param average score of the open leads, rounded
     * @param decided won and lost leads that it was tried on
     * @param conversionOfKey won of all decided that it would have called key accounts, in percent; -1 when there are none
     * @param conversionOfRest the same of the others
     * @param ranking how often a lead that was won has more points than one that was lost, in percent, 50 being chance;
     *     -1 when there are none of either
     * @param good opinions of colleagues that its score was good
     * @param bad opinions that it was not
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Judged(
            String version,
            int keyAccounts,
            int average,
            int decided,
            int conversionOfKey,
            int conversionOfRest,
            int ranking,
            int good,
            int bad) {}

    public record Difference(UUID lead, String name, int one, int other) {}
}
