package app.henk.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What survived the limits, best first, each with the reasons for its place; and when nothing survived, the smallest
 * relaxation that opens something.
 *
 * @param total how many survived in all
 */
public record ProductMatches(List<Match> matches, int total, Optional<Relaxation> relaxation) {

    /** @param reasons keys of wording such as {@code season.summer} or {@code weight.light}, most telling first */
    public record Match(Product product, List<String> reasons) {}

    /**
     * @param limit the limit to move: {@code price_max}, {@code needed_by}, {@code colour}, {@code season} …
     * @param to the value that would open {@code opens} products, in the limit's own form (2350.00, 2027-06-19, "")
     */
    public record Relaxation(String limit, String to, int opens) {}
}
