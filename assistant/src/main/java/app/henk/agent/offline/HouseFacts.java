package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.Line;
import app.henk.identity.Tenant;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the house itself knows of where it is, how it is reached and when it is open, whatever its documents say. */
final class HouseFacts {

    private final Dialogue dialogue;
    private final Show show;
    private final Tenant tenant;

    HouseFacts(Dialogue dialogue, Show show) {
        this.dialogue = dialogue;
        this.show = show;
        this.tenant = dialogue.turn.tenant();
    }

    /** How the house is called and reached, for sentences that say it. */
    static Map<String, ?> contact(Dialogue dialogue) {
        Tenant tenant = dialogue.turn.tenant();
        return Map.of(
                "persona", tenant.persona().name(),
                "company", tenant.name(),
                "phone", tenant.contact().phone(),
                "email", tenant.contact().email());
    }

    /**
     * @param passages found for this question; one that says it already is the better answer
     */
    List<Line> answers(Act act, List<JsonNode> passages) {
        List<String> asked = dialogue.words().of("house").values(Token.of(act.sentence())).stream()
                .distinct()
                .toList();
        // of two things that are asked the house tells both itself
        List<JsonNode> found = asked.size() > 1 ? List.of() : passages;
        return asked.stream().flatMap(what -> answer(what, act, found).stream()).toList();
    }

    private Optional<Line> answer(String what, Act act, List<JsonNode> passages) {
        return switch (what) {
            case "address" -> fact(what, tenant.contact().address());
            case "phone" -> fact(what, tenant.contact().phone());
            case "email" -> fact(what, tenant.contact().email());
            case "reply" ->
                dialogue.personRequested || dialogue.stored || dialogue.matters.keeping()
                        ? Optional.of(Line.of("house.reply", Map.of("hours", show.hours(tenant))))
                        : Optional.empty();
            default -> open(act, passages);
        };
    }

    private static Optional<Line> fact(String what, String value) {
        return value.isBlank() ? Optional.empty() : Optional.of(Line.of("house." + what, Map.of("value", value)));
    }

    /** Of the weekday that is asked about. */
    private Optional<Line> open(Act act, List<JsonNode> passages) {
        Optional<DayOfWeek> day = day(Token.of(act.sentence()));
        if (tenant.hours().isEmpty() || (day.isEmpty() && !passages.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(day.map(this::on)
                .orElseGet(() -> Line.of("house.hours", Map.of("hours", show.hours(tenant)))));
    }

    /** "Samstag", "heute", "that day" when a visit is spoken of. */
    private Optional<DayOfWeek> day(List<Token> sentence) {
        return dialogue.words()
                .of("date.weekdays")
                .in(sentence)
                .map(hit -> DayOfWeek.of(Integer.parseInt(hit.value())))
                .or(() -> dialogue.words()
                        .of("date.days")
                        .in(sentence)
                        .map(hit -> dialogue.turn
                                .now()
                                .plusDays(Long.parseLong(hit.value()))
                                .getDayOfWeek()))
                .or(() -> dialogue.words().of("that_day").isIn(sentence)
                        ? dialogue.agenda.day().map(LocalDate::getDayOfWeek)
                        : Optional.empty());
    }

    private Line on(DayOfWeek day) {
        String hours = tenant.hours().getOrDefault(day, "");
        return hours.isBlank()
                ? Line.of("house.closed", Map.of("day", name(day), "hours", show.hours(tenant)))
                : Line.of("house.open", Map.of("day", name(day), "hours", hours));
    }

    private String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.of(dialogue.language));
    }
}
