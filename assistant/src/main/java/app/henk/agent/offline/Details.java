package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a message says beside wish and person.
 *
 * @param goods what is for sale and called by its name, as the catalogue writes it
 * @param picks which of several: 1 for the first, -1 for the last
 * @param measures of a body, by the names of the tool that keeps them
 * @param people how many there are to be dressed
 * @param age of whoever writes, where they are no adult
 * @param past a day was named for the occasion that is over, such as a birthday
 * @param noDay a day was named that no calendar has
 */
record Details(
        List<String> goods,
        Visit visit,
        List<Integer> picks,
        Map<String, BigDecimal> measures,
        Optional<Integer> people,
        Optional<Integer> age,
        boolean past,
        boolean noDay) {

    static final Details NONE =
            new Details(List.of(), Visit.NONE, List.of(), Map.of(), Optional.empty(), Optional.empty(), false, false);

    boolean isEmpty() {
        return goods.isEmpty()
                && picks.isEmpty()
                && measures.isEmpty()
                && !visit.saysWhen()
                && people.isEmpty()
                && age.isEmpty()
                && !past
                && !noDay;
    }
}
