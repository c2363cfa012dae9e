package app.henk.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * One thing that the tenant sells: a fabric that a suit is made of, a machine. Texts are in the language that was asked
 * for, or in the tenant's own where that one is missing.
 *
 * @param price for one {@code unit}; of a fabric: the made-to-measure suit from this cloth, "from"
 * @param stock what can be had now, in metres of a fabric or pieces
 * @param perUnit how much of the stock one unit takes
 * @param leadDays calendar days from order to hand-over; of an extra: how many it adds
 * @param cloth textile facts; absent for what is not cloth
 * @param facts further facts as the tenant named them, in their order
 * @param extraFor the kind of product that this one is added to; empty for what is sold by itself
 */
public record Product(
        UUID id,
        String sku,
        String kind,
        String name,
        String description,
        Money price,
        String unit,
        double stock,
        double perUnit,
        int leadDays,
        List<String> occasions,
        Optional<Cloth> cloth,
        Map<String, String> facts,
        Optional<String> extraFor) {

    /** Whether there is enough for one. */
    public boolean isInStock() {
        return stock >= perUnit;
    }

    /** When one would be ready if it were ordered on this day. */
    public LocalDate readyWhenOrdered(LocalDate day) {
        return day.plusDays(leadDays);
    }

    /**
     * @param composition percent by fibre, summing to 100
     * @param weight grams per square metre
     * @param crease resistance to creasing, 1 (creases at a look) to 5
     * @param ease of care, 1 (a specialist's work) to 5 (hangs smooth over night); 0 when it is not said
     * @param formality 1 (leisure) to 5 (evening)
     * @param colourHex for the drawn swatch, {@code #rrggbb}
     */
    public record Cloth(
            String mill,
            String weave,
            String pattern,
            String colour,
            String colourHex,
            Map<String, Integer> composition,
            int weight,
            List<String> seasons,
            String handle,
            int crease,
            String care,
            int ease,
            int formality) {}
}
