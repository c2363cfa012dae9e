package app.henk.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What survived the limits, best first, each with the reasons for its place; which one would have been among them but
 * for a single limit; and when nothing survived, the smallest relaxation that opens something.
 *
 * @param asOf the shop's day, from which production time was counted
 * @param total how many survived in all
 */
public record ProductMatches(
        LocalDate asOf, List<Match> matches, int total, Optional<NearMiss> fourth, Optional<Relaxation> relaxation) {

    /** @param reasons keys of wording such as {@code season.summer} or {@code weight.light}, most telling first */
    public record Match(Product product, List<String> reasons) {}

    /**
     * @param limit the limit to move: {@code price_max}, {@code needed_by}, {@code colour}, {@code season} …
     * @param to the value that would do, in the limit's own form (2350.00, 2027-06-19); empty for a limit to give up
     */
    public record Move(String limit, String to) {}

    /** @param missed the one limit that this product breaks, and the value that would have let it in */
    public record NearMiss(Product product, Move missed) {}

    /**
     * @param moves as few limits as possible, one as a rule, each moved no further than needed
     * @param opens how many products are open then
     */
    public record Relaxation(List<Move> moves, int opens) {}
}
