package app.henk.agent.offline;

import java.util.Optional;

/** One fact of a brief as a message told it. */
sealed interface Change {

    /** @param also beside what was wanted before, instead of in its place */
    record Wanted(String concept, boolean also) implements Change {}

    record Avoided(String concept) implements Change {}

    /** Wanted as long as nothing else of its kind is. */
    record Supposed(String concept) implements Change {}

    /** Neither wanted nor avoided any more. */
    record Dropped(String concept) implements Change {}

    /** @param words in which the person said it */
    record Spending(Budget budget, String words) implements Change {}

    /** Grams for a square metre, both ends included. */
    record Weighing(Optional<Integer> least, Optional<Integer> most) implements Change {

        /** What somebody who names one weight also takes. */
        private static final int ABOUT = 20;

        /** The one weight that was named, or the middle of two. */
        int named() {
            return (least.or(() -> most).orElse(0) + most.or(() -> least).orElse(0)) / 2;
        }

        /** @param bound above, below or about */
        static Weighing of(String bound, int grams) {
            return switch (bound) {
                case "above" -> new Weighing(Optional.of(grams), Optional.empty());
                case "below" -> new Weighing(Optional.empty(), Optional.of(grams));
                default -> new Weighing(Optional.of(grams - ABOUT), Optional.of(grams + ABOUT));
            };
        }
    }

    /** @param words in which the person said it */
    record Dated(When when, String words) implements Change {}

    /** @param slot budget, date, or a kind of concept; no longer a limit, and not to be asked for again */
    record Open(String slot) implements Change {}

    static String kind(String concept) {
        return concept.substring(0, Math.max(0, concept.indexOf('.')));
    }
}
