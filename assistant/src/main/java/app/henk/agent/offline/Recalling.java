package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says again what the person has told: the things that are asked for, or all of it. */
final class Recalling {

    /** Asked for all at once, all is told. */
    private static final int MOST = 2;

    private final Dialogue dialogue;
    private final Show show;

    Recalling(Dialogue dialogue, Show show) {
        this.dialogue = dialogue;
        this.show = show;
    }

    List<Line> lines() {
        boolean ofTheUnwanted = dialogue.words().of("negation.before").isIn(Token.of(dialogue.heard.text()));
        List<Line> told = ofTheUnwanted
                ? List.of()
                : dialogue.heard.slots().stream()
                        .distinct()
                        .filter(one -> show.has("recall.told." + one, ""))
                        .limit(MOST)
                        .map(this::one)
                        .toList();
        return told.isEmpty() ? all() : told;
    }

    private Line one(String slot) {
        String value = value(slot);
        return value.isBlank()
                ? Line.of("recall.untold." + slot)
                : Line.of("recall.told." + slot, Map.of("value", value));
    }

    private String value(String slot) {
        Brief brief = dialogue.brief;
        return switch (slot) {
            case "budget" ->
                brief.budget()
                        .map(budget ->
                                isWrittenOut(budget, brief.budgetWords()) ? brief.budgetWords() : show.budget(budget))
                        .orElse("");
            case "date" ->
                brief.when().isEmpty()
                        ? visit()
                        : brief.whenWords().isEmpty()
                                ? show.day(brief.when().get().from())
                                : brief.whenWords();
            default -> brief.wanted(slot).stream().map(show::concept).collect(Collectors.joining(", "));
        };
    }

    /** From one sum to another, in words: it is said in the same ones. */
    private static boolean isWrittenOut(Budget budget, String words) {
        return budget.min().isPresent() && budget.max().isPresent() && !words.isBlank();
    }

    /** "Wann war das noch mal?" of whoever has only agreed on a visit. */
    private String visit() {
        return dialogue.agenda.booked().map(Agenda.Booked::words).orElse("");
    }

    List<Line> all() {
        List<Line> lines = new ArrayList<>();
        String brief = show.brief(dialogue.brief);
        Optional<Line> had = new Owned(dialogue).had();
        had.ifPresent(lines::add);
        if (had.isEmpty() || !brief.isBlank()) {
            lines.add(Line.of(brief.isBlank() ? "recall.nothing" : "recall", Map.of("brief", brief)));
        }
        return lines;
    }
}
