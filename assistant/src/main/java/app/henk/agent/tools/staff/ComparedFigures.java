package app.henk.agent.tools.staff;

import app.henk.insights.Answer;
import app.henk.insights.Answer.Cell;
import app.henk.insights.Measure;
import app.henk.insights.Query;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says a figure of two times of which the earlier has nothing: there is no difference to tell then. */
@Component
class ComparedFigures {

    private static final Set<String> DECIDED = Set.of("won", "lost");

    private final StaffWords words;
    private final SpokenFigures spoken;

    ComparedFigures(StaffWords words, SpokenFigures spoken) {
        this.words = words;
        this.spoken = spoken;
    }

    /** Empty where both times have something, and for what is no single figure of two times. */
    Optional<String> of(Answer answer, String language) {
        Query query = answer.query();
        boolean single = query.by().isEmpty() && query.figures().size() == 1;
        return answer.subject()
                .compared()
                .filter(_ -> single && !answer.lines().isEmpty())
                .flatMap(times -> said(answer, times, language));
    }

    private Optional<String> said(Answer answer, Answer.Compared times, String language) {
        List<Cell> cells = answer.lines().getFirst().cells();
        if (!isNothing(cells.get(1))) {
            return Optional.empty();
        }
        Measure measure = answer.query().figures().getFirst();
        Map<String, Object> values = new HashMap<>();
        answer.subject().who().ifPresent(who -> values.put("who", who));
        values.put("of", SpokenFigures.capitalised(times.of(), language));
        values.put("with", SpokenFigures.capitalised(times.with(), language));
        String verb = verb(answer, measure);
        boolean deals = DECIDED.contains(verb) && measure.kind() == Measure.Kind.COUNT;
        values.put("figure", figure(cells.getFirst(), deals, language));
        values.put("others", spoken.others(answer.subject().others(), language));
        values.put("label", answer.columns().getFirst().label());
        values.put("filters", spoken.others(filters(answer), language));
        return Optional.of(words.say("find.compared." + verb, language, values));
    }

    /** What is neither won nor lost, and what is no amount of it, is called by its name. */
    private static String verb(Answer answer, Measure measure) {
        return switch (measure.kind()) {
            case REVENUE -> "won";
            case COUNT, SUM ->
                answer.subject().status().filter(DECIDED::contains).orElse("any");
            default -> "any";
        };
    }

    private String figure(Cell cell, boolean deals, String language) {
        if (isNothing(cell)) {
            return words.say("find.compared.nothing", language);
        }
        return deals
                ? spoken.number("deals", ((BigDecimal) cell.value().orElseThrow()).longValue(), language)
                : cell.text();
    }

    private static boolean isNothing(Cell cell) {
        return cell.value()
                .map(value -> value instanceof BigDecimal number && number.signum() == 0)
                .orElse(true);
    }

    /** All but the two times, which the sentence names. */
    private static List<String> filters(Answer answer) {
        return answer.chips().stream()
                .filter(chip -> chip.without().compare().equals(answer.query().compare()))
                .map(Answer.Chip::text)
                .toList();
    }
}
