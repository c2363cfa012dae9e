package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Answers what was asked, from documents, from the products shown, or from what the person said before. */
final class Answers {

    private static final Set<String> ASKING =
            Set.of(Tools.SLOTS, Tools.BOOK, Tools.CHANGE_VISIT, Tools.LEAD, Tools.GROUP, Tools.PRIVACY, Tools.LATER);

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Recommendation recommendation;
    private final Errands errands;
    private final Inquiry inquiry;
    private final Recalling recalling;
    private final HouseFacts house;
    private final ThingAnswers things;
    private final List<Line> lines = new ArrayList<>();
    private final List<Quote> given = new ArrayList<>();
    private boolean closed;

    Answers(Dialogue dialogue, Consultation consultation, Recommendation recommendation, Show show, Errands errands) {
        this.consultation = consultation;
        this.errands = errands;
        this.dialogue = dialogue;
        this.recommendation = recommendation;
        this.inquiry = new Inquiry(dialogue);
        this.recalling = new Recalling(dialogue, show);
        this.house = new HouseFacts(dialogue, show);
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
                        fromDocuments(act, documents);
                    }
                }
                case HAGGLE -> {
                    if (dialogue.result(Tools.QUOTE).isEmpty()) {
                        fromDocuments(act, documents);
                        recommendation.cheapest().ifPresent(lines::add);
                    }
                }
                case ORDER_STATUS -> {
                    if (dialogue.result(Tools.BOOKINGS).isEmpty()) {
                        fromDocuments(act, documents);
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
                        fromDocuments(act, documents);
                    }
                }
                case MORE_ABOUT ->
                    dialogue.pointing()
                            .asksAboutIt(act)
                            .ifPresentOrElse(offer -> things.property(offer, act), () -> things.details(act.intent()));
                case WHY -> things.details(act.intent());
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
                case OFF_TOPIC -> add("off_topic");
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
        return lines;
    }

    /** Nothing more should be asked now. */
    boolean closeTheMatter() {
        return closed;
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
        lines.add(Line.of(key, contact()));
    }

    private Map<String, ?> contact() {
        var tenant = dialogue.turn.tenant();
        return Map.of(
                "persona", tenant.persona().name(),
                "company", tenant.name(),
                "phone", tenant.contact().phone(),
                "email", tenant.contact().email());
    }

    private void question(Act act, List<ToolResult> documents) {
        if (dialogue.result(Tools.QUOTE).isPresent()) {
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
            fromDocuments(act, documents);
        }
    }

    private void fromDocuments(Act act, List<ToolResult> documents) {
        String question = inquiry.of(act);
        Optional<ToolResult> mine = documents.stream()
                .filter(result ->
                        result.arguments().path("question").asString("").contains(question))
                .findFirst();
        if (mine.isEmpty() && !documents.isEmpty()) {
            // answered with another question of this message
            return;
        }
        List<JsonNode> passages = spokenFirst(mine.map(ToolResult::passages).orElse(List.of()));
        Optional<Line> known = house.answer(act, passages);
        if (known.isPresent()) {
            lines.add(known.get());
            return;
        }
        if (passages.isEmpty()) {
            if (!closed) {
                add(
                        switch (act.intent()) {
                            case HAGGLE -> "haggle";
                            case ORDER_STATUS -> "order_status";
                            default -> unknown();
                        });
            }
            closed |= act.intent() != Intent.HAGGLE && !dialogue.personRequested && !asksElse();
            return;
        }
        passages.stream()
                .map(passage -> quote(passage, question))
                .filter(quote -> !isSaid(quote))
                .findFirst()
                .or(() -> given.isEmpty() ? Optional.of(quote(passages.getFirst(), question)) : Optional.empty())
                .ifPresent(this::give);
    }

    /** What is written in another language is quoted only where nothing else was found. */
    private List<JsonNode> spokenFirst(List<JsonNode> passages) {
        return passages.stream()
                .sorted(Comparator.comparing(
                        passage -> !dialogue.isSpoken(passage.path("text").asString(""))))
                .toList();
    }

    private String unknown() {
        return asksElse() ? "answer.plain" : errands.offers(Tools.LATER) ? "answer.later" : "answer.unknown";
    }

    /** What was done for this message comes with a question of its own. */
    private boolean asksElse() {
        return dialogue.results.stream()
                .anyMatch(result -> ASKING.contains(result.tool())
                        || result.tool().equals(Tools.SEARCH) && result.offers().isEmpty());
    }

    /** @param text word by word as it stands in the document */
    private record Quote(String text, String source) {}

    private Quote quote(JsonNode passage, String question) {
        return new Quote(
                Quotes.from(passage.path("text").asString(""), question, dialogue.language),
                passage.path("title").asString(""));
    }

    /** In this answer or an earlier one. */
    private boolean isSaid(Quote quote) {
        String first = Quotes.first(quote.text(), dialogue.language);
        return dialogue.said.indexOf(first) >= 0
                || given.stream().anyMatch(other -> other.text().contains(first));
    }

    private void give(Quote quote) {
        given.add(quote);
        boolean foreign = !dialogue.isSpoken(quote.text());
        lines.add(Line.of(
                        foreign ? "answer.foreign" : "answer.quote",
                        Map.of("quote", quote.text(), "source", quote.source()))
                .at(Place.PARAGRAPH));
    }

    private void price(Act act, List<ToolResult> documents) {
        if (!documents.isEmpty()) {
            fromDocuments(act, documents);
            return;
        }
        if (dialogue.table.shown.isEmpty() || dialogue.result(Tools.SEARCH).isPresent()) {
            if (dialogue.result(Tools.SEARCH).isEmpty()) {
                fromDocuments(act, documents);
            }
            return;
        }
        things.prices();
    }

    private void complaint() {
        boolean called = dialogue.result(Tools.PERSON).isPresent() || dialogue.personRequested;
        add(called ? "complaint.called" : "complaint");
        closed = true;
    }
}
