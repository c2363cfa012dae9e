package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.Line;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers what was asked, from documents, from the products shown, or from what the person said before. */
final class Answers {

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Recommendation recommendation;
    private final Errands errands;
    private final Inquiry inquiry;
    private final Recalling recalling;
    private final ThingAnswers things;
    private final List<Line> lines = new ArrayList<>();
    private final DocumentAnswers papers;
    private boolean closed;

    Answers(Dialogue dialogue, Consultation consultation, Recommendation recommendation, Show show, Errands errands) {
        this.consultation = consultation;
        this.errands = errands;
        this.dialogue = dialogue;
        this.recommendation = recommendation;
        this.inquiry = new Inquiry(dialogue);
        this.recalling = new Recalling(dialogue, show);
        this.papers = new DocumentAnswers(dialogue, show, errands, lines);
        this.things = new ThingAnswers(dialogue, recommendation, show, lines);
    }

    List<Line> lines() {
        List<ToolResult> documents = dialogue.results.stream()
                .filter(result -> result.tool().equals(Tools.KNOWLEDGE))
                .toList();
        if (dialogue.pointing().asksForFavourite()) {
            lines.addAll(recommendation.favourite());
            return lines;
        }
        if (dialogue.heard.details().age().isPresent()) {
            add("child");
            return lines;
        }
        Optional<Offer> other = dialogue.otherOfTwo();
        if (other.isPresent()) {
            things.same(other.get(), dialogue.heardBefore);
            return lines;
        }
        Set<Intent> done = EnumSet.noneOf(Intent.class);
        for (Act act : dialogue.heard.acts()) {
            boolean once = act.intent() != Intent.QUESTION && act.intent() != Intent.PRICE;
            if (!done.add(act.intent()) && once) {
                continue;
            }
            if (dialogue.pointing().asksWhy(act, consultation)) {
                add("why_asked." + dialogue.asked);
                continue;
            }
            switch (act.intent()) {
                case QUESTION -> question(act, documents);
                case SHOW -> {
                    if (dialogue.pointing().asksAboutIt(act).isPresent()) {
                        question(act, documents);
                    } else if (!documents.isEmpty()) {
                        papers.answer(act, documents);
                    }
                }
                case HAGGLE -> {
                    if (dialogue.result(Tools.QUOTE).isEmpty()) {
                        papers.answer(act, documents);
                        if (speaksOfMoney(act)) {
                            recommendation.cheapest().ifPresent(lines::add);
                        }
                    }
                }
                case ORDER_STATUS -> {
                    if (dialogue.result(Tools.BOOKINGS).isEmpty()) {
                        papers.answer(act, documents);
                    }
                }
                case PRICE -> {
                    if (dialogue.result(Tools.QUOTE).isEmpty()) {
                        price(act, documents);
                    }
                }
                case COMPARE -> {
                    if (dialogue.result(Tools.COMPARE).isPresent()) {
                        continue;
                    } else if (documents.isEmpty()) {
                        things.compare();
                    } else {
                        papers.answer(act, documents);
                    }
                }
                case MORE_ABOUT ->
                    dialogue.pointing()
                            .asksAboutIt(act)
                            .ifPresentOrElse(offer -> things.property(offer, act), () -> things.details(act.intent()));
                case WHY -> things.why(act);
                case RECALL -> lines.addAll(recalling.lines());
                case ABOUT_ME -> {
                    if (dialogue.result(Tools.ABOUT_ME).isEmpty()) {
                        lines.addAll(recalling.all());
                    }
                }
                case ELSEWHERE -> {
                    if (!dialogue.disowns()) {
                        unlessDone(Tools.ELSEWHERE, "elsewhere");
                    }
                }
                case ERASE_DATA, EXPORT_DATA -> unlessDone(Tools.PRIVACY, "privacy");
                case GROUP, PROGRESS -> unlessOffered(Tools.GROUP, "group");
                case LATER -> unlessOffered(Tools.LATER, "later");
                case ABILITIES -> add("abilities");
                case HUMAN -> add("human");
                case OFF_TOPIC -> add(isOfAnimals(act) ? "off_topic.animals" : "off_topic");
                case INSULT -> add("insult");
                case JOKE -> add("joke");
                case COMPLAINT -> complaint();
                case DOUBT -> add("doubt");
                case UNCLEAR -> add("unclear");
                case GREET,
                        SMALL_TALK,
                        BRIEF,
                        CHEAPER,
                        FINER,
                        OTHER,
                        CHOOSE,
                        CONTACT,
                        APPOINTMENT,
                        AFFIRM,
                        DENY,
                        CONSENT,
                        REFUSE_CONSENT,
                        PERSON,
                        THANKS,
                        APOLOGY,
                        GOODBYE,
                        WITHDRAW,
                        DONT_KNOW,
                        LANGUAGE,
                        MY_BOOKINGS,
                        RESCHEDULE,
                        CANCEL_VISIT,
                        CHANGE_DATA,
                        SAMPLES,
                        CALL_ME -> {}
            }
        }
        if (lines.isEmpty()
                && dialogue.heard.acts().isEmpty()
                && dialogue.named().found().isEmpty()) {
            dialogue.named().onTheTable().forEach(things::details);
        }
        boolean known = inquiry.mayBeKnown()
                && documents.stream()
                        .flatMap(found -> found.passages().stream())
                        .anyMatch(DocumentAnswers::isAnswer);
        if (known
                || (inquiry.isUnheardQuestion()
                        && documents.stream()
                                .anyMatch(found -> !found.passages().isEmpty()))) {
            papers.answer(new Act(Intent.QUESTION, 0, dialogue.heard.text(), 0), documents);
        }
        return lines;
    }

