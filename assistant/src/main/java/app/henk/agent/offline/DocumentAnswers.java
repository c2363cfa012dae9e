package app.henk.agent.offline;

import app.henk.agent.offline.Heard.Act;
import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Answers from the house's documents, word by word, or says that they do not know. */
final class DocumentAnswers {

    private static final Set<String> ASKING =
            Set.of(Tools.SLOTS, Tools.BOOK, Tools.CHANGE_VISIT, Tools.LEAD, Tools.GROUP, Tools.PRIVACY, Tools.LATER);

    /** So many words in common less for each place behind in what the documents brought. */
    private static final double FOUND_LATER = 1.1;

    /** What answers this very question counts like so many more. */
    private static final double KNOWN = 1.5;

    /** Words in a question that a sentence with a sum answers best. */
    private static final List<String> SUMS = List.of("cues.haggle", "cues.price");

    private final Dialogue dialogue;
    private final Errands errands;
    private final Inquiry inquiry;
    private final HouseFacts house;
    private final List<Line> lines;
    private final List<Quote> given = new ArrayList<>();
    private boolean closed;

    /** @param lines to which the answers are added */
    DocumentAnswers(Dialogue dialogue, Show show, Errands errands, List<Line> lines) {
        this.dialogue = dialogue;
        this.errands = errands;
        this.inquiry = new Inquiry(dialogue);
        this.house = new HouseFacts(dialogue, show);
        this.lines = lines;
    }

    /** Nothing more should be asked now: an answer later, or a person, was offered. */
    boolean closeTheMatter() {
        return closed;
    }

    /** Adds what the documents say about it, or that they say nothing. */
    void answer(Act act, List<ToolResult> documents) {
        String question = inquiry.of(act);
        Optional<ToolResult> mine = documents.stream()
                .filter(result ->
                        result.arguments().path("question").asString("").contains(question))
                .findFirst();
        if (mine.isEmpty() && !documents.isEmpty()) {
            // answered with another question of this message
            return;
        }
        List<JsonNode> passages = spoken(mine.map(ToolResult::passages).orElse(List.of()));
        List<Line> known = house.answers(act, passages);
        if (!known.isEmpty()) {
            lines.addAll(known);
            return;
        }
        if (passages.isEmpty()) {
            if (!closed) {
                String key = switch (act.intent()) {
                    case HAGGLE -> "haggle";
                    case ORDER_STATUS -> "order_status";
                    default -> unknown();
                };
                lines.add(Line.of(key, HouseFacts.contact(dialogue)));
            }
            closed |= act.intent() != Intent.HAGGLE && !dialogue.personRequested && !asksElse();
            return;
        }
        boolean price = asksForSum(act);
        String telling = inquiry.telling(question);
        List<Quote> quotes = best(
                passages.stream()
                        .map(passage -> quote(passage, telling, price, longest(documents)))
                        .toList(),
                telling,
                price);
        List<Quote> fresh = quotes.stream().filter(quote -> !isSaid(quote)).toList();
        fresh.stream()
                .filter(Quote::known)
                .findFirst()
                // asked once more: the answer is still the same, and no neighbour of it
                .or(() -> quotes.stream()
                        .filter(quote -> quote.known() && !given.contains(quote))
                        .findFirst())
                .or(() -> fresh.stream().findFirst())
                .or(() -> given.isEmpty() ? Optional.of(quotes.getFirst()) : Optional.empty())
                .ifPresent(quote -> {
                    boolean met = give(quote, question);
                    if (!met && documents.size() == 1) {
                        beside(quote, fresh);
                    }
                });
    }

    /** Where the answer is not sure, its neighbour in what was found may be meant as well. */
    private void beside(Quote quote, List<Quote> fresh) {
        fresh.stream()
                .filter(other -> !other.equals(quote) && !isSaid(other) && dialogue.isSpoken(other.text()))
                .findFirst()
                .ifPresent(other -> {
                    given.add(other);
                    lines.add(Line.of("answer.also", Map.of("quote", other.text(), "source", other.source()))
                            .at(Place.PARAGRAPH));
                });
    }

