package app.henk.agent.tools.staff;

import app.henk.insights.Answer;
import app.henk.insights.Answer.Cell;
import app.henk.insights.Answer.Line;
import app.henk.insights.Entity;
import app.henk.insights.Measure;
import app.henk.insights.Order;
import app.henk.insights.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says the figures that are asked for the most as a colleague would: what we won, what is open, who leads. */
@Component
class SpokenFigures {

    /** So many of a ranking are said; of a longer one the card shows the rest. */
    private static final int MOST_RANKED = 3;
    /** So many are named behind the first. */
    private static final int MOST_BEHIND = 2;

    /** Where more is better, and who has the most is ahead. */
    private static final Set<Measure.Kind> ACHIEVED = Set.of(
            Measure.Kind.COUNT,
            Measure.Kind.SUM,
            Measure.Kind.REVENUE,
            Measure.Kind.WEIGHTED,
            Measure.Kind.WIN_RATE,
            Measure.Kind.CONVERSION);

    private final StaffWords words;

    SpokenFigures(StaffWords words) {
        this.words = words;
    }

    /**
     * Empty for what is better said by its filters and figures.
     *
     * @param first whether who or what is first was asked for, though the others are shown as well
     */
    Optional<String> of(Answer answer, boolean first, String language) {
        boolean one =
                answer.query().figures().size() == 1 && answer.query().compare().isEmpty();
        if (!one || answer.lines().isEmpty()) {
            return Optional.empty();
        }
        return answer.query().by().isEmpty() ? single(answer, language) : ranked(answer, first, language);
    }

    private Optional<String> single(Answer answer, String language) {
        Query query = answer.query();
        Cell figure = answer.lines().getFirst().cells().getFirst();
        Answer.Subject subject = answer.subject();
        Optional<String> shape = shape(query.figures().getFirst())
                .flatMap(kind -> subject.status().map(status -> "find.said." + status + "_" + kind));
        if (query.entity() != Entity.DEALS
                || figure.value().isEmpty()
                || shape.filter(key -> words.has(key, language)).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> values = new HashMap<>();
        subject.who().ifPresent(who -> values.put("who", who));
        subject.when().ifPresent(when -> values.put("when", when));
        values.put("amount", figure.text());
        values.put("others", others(subject.others(), language));
        for (String phrase : List.of("deals", "open_deals", "with_deals")) {
            values.put(phrase, number(phrase, answer.records(), language));
        }
        return shape.map(key -> capitalised(words.say(key, language, values), language));
    }

    private static Optional<String> shape(Measure measure) {
        return switch (measure.kind()) {
            case COUNT -> Optional.of("count");
            case SUM ->
                measure.field().filter(field -> field.key().equals("value")).map(_ -> "sum");
            default -> Optional.empty();
        };
    }

    private Optional<String> ranked(Answer answer, boolean first, String language) {
        Query query = answer.query();
        List<Line> lines = first ? firsts(answer) : answer.lines();
        boolean shown =
                (first || query.limit().filter(most -> most <= MOST_RANKED).isPresent())
                        && query.by().size() == 1
                        && query.order().size() == 1
                        && query.order().getFirst().by() instanceof Measure
                        && !(lines.size() == 1 && isNameless(lines.getFirst()));
        if (!shown) {
            return Optional.empty();
        }
        Order order = query.order().getFirst();
        boolean achieved = ACHIEVED.contains(query.figures().getFirst().kind());
        String way = !order.descending() ? "lowest" : achieved ? "leading" : "highest";
        Map<String, Object> values = new HashMap<>();
        if (lines.size() == 1) {
            values.put("one", true);
        }
        values.put("list", items(lines, language));
        List<Line> next =
                answer.lines().stream().skip(lines.size()).limit(MOST_BEHIND).toList();
        if (!next.isEmpty()) {
            values.put("behind", items(next, language));
        }
        values.put("others", others(filters(answer), language));
        return Optional.of(words.say("find.ranked." + way, language, values));
    }

    /** The first one, with those who have as much. */
    private static List<Line> firsts(Answer answer) {
        return answer.lines().stream()
                .filter(line -> line.cells()
                        .get(1)
                        .value()
                        .equals(answer.lines().getFirst().cells().get(1).value()))
                .toList();
    }

    private String items(List<Line> lines, String language) {
        return lines.stream().map(line -> item(line, language)).collect(Collectors.joining(", "));
    }

    /** "Without a company" does not lead anybody. */
    private static boolean isNameless(Line line) {
        return line.cells().getFirst().value().isEmpty();
    }

    /** All but the number of lines, which one sees. */
    static List<String> filters(Answer answer) {
        return answer.chips().stream()
                .filter(chip -> chip.without().limit().equals(answer.query().limit()))
                .map(Answer.Chip::text)
                .toList();
    }

    private String item(Line line, String language) {
        return words.say(
                "find.ranked.item",
                language,
                Map.of(
                        "name", line.cells().getFirst().text(),
                        "figure", line.cells().get(1).text()));
    }

    /** In brackets behind what they are said of; empty for none. */
    String others(List<String> others, String language) {
        return others.isEmpty()
                ? ""
                : " " + words.say("find.said.others", language, Map.of("others", String.join(", ", others)));
    }

    String number(String phrase, long count, String language) {
        String amount = count == 0 ? "none" : count == 1 ? "one" : "many";
        return words.say("find.said." + phrase + "." + amount, language, Map.of("count", count));
    }

    static String capitalised(String sentence, String language) {
        return sentence.substring(0, 1).toUpperCase(Locale.of(language)) + sentence.substring(1);
    }
}
