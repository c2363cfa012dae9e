package app.henk.agent.tools;

import app.henk.agent.Card;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What comes of asking for something that must be confirmed. */
public sealed interface Proposal {

    /**
     * It can be asked.
     *
     * @param arguments with every name resolved to the record that is meant
     * @param title the question, in the person's language; empty for the general one
     * @param facts what a person should see before saying yes: {@code label} and {@code value}, and {@code before} where
     *     a value changes
     * @param editable arguments that the person may still change on the card
     * @param beside cards to look at before answering; they stand in front of the question
     */
    record Ask(
            Arguments arguments, String title, List<Map<String, Object>> facts, Set<String> editable, List<Card> beside)
            implements Proposal {

        public Ask(Arguments arguments, String title, List<Map<String, Object>> facts, Set<String> editable) {
            this(arguments, title, facts, editable, List.of());
        }

        Ask(Arguments arguments) {
            this(arguments, "", List.of(), Set.of());
        }
    }

    /** There is nothing to confirm, for the reason that the result gives: a name that fits nobody, or several. */
    record Settled(ToolResult result) implements Proposal {}
}
