package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is said to whoever says no, and no more than that, to something that we offered. */
final class Declining {

    private static final Set<Intent> ONLY_NO = Set.of(Intent.DENY, Intent.THANKS);

    private static final Map<String, String> ANSWERS = Map.of(
            "", "declined.plain",
            "relax", "declined.relax",
            "erase", "declined.erase",
            "group", "declined.group",
            "later", "declined.later",
            "slot", "declined.slot",
            "cancel", "declined.cancel");

    private final Dialogue dialogue;

    Declining(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** Whether that is all there is to say. */
    boolean addTo(List<Line> lines) {
        boolean no = dialogue.heard.does(Intent.DENY)
                && dialogue.heard.acts().stream().allMatch(act -> ONLY_NO.contains(act.intent()))
                && dialogue.heard.contact().isEmpty()
                && dialogue.news.isEmpty();
        Optional<String> answer = no ? Optional.ofNullable(ANSWERS.get(dialogue.asked)) : Optional.empty();
        answer.ifPresent(key -> lines.add(Line.of(key)));
        return answer.isPresent();
    }
}
