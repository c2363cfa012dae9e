package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said to a message once its tools have answered: the answers first, then the thread of the consultation. */
final class Reply {

    private static final int SHORTEST_STATEMENT = 4;

    private final Dialogue dialogue;
    private final Answers answers;
    private final Show show;
    private final String trade;
    private final Recommendation recommendation;
    private final LeadTalk leadTalk;
    private final Asking asking;
    private final Errands errands;
    private final List<Line> lines = new ArrayList<>();

    Reply(Dialogue dialogue, Consultation consultation, Show show, Errands errands) {
        this.errands = errands;
        this.dialogue = dialogue;
        this.show = show;
        this.trade = consultation.wording();
        this.recommendation = new Recommendation(dialogue, consultation, show);
        this.answers = new Answers(dialogue, consultation, recommendation, show, errands);
        this.leadTalk = new LeadTalk(dialogue, new Interest(dialogue, consultation));
        this.asking = new Asking(dialogue, consultation, show, errands);
    }

    List<Line> lines() {
        courtesies();
        sympathy();
        if (dialogue.heard.details().past()) {
            lines.add(Line.of("date.past"));
        }
        lines.addAll(answers.lines());
        if (dialogue.heard.details().noDay()) {
            lines.add(Line.of("date.none"));
            return lines;
        }
        thread();
        if (lines.isEmpty() && dialogue.heard.isEmpty() && onlyTells()) {
            lines.add(Line.of("heard"));
            asking.addTo(lines, false, false);
        } else if (lines.isEmpty() && dialogue.heard.isEmpty() && !onlySighs()) {
            notUnderstood();
        } else if (lines.isEmpty()) {
            lines.add(Line.of("anything_else"));
        }
        return lines;
    }

    /** "Puh." */
    private boolean onlySighs() {
        return Token.of(dialogue.heard.text()).stream()
                .filter(token -> !token.isMark())
                .allMatch(token ->
                        dialogue.words().of("fillers").exactly(token.folded()).isPresent());
    }

    /** A statement that changes nothing here is taken in like one; a request that is not understood is not passed over. */
    private boolean onlyTells() {
        List<Token> said = Token.of(dialogue.heard.text());
        boolean asks = said.stream().anyMatch(token -> token.folded().equals("?"))
                || dialogue.words().of("question").has(said, 0)
                || dialogue.words().of("requests").isIn(said);
        return !asks
                && said.stream().filter(Token::isWord).count() >= SHORTEST_STATEMENT
                && dialogue.makesSense()
                && dialogue.misses == 0;
    }

    private void courtesies() {
        if (dialogue.heard
                .switchTo()
                .filter(wanted -> !wanted.equals(dialogue.languageBefore))
                .isPresent()) {
            boolean spoken = dialogue.turn
                    .tenant()
                    .languages()
                    .contains(dialogue.heard.switchTo().get());
            lines.add(Line.of(spoken ? "language.switched" : "language.unknown").ifNew());
        }
        for (Intent intent :
                dialogue.heard.acts().stream().map(Act::intent).distinct().toList()) {
            switch (intent) {
                case GREET -> greet();
                case SMALL_TALK -> lines.add(Line.of("small_talk"));
                case APOLOGY -> lines.add(Line.of("apology"));
                case THANKS -> lines.add(Line.of(dialogue.heard.does(Intent.GOODBYE) ? "thanks.short" : "thanks"));
                default -> {}
            }
        }
    }

    /** Some news deserve a word before business. */
    private void sympathy() {
        if (dialogue.personRequestedBefore) {
            // who waits for somebody because of a grievance is not congratulated
            return;
        }
        for (Change change : dialogue.news) {
            if (change instanceof Change.Wanted wanted && show.has("news." + wanted.concept(), trade)) {
                lines.add(Line.of("news." + wanted.concept()));
                return;
            }
        }
    }

    private void greet() {
        if (dialogue.isFirst() && dialogue.said.isEmpty()) {
            // whoever comes with a request has been greeted by the disclosure and is answered
            boolean more = dialogue.heard.acts().size() > 1 || !dialogue.news.isEmpty();
            if (!more) {
                lines.add(Line.of(
                        "greet",
                        Map.of(
                                "persona", dialogue.turn.tenant().persona().name(),
                                "company", dialogue.turn.tenant().name())));
            }
        } else if (dialogue.heard.acts().size() == 1) {
            lines.add(Line.of("greet.again"));
        }
    }

    /** Goes on where the consultation stands; at most one question at the end. */
    private void thread() {
        if (dialogue.heard.does(Intent.GOODBYE)) {
            if (errands.addTo(lines)) {
                return;
            }
            lines.add(Line.of(dialogue.stored ? "goodbye.stored" : "goodbye", HouseFacts.contact(dialogue)));
            return;
        }
        if (new Declining(dialogue).addTo(lines)) {
            return;
        }
        boolean served = errands.addTo(lines);
        boolean spoken = served
                && (dialogue.result(Tools.BOOK).isPresent()
                        || (dialogue.result(Tools.LEAD).isEmpty()
                                && dialogue.result(Tools.PERSON).isEmpty()));
        boolean lead = !spoken && leadTalk.addTo(lines);
        boolean products = recommendation.addTo(lines);
        if (!lead && !served) {
            asking.addTo(lines, products, answers.closeTheMatter());
        }
    }

    private void notUnderstood() {
        if (dialogue.misses == 0) {
            lines.add(Line.of("unknown"));
        } else {
            lines.add(Line.of(
                    dialogue.personRequested ? "unknown.waiting" : "unknown.again", HouseFacts.contact(dialogue)));
        }
    }
}
