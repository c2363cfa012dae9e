package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a message calls by its name and does not lie on the table: it is looked up, whatever else is wished. */
final class NamedGoods {

    private static final int MOST = 4;

    private final Dialogue dialogue;

    NamedGoods(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** As long as something that was named has not been looked up for this message. */
    boolean areElsewhere() {
        return !names().isEmpty() && dialogue.results.stream().noneMatch(this::isFor);
    }

    /** The search for them; empty for who complains, leaves or wants somebody to talk to. */
    Optional<ToolCall> search() {
        boolean aside = dialogue.heard.doesAny(
                Intent.COMPLAINT, Intent.GOODBYE, Intent.PERSON, Intent.ORDER_STATUS, Intent.MY_BOOKINGS);
        if (!areElsewhere() || aside) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("names", names());
        return Optional.of(new ToolCall(Tools.SEARCH, arguments));
    }

    /** Whether a result is of the search for them. */
    boolean isFor(ToolResult result) {
        return result.tool().equals(Tools.SEARCH)
                && !names().isEmpty()
                && result.arguments().has("names");
    }

    /** Of what a search found, those that were named, in the order in which they were. */
    List<Offer> found(ToolResult result) {
        return names().stream()
                .flatMap(name -> result.offers().stream()
                        .filter(offer -> offer.name().equalsIgnoreCase(name))
                        .limit(1))
                .toList();
    }

    /** Looked up for this message. */
    List<Offer> found() {
        return dialogue.results.stream()
                .filter(this::isFor)
                .findFirst()
                .map(this::found)
                .orElse(List.of());
    }

    /** What was called by its name and lies there, looked up for this message or before it. */
    List<Offer> onTheTable() {
        return dialogue.heard.details().goods().stream()
                .flatMap(name -> dialogue.table.shown.stream()
                        .filter(offer -> offer.name().equalsIgnoreCase(name)))
                .distinct()
                .toList();
    }

    /** "Fresco or tweed": two that are named in a question are weighed against each other. */
    boolean areCompared() {
        return dialogue.heard.details().goods().size() > 1
                && dialogue.heard.doesAny(Intent.QUESTION, Intent.COMPARE)
                && !dialogue.heard.does(Intent.CHOOSE);
    }

    /** Whether a sentence asks what the thing itself tells: its price, a property, how it differs. */
    boolean tell(Act act) {
        boolean own = act.intent() != Intent.QUESTION
                || dialogue.pointing().property(act).isPresent();
        return own && (areElsewhere() || !found().isEmpty());
    }

    private List<String> names() {
        List<String> named = dialogue.heard.details().goods();
        boolean lieThere = named.stream()
                .allMatch(name -> dialogue.table.shownBefore.stream()
                        .anyMatch(offer -> offer.name().equalsIgnoreCase(name)));
        return lieThere ? List.of() : named.stream().limit(MOST).toList();
    }
}
