package app.henk.crm;

import java.time.LocalDate;
import java.util.List;

/**
 * What needs somebody today.
 *
 * @param items the most pressing first; empty when nothing does
 * @param more whether there is more of the kind than is shown
 */
public record Day(LocalDate date, List<DayItem> items, boolean more) {

    public boolean isFree() {
        return items.isEmpty();
    }
}
