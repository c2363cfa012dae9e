package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/**
 * What was understood of one message.
 *
 * @param language it is written in, or the conversation's when it is too short to tell
 * @param switchTo the language that was asked for in so many words
 * @param acts what is done in it, sentence by sentence
 * @param slots things that were spoken about by name ("Budget", "Farbe"), whatever was said of them
 * @param mentioned concepts that occur at all, wanted or only asked about
 * @param details what is said beside wish and person
 */
record Heard(
        String text,
        String language,
        Optional<String> switchTo,
        List<Act> acts,
        List<Change> changes,
        Contact contact,
        List<String> slots,
        List<String> mentioned,
        Details details) {

    private static final double SURELY_CHOSEN = 0.8;

    /**
     * @param score 0 to 1; what was told by rule has 1
     * @param start where the sentence begins in the message
     */
    record Act(Intent intent, double score, String sentence, int start) {

        /** "Den blauen" chooses among what is shown, "lieber blau" wants something else. */
        boolean onlyMentions() {
            return intent.onlyMentions() && (intent != Intent.CHOOSE || score >= SURELY_CHOSEN);
        }

        boolean covers(int at) {
            return at >= start && at < start + sentence.length();
        }
    }

    boolean does(Intent intent) {
        return acts.stream().anyMatch(act -> act.intent() == intent);
    }

    boolean doesAny(Intent... intents) {
        return java.util.Arrays.stream(intents).anyMatch(this::does);
    }

    Optional<Integer> pick() {
        return details.picks().stream().findFirst();
    }

    boolean isEmpty() {
        return acts.isEmpty() && changes.isEmpty() && contact.isEmpty() && details.isEmpty() && switchTo.isEmpty();
    }
}
