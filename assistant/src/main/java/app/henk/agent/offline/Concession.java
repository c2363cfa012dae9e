package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What it means for the brief when somebody agrees to the smallest relaxation that a search has offered. */
final class Concession {

    private Concession() {}

    static List<Change> of(ToolResult search) {
        JsonNode relaxation = search.result().path("relaxation");
        List<Change> changes = new ArrayList<>();
        change(relaxation).ifPresent(changes::add);
        relaxation.path("also").forEach(move -> change(move).ifPresent(changes::add));
        return List.copyOf(changes);
    }

    private static Optional<Change> change(JsonNode move) {
        String to = move.path("to").asString("");
        return switch (move.path("limit").asString("")) {
            case "price_max" -> amount(to).map(Budget::upTo).map(budget -> new Change.Spending(budget, ""));
            case "price_min" -> amount(to).map(Budget::from).map(budget -> new Change.Spending(budget, ""));
            case "needed_by" ->
                to.isBlank() ? Optional.empty() : Optional.of(new Change.Dated(When.day(LocalDate.parse(to)), ""));
            case "occasion", "season", "colour", "pattern", "fibre" ->
                Optional.of(new Change.Open(move.path("limit").asString("")));
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> amount(String to) {
        return Numbers.digits(to);
    }
}
