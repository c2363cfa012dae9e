package app.henk.agent.offline;

import java.util.List;
import java.util.stream.Stream;

/** What a search that found nothing has offered to give way on, for as long as that is open. */
final class Concessions {

    private List<Change> offered = List.of();
    private String words = "";

    boolean isOpen() {
        return !offered.isEmpty();
    }

    /** What the last search offered, in the catalogue's words; empty when it found something. */
    String words() {
        return words;
    }

    void searched(ToolResult result) {
        words = result.result().path("relaxation").path("words").asString("");
        offered = result.offers().isEmpty() ? Concession.of(result) : List.of();
    }

    /**
     * "Ja" to "mit 990 € ginge es". What is passed over stays open until something else is told.
     *
     * @param asked what the last answer asked for
     */
    Stream<Change> accepted(Heard heard, String asked) {
        List<Change> meant = offered;
        // "ok, what would the cheapest come to?" goes on with what was offered
        boolean goesOn = asked.isEmpty() && heard.doesAny(Intent.PRICE, Intent.SHOW);
        boolean leaves = heard.doesAny(Intent.GOODBYE, Intent.DOUBT);
        boolean yes = heard.does(Intent.AFFIRM) && (asked.equals("relax") || goesOn);
        // "soll ich so suchen?" – "zeig mal"
        boolean wantsToSee = asked.equals("relax") && heard.does(Intent.SHOW) && !heard.does(Intent.DENY);
        boolean agrees = (yes || wantsToSee) && !leaves && heard.changes().isEmpty();
        if (agrees || heard.does(Intent.DENY) || !heard.changes().isEmpty()) {
            offered = List.of();
        }
        return agrees ? meant.stream() : Stream.empty();
    }
}
