package app.henk.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much was shown, and what of it was wrong. */
final class Findings {

    enum Kind {
        PRODUCTS("products"),
        PRICES("prices"),
        DATES("dates and days"),
        STOCK("stock"),
        REASONS("near misses and relaxations"),
        SUMS("sums"),
        TEXTS("sentences with a lie"),
        TRUTHS("true sentences");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final int MOST_EXAMPLES = 5;

    private final Map<Kind, Long> shown = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> wrong = new EnumMap<>(Kind.class);
    private final List<String> examples = new ArrayList<>();

    /** One thing that a person would have read. */
    synchronized void shown(Kind kind, boolean right, String what) {
        shown.merge(kind, 1L, Long::sum);
        if (!right) {
            wrong.merge(kind, 1L, Long::sum);
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(kind.words + ": " + what);
            }
        }
    }

    synchronized long wrong() {
        return wrong.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized void print(String title) {
        System.out.println("\n" + title);
        for (Kind kind : Kind.values()) {
            if (shown.containsKey(kind)) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-28s %,9d shown %6d wrong%n",
                        kind.words,
                        shown.getOrDefault(kind, 0L),
                        wrong.getOrDefault(kind, 0L));
            }
        }
        examples.forEach(example -> System.out.println("    " + example));
    }
}
