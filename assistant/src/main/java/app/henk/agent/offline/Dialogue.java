package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a conversation stands: a pure function of its messages, re-understood in their order, so that any instance can
 * go on with it. Holds what the policy decides by.
 */
final class Dialogue {

    /** Words of a message that only points at the other one. */
    private static final int FEW = 6;

    final TurnContext turn;
    final Concepts concepts;
    final Brief brief = new Brief();
    final Set<String> everAsked = new HashSet<>();
    final StringBuilder said = new StringBuilder();

    /** The facts that the message being answered changed. */
    List<Change> news = List.of();
    /** Tools that ran for the message being answered. */
    final List<ToolResult> results = new ArrayList<>();

    String language;
    /** In which the last answer was given. */
    String languageBefore = "";

    Heard heard;
    /** The message before. */
    Heard heardBefore;

    Contact contact = Contact.NONE;
    final Table table = new Table();
    /** What the last answer asked for; empty for nothing. */
    String asked = "";

    final Agenda agenda = new Agenda();
    final Matters matters = new Matters();
    boolean stored;
    /** When somebody wants to come by, in their own words. */
    String visit = "";

    final Concessions concessions = new Concessions();

    final Agreement agreement = new Agreement(this);

    boolean personRequested;
    /** Before this message. */
    boolean personRequestedBefore;
    /** Messages in a row, before this one, that were not understood. */
    int misses;

    int turns;
    /** Messages since something was first shown. */
    int turnsSinceShown;

    private boolean child;
    private boolean otherwise;
    private final ChosenLanguage chosen;
    /** What the last question was about. */
    private List<String> topic = List.of();

    private final Understanding understanding;
    private final Questions questions;
    private final Consultation consultation;
    private final Map<String, ToolExecutionRequest> calls = new HashMap<>();

    private Dialogue(
            TurnContext turn,
            Understanding understanding,
            Questions questions,
            Concepts concepts,
            Consultation consultation) {
        this.consultation = consultation;
        this.turn = turn;
        this.understanding = understanding;
        this.questions = questions;
        this.concepts = concepts;
        this.language = turn.tenant().language();
        this.chosen = new ChosenLanguage(turn.tenant(), understanding);
        this.heard = new Heard(
                "", language, Optional.empty(), List.of(), List.of(), Contact.NONE, List.of(), List.of(), Details.NONE);
        this.heardBefore = heard;
    }

    static Dialogue replay(
            List<ChatMessage> messages,
            TurnContext turn,
            Understanding understanding,
            Questions questions,
            Concepts concepts,
            Consultation consultation) {
        Dialogue dialogue = new Dialogue(turn, understanding, questions, concepts, consultation);
        dialogue.remember();
        int last = lastUser(messages);
        for (int i = 0; i < messages.size(); i++) {
            switch (messages.get(i)) {
                case UserMessage message -> dialogue.hear(message, i == last);
                case AiMessage message -> dialogue.answered(message, i > last);
                case ToolExecutionResultMessage result -> dialogue.ran(result);
                default -> {}
            }
        }
        return dialogue;
    }

    /** What is known from before, and what colleagues noted; whatever the person says now counts more. */
    private void remember() {
        Acquaintance known = new Acquaintance(turn.remembered(), concepts);
        brief.apply(known.dislikes(turn.language()));
        known.notes().forEach(note -> brief.apply(heard(note, turn.language()).changes()));
    }

