package app.henk.crm;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** @param next what to pass as {@code after} for the page behind this one; empty on the last one */
public record Page<T>(List<T> items, Optional<String> next) {

    /** @param found one more than {@code limit} when there is a page behind this one */
    static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        boolean more = found.size() > limit;
        List<T> items = more ? List.copyOf(found.subList(0, limit)) : List.copyOf(found);
        return new Page<>(items, more ? Optional.of(cursor.apply(items.getLast())) : Optional.empty());
    }
}
