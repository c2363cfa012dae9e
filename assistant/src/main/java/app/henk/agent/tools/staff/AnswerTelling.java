package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.insights.Answer;
import app.henk.insights.Answer.Line;
import app.henk.insights.Answer.Unit;
import app.henk.insights.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells what a question came to: a sentence with the server's own figures, the lines behind it, and the card. */
@Component
class AnswerTelling {

    private static final int TOLD = 20;
    /** Whoever asks for so many wants to do something with each. */
    private static final int POINTED_AT = 50;

    private static final String NOTES = "notes";

    private final AnswerCards cards;
    private final AnswerSentences sentences;

    AnswerTelling(AnswerCards cards, AnswerSentences sentences) {
        this.cards = cards;
        this.sentences = sentences;
    }

    /** @param asked what a follow-up goes on about; the answer may show more than that */
    ToolResult told(Colleague who, Answer answer, Optional<String> show, Query asked) {
        String language = who.language();
        String say = sentences.of(answer, show, language);
        Told told = Told.of(answer.lines().isEmpty() ? "nothing" : "done", say)
                .with("query", asked.text())
                .with(
                        "understood",
                        answer.chips().stream().map(Answer.Chip::text).toList())
                .with("records_in_all", answer.records());
        if (answer.lines().isEmpty()) {
            return told.result();
        }
        told.with("lines", lines(answer)).with("more", answer.more()).fromOutside(isFromOutside(answer));
        if (!answer.notes().isEmpty()) {
            told.with("notes", answer.notes());
        }
        AnswerCards.kind(answer)
                .ifPresent(kind -> answer.lines().stream()
                        .limit(answer.query()
                                .limit()
                                .map(most -> Math.min(most, POINTED_AT))
                                .orElse(TOLD))
                        .forEach(line -> line.record()
                                .ifPresent(id -> told.record(
                                        new Item(0, kind, id, label(answer, line)), detail(answer, line)))));
        return cards.on(told, who, answer, show, say).result();
    }

    /** Which column says what a record is called: the first one of words, behind the day of a task. */
    private static int named(Answer answer) {
        return IntStream.range(0, answer.columns().size())
                .filter(i -> answer.columns().get(i).unit() == Unit.TEXT)
                .findFirst()
                .orElse(0);
    }

    static String label(Answer answer, Line line) {
        return line.cells().get(named(answer)).text();
    }

    private static String detail(Answer answer, Line line) {
        int beside = named(answer) == 0 ? 1 : 0;
        return beside < line.cells().size() ? line.cells().get(beside).text() : "";
    }

    /** Notes are text whatever they look like; what else a line holds may be a name that somebody chose. */
    private static boolean isFromOutside(Answer answer) {
        return IntStream.range(0, answer.columns().size())
                .filter(i -> answer.columns().get(i).unit() == Unit.TEXT)
                .anyMatch(i -> {
                    boolean notes = answer.columns().get(i).key().equals(NOTES);
                    return told(answer)
                            .map(line -> line.cells().get(i))
                            .filter(cell -> cell.value().isPresent())
                            .anyMatch(cell -> notes || !Outside.isNameLike(cell.text()));
                });
    }

    private static Stream<Line> told(Answer answer) {
        return answer.lines().stream().limit(TOLD);
    }

    /** Column by column, as the asker reads it. */
    private static List<Map<String, String>> lines(Answer answer) {
        List<Map<String, String>> lines = new ArrayList<>();
        for (Line line : told(answer).toList()) {
            Map<String, String> told = new LinkedHashMap<>();
            IntStream.range(0, answer.columns().size())
                    .forEach(i -> told.put(
                            answer.columns().get(i).label(), line.cells().get(i).text()));
            lines.add(told);
        }
        return lines;
    }
}
