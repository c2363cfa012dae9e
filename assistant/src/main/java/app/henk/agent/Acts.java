package app.henk.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person did besides writing. All of it comes from a client: tokens are checked where they are redeemed, and a
 * button does nothing that the person may not do by hand.
 *
 * @param answers to confirm cards
 * @param pressed the id of a card's button
 */
public record Acts(List<Answer> answers, Optional<String> pressed) {

    public static final Acts NONE = new Acts(List.of(), Optional.empty());

    /**
     * @param question the token that stands on the card
     * @param edits arguments that the person changed on it, by name
     */
    public record Answer(String question, boolean approved, Map<String, String> edits) {}
}