    private boolean asksForSum(Act act) {
        List<Token> said = Token.of(act.sentence());
        return act.intent() == Intent.PRICE
                || act.intent() == Intent.HAGGLE
                || SUMS.stream().anyMatch(list -> dialogue.words().of(list).isIn(said));
    }

    /** What is written in another language is quoted only where nothing else was found. */
    private List<JsonNode> spoken(List<JsonNode> passages) {
        List<JsonNode> spoken = passages.stream()
                .filter(passage -> dialogue.isSpoken(passage.path("text").asString("")))
                .toList();
        boolean only = passages.stream().anyMatch(DocumentAnswers::isAnswer)
                && spoken.stream().noneMatch(DocumentAnswers::isAnswer);
        return spoken.isEmpty() || only ? passages : spoken;
    }

    static boolean isAnswer(JsonNode passage) {
        return passage.path("answers").asBoolean(false);
    }

    private String unknown() {
        return dialogue.isChild()
                ? "answer.child"
                : asksElse() ? "answer.plain" : errands.offers(Tools.LATER) ? "answer.later" : "answer.unknown";
    }

    /** What was done for this message comes with a question of its own. */
    private boolean asksElse() {
        return dialogue.results.stream()
                .anyMatch(result -> ASKING.contains(result.tool())
                        || (result.tool().equals(Tools.SEARCH)
                                && result.offers().isEmpty()));
    }

    /**
     * @param text word by word as it stands in the document
     * @param known whether the question is one that the document is known to answer
     */
    private record Quote(String text, String source, boolean known) {}

    /** @param fit how much of the question it takes up */
    private record Ranked(Quote quote, double fit) {}

    /** What takes up most of the question first; what was found first wins over a little more of it. */
    private List<Quote> best(List<Quote> quotes, String question, boolean price) {
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < quotes.size(); i++) {
            String text = quotes.get(i).source() + " " + quotes.get(i).text();
            double fit = Quotes.fit(text, question, dialogue.language, price);
            double known = quotes.get(i).known() ? KNOWN : 0;
            ranked.add(new Ranked(quotes.get(i), fit + known - FOUND_LATER * i));
        }
        return ranked.stream()
                .sorted(Comparator.comparingDouble(Ranked::fit).reversed())
                .map(Ranked::quote)
                .toList();
    }

    /** Beside other things an answer is kept short. */
    private int longest(List<ToolResult> documents) {
        return documents.size() > 1 || dialogue.result(Tools.SEARCH).isPresent() ? Quotes.SHORT : Quotes.LONGEST;
    }

    private Quote quote(JsonNode passage, String question, boolean price, int longest) {
        return new Quote(
                Quotes.from(
                        passage.path("text").asString(""),
                        question,
                        passage.path("path").asString(""),
                        dialogue.language,
                        price,
                        longest),
                passage.path("title").asString(""),
                isAnswer(passage));
    }

    /** In this answer or an earlier one. */
    private boolean isSaid(Quote quote) {
        String first = Quotes.first(quote.text(), dialogue.language);
        return dialogue.said.indexOf(first) >= 0
                || given.stream().anyMatch(other -> other.text().contains(first));
    }

    /** Whether the quote takes the question up for sure. */
    private boolean give(Quote quote, String question) {
        given.add(quote);
        boolean foreign = !dialogue.isSpoken(quote.text());
        boolean met = quote.known() || inquiry.isMet(question, quote.text(), quote.source());
        lines.add(Line.of(
                        foreign ? "answer.foreign" : met ? "answer.quote" : "answer.near",
                        Map.of("quote", quote.text(), "source", quote.source()))
                .at(Place.PARAGRAPH));
        return met;
    }
}
