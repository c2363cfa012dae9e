package app.henk.promises;

import java.util.Map;

/**
 * A tenant's own rules, as data.
 *
 * @param days by kind: how many days, on which the house is open, it takes
 * @param warn how many of them before the day staff is warned
 */
record PromiseRules(Map<String, Integer> days, int warn) {

    private static final int LONGEST = 250;

    PromiseRules {
        days = Map.copyOf(days);
        if (warn < 0
                || warn > LONGEST
                || days.values().stream().anyMatch(n -> n < 1 || n > LONGEST)
                || !PromiseKind.keys().containsAll(days.keySet())) {
            throw new IllegalArgumentException(
                    "A promise takes 1 to " + LONGEST + " days; kinds are " + PromiseKind.keys());
        }
    }

    int days(PromiseKind kind) {
        return days.getOrDefault(kind.key(), 1);
    }
}