    private static int lastUser(List<ChatMessage> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof UserMessage) {
                return i;
            }
        }
        return -1;
    }

    private void hear(UserMessage message, boolean current) {
        String text = message.hasSingleText() ? message.singleText() : "";
        String before = turns == 0 && !chosen.isAskedFor() ? turn.language() : language;
        languageBefore = turns == 0 ? "" : language;
        heardBefore = heard;
        heard = heard(text, before);
        language = chosen.after(heard, language);
        child = heard.details().age().isPresent()
                || (child && !words().of("age.adult").isIn(Token.of(text)));
        news = brief.apply(Stream.of(
                        topic().stream(),
                        heard.changes().stream(),
                        butNot().stream(),
                        concessions.accepted(heard, asked))
                .flatMap(changes -> changes)
                // pocket money is no budget
                .filter(change -> !(child && change instanceof Change.Spending))
                .toList());
        heard.acts().stream()
                .filter(act -> act.intent() == Intent.APPOINTMENT)
                .findFirst()
                .ifPresent(act -> visit = act.sentence());
        contact = contact.updatedBy(heard.contact());
        if (current) {
            contact = contact.updatedBy(Contact.of(turn.form()));
        }
        results.clear();
        personRequestedBefore = personRequested;
        matters.heard(heard);
        agenda.heard(heard, asked);
        table.heard();
        pick();
        agreement.heard(current);
        turns += current ? 0 : 1;
    }

    private Heard heard(String text, String before) {
        return understanding.hear(
                text,
                new Understanding.Setting(
                        before,
                        turn.tenant().languages(),
                        new Known(
                                brief.budget(),
                                brief.when(),
                                brief.wanted(consultation.first()),
                                agenda.near().or(brief::when),
                                asked,
                                contact.name().isPresent(),
                                !table.shown.isEmpty(),
                                agenda.isOpen() || agenda.isJustBooked(),
                                agenda.booked().isPresent(),
                                matters.people()),
                        turn.now().toLocalDate(),
                        turn.goods(),
                        turn.answerable(),
                        concepts,
                        consultation));
    }

    /** Who asked what one wears to a wedding and then wants to see something means a wedding. */
    private List<Change> topic() {
        boolean shows = heard.does(Intent.SHOW) && heard.changes().isEmpty();
        List<Change> meant = (shows || tellsAllButTheFirst()) && brief.facts() == 0
                ? topic.stream()
                        .filter(concept -> shows || Change.kind(concept).equals(consultation.first()))
                        .<Change>map(concept -> new Change.Wanted(concept, true))
                        .toList()
                : List.of();
        topic = heard.mentioned().isEmpty()
                ? topic
                : heard.mentioned().stream().filter(consultation::isFact).toList();
        return meant;
    }

    /** Asked for the occasion, whoever tells the rest means the one that the question before was about. */
    private boolean tellsAllButTheFirst() {
        return asked.equals(consultation.first())
                && !heard.changes().isEmpty()
                && heard.mentioned().stream().noneMatch(id -> Change.kind(id).equals(consultation.first()));
    }

    private void pick() {
        boolean yes = asked.equals("pick")
                && table.shown.size() == 1
                && heard.doesAny(Intent.AFFIRM, Intent.CHOOSE)
                && !pointing().picksMoreThanIsThere();
        if (yes) {
            table.chosen = Optional.of(table.shown.getFirst());
        }
        boolean ofTimes = asked.equals("slot") && !heard.doesAny(Intent.QUESTION, Intent.MORE_ABOUT, Intent.PRICE);
        Optional<Offer> picked = ofTimes || named().areElsewhere()
                ? Optional.empty()
                : Picking.of(heard, table.shown, concepts, words());
        Optional<Offer> other = otherOfTwo();
        if (other.isPresent()) {
            table.chosen = other;
        } else if (picked.isPresent()) {
            table.chosen = picked;
        } else if (heard.does(Intent.CHOOSE)) {
            // "bleiben wir beim Senator", which lay there before the last ones
            Picking.named(heard, table.before(), concepts).ifPresent(offer -> table.chosen = Optional.of(offer));
        }
    }

    private void answered(AiMessage message, boolean ofThisTurn) {
        message.toolExecutionRequests().forEach(call -> calls.put(call.id(), call));
        String text = message.text();
        if (text == null || text.isBlank() || message.hasToolExecutionRequests()) {
            return;
        }
        said.append(text).append('\n');
        if (!ofThisTurn) {
            misses = heard.isEmpty() ? misses + 1 : 0;
            asked = questions.asked(text, language);
            everAsked.add(asked);
            turnsSinceShown += table.shown.isEmpty() ? 0 : 1;
            if (result(Tools.SEARCH).isPresent()) {
                table.keepNamed(text);
            }
        }
    }

    private void ran(ToolExecutionResultMessage message) {
        ToolExecutionRequest call = calls.get(message.id());
        String arguments = call == null || call.arguments() == null ? "" : call.arguments();
        ToolResult result = ToolResult.of(message.toolName(), arguments, message.text());
        results.add(result);
        agenda.ran(result);
        matters.ran(result);
        switch (message.toolName()) {
            case Tools.SEARCH -> show(result);
            case Tools.LEAD, Tools.BOOK -> {
                stored |= result.tool().equals(Tools.LEAD) && Tools.isStored(result);
                contact = Tools.isWrongNumber(result) ? contact.withoutPhone() : contact;
            }
            case Tools.PERSON -> personRequested |= !result.failed();
            default -> {}
        }
    }

    private void show(ToolResult result) {
        if (named().isFor(result)) {
            table.lay(named().found(result));
            return;
        }
        concessions.searched(result);
        if (!result.offers().isEmpty()) {
            table.shown = result.offers();
        }
    }

    Optional<ToolResult> result(String tool) {
        return results.reversed().stream()
                .filter(result -> result.tool().equals(tool))
                .findFirst();
    }

    /** "Den zweiten, aber auch in Grau?", "the second, but not the colour". */
    boolean wantsItOtherwise() {
        return table.chosen.isPresent()
                && !news.isEmpty()
                && (otherwise || words().of("wish_it").isIn(Token.of(heard.text())));
    }

    private List<Change> butNot() {
        List<Change> changes = pointing().butNot(consultation);
        otherwise = !changes.isEmpty();
        return changes;
    }

    /** "Und der andere?" of two, one of which is being spoken of. */
    Optional<Offer> otherOfTwo() {
        List<Offer> two = table.comparable();
        boolean fragment = Token.of(heard.text()).stream().filter(Token::isWord).count() <= FEW;
        return two.size() != 2
                        || !fragment
                        || !news.isEmpty()
                        || !words().of("the_other").isIn(Token.of(heard.text()))
                ? Optional.empty()
                : table.chosenBefore.flatMap(one -> two.stream()
                        .filter(offer -> !offer.sku().equals(one.sku()))
                        .findFirst()
                        .filter(other -> two.contains(one)));
    }

    /** Asked for others, or says no to all that were shown. */
    boolean wantsOthers() {
        if (otherOfTwo().isPresent()) {
            return false;
        }
        return heard.does(Intent.OTHER)
                || (asked.equals("pick")
                        && heard.does(Intent.DENY)
                        && heard.acts().stream().allMatch(act -> act.intent() == Intent.DENY)
                        && news.isEmpty()
                        && heard.contact().isEmpty());
    }

    /** "Ein Gespräch war nicht von mir": somebody else's talk stands in the account. */
    boolean disowns() {
        return turn.speaker() == TurnContext.Speaker.CUSTOMER
                && words().of("not_mine").isIn(Token.of(heard.text()));
    }

    /** Whether a text is in the language of this conversation, or in none that can be told. */
    boolean isSpoken(String text) {
        return understanding
                .spoken(text, EngineData.LANGUAGES)
                .filter(told -> !told.equals(language))
                .isEmpty();
    }

    /** Whether the message means something to people, also where none of it was understood. */
    boolean makesSense() {
        return understanding.isSense(heard.text(), language, concepts);
    }

    /** With the words of the trade as they are written, so that a slip does not hide what is asked. */
    String spelt(String text) {
        return understanding.spelt(text, language, concepts);
    }

    Words words() {
        return understanding.words(language);
    }

    /** Whoever writes has said to be one: nothing is taken down of them. */
    boolean isChild() {
        return child;
    }

    /** What the message being answered calls by its name. */
    NamedGoods named() {
        return new NamedGoods(this);
    }

    /** What the message being answered points at. */
    Pointing pointing() {
        return new Pointing(this);
    }

    boolean isFirst() {
        return turns == 0;
    }
}
