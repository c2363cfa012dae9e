package app.henk.agent.offline;

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

    /** @param words in which the person said it */
    record Dated(When when, String words) implements Change {}

    /** @param slot budget, date, or a kind of concept; no longer a limit, and not to be asked for again */
    record Open(String slot) implements Change {}

    static String kind(String concept) {
        return concept.substring(0, Math.max(0, concept.indexOf('.')));
    }
}