    /** Nothing more should be asked now. */
    boolean closeTheMatter() {
        return closed || papers.closeTheMatter();
    }

    private boolean isOfAnimals(Act act) {
        return dialogue.words().of("animals").isIn(Token.of(act.sentence()));
    }

    private boolean speaksOfMoney(Act act) {
        List<Token> said = Token.of(act.sentence());
        return List.of("cues.haggle", "cues.cheaper", "money.words", "money.currency", "money.elsewhere").stream()
                .anyMatch(list -> dialogue.words().of(list).isIn(said));
    }

    private void unlessDone(String tool, String key) {
        if (dialogue.result(tool).isEmpty()) {
            add(key + ".unavailable");
            closed = true;
        }
    }

    private void unlessOffered(String tool, String key) {
        if (!errands.offers(tool)) {
            add(key + ".unavailable");
            closed = true;
        }
    }

    private void add(String key) {
        lines.add(Line.of(key, HouseFacts.contact(dialogue)));
    }

    private void question(Act act, List<ToolResult> documents) {
        if (documents.isEmpty() && dialogue.named().areCompared()) {
            return;
        }
        if (dialogue.result(Tools.QUOTE).isPresent() && dialogue.pointing().isOfThePrice(act)) {
            return;
        }
        boolean visit = Stream.of(Tools.SLOTS, Tools.BOOK, Tools.CHANGE_VISIT)
                .anyMatch(tool -> dialogue.result(tool).isPresent());
        if (visit && documents.isEmpty() && inquiry.isOfTheVisit(act)) {
            return;
        }
        Optional<Offer> meant = dialogue.pointing().asksAboutIt(act);
        if (dialogue.pointing().asksAboutAll(act)) {
            dialogue.table.shown.forEach(offer -> things.property(offer, act));
        } else if (meant.isPresent()) {
            things.property(meant.get(), act);
        } else if (documents.isEmpty() && dialogue.heard.pick().isPresent() && dialogue.table.chosen.isPresent()) {
            things.details(Intent.MORE_ABOUT);
        } else {
            recommendation.inTime(act).ifPresent(lines::add);
            papers.answer(act, documents);
        }
    }

    private void price(Act act, List<ToolResult> documents) {
        boolean found = documents.stream().anyMatch(result -> !result.passages().isEmpty());
        if (found || (!documents.isEmpty() && dialogue.table.shown.isEmpty())) {
            papers.answer(act, documents);
            return;
        }
        boolean searched = dialogue.result(Tools.SEARCH).isPresent()
                && dialogue.named().found().isEmpty();
        if (dialogue.table.shown.isEmpty() || searched) {
            if (dialogue.result(Tools.SEARCH).isEmpty()) {
                papers.answer(act, documents);
            }
            return;
        }
        things.prices();
    }

    private void complaint() {
        add(dialogue.personRequested ? "complaint.called" : "complaint");
        closed = true;
    }
}
