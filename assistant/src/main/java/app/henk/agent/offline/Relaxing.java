package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is said when a search has found nothing: the smallest thing that would have to give way, as the search names it. */
final class Relaxing {

    private final Dialogue dialogue;
    private final Show show;

    Relaxing(Dialogue dialogue, Show show) {
        this.dialogue = dialogue;
        this.show = show;
    }

    /** Says that there is nothing, and what would have to give way. */
    void addTo(List<Line> lines, ToolResult search) {
        if (dialogue.heard.does(Intent.CHEAPER) && !dialogue.table.shownBefore.isEmpty()) {
            lines.add(Line.of("search.none_cheaper").at(Place.PARAGRAPH));
            return;
        }
        JsonNode relaxation = search.result().path("relaxation");
        String limit = relaxation.path("limit").asString("");
        lines.add(Recommendation.reply(dialogue, show, limit.equals("needed_by") ? "search.none.time" : "search.none"));
        String words = relaxation.path("words").asString("");
        if (!words.isBlank() && dialogue.said.indexOf(words) >= 0) {
            lines.add(Line.of("relax.again").ifNew());
        } else if (!words.isBlank()) {
            lines.add(Line.of("errand.words", Map.of("words", words)));
            lines.add(Line.of("relax.ask"));
        } else if (!limit.isBlank()) {
            String to = relaxation.path("to").asString("");
            String key = switch (limit) {
                case "price_max", "price_min" -> "relax.price";
                case "needed_by" -> "relax.date";
                default -> "relax.taste";
            };
            lines.add(Line.of(
                    key,
                    Map.of(
                            "to",
                            shown(limit, to, relaxation.path("price").asString("")),
                            "limit",
                            word(limit),
                            "opens",
                            relaxation.path("opens").asString(""))));
        }
    }

    private String shown(String limit, String to, String price) {
        return switch (limit) {
            case "price_max", "price_min" ->
                price.isBlank() ? Numbers.digits(to).map(show::money).orElse(to) : price;
            case "needed_by" -> to.isBlank() ? "" : show.day(java.time.LocalDate.parse(to));
            default -> to;
        };
    }

    private String word(String limit) {
        return show.slot(limit);
    }
}
