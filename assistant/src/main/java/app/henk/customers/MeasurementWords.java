package app.henk.customers;

import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says measures, and what is doubted of them, in the reader's language. */
@Component
public class MeasurementWords {

    private final Wording wording;
    private final MeasurementRules rules;

    MeasurementWords(Wording wording, MeasurementRules rules) {
        this.wording = wording;
        this.rules = rules;
    }

    public String name(String kind, String language) {
        return wording.say("customers.measure." + kind, language);
    }

    /** "92,5 cm". */
    public String value(String kind, BigDecimal value, String language) {
        String number =
                NumberFormat.getNumberInstance(Locale.forLanguageTag(language)).format(value);
        return (number + " " + rules.unit(kind)).strip();
    }

    /** "Taille 92,5 cm". */
    public String said(String kind, BigDecimal value, String language) {
        return name(kind, language) + " " + value(kind, value, language);
    }

    /** What was kept and what is old by now, each in a sentence; empty when nothing was kept. */
    public String kept(Measurements.Recorded recorded, LocalDate today, String language) {
        if (recorded.kept().isEmpty()) {
            return "";
        }
        String list = recorded.kept().stream()
                .map(kept -> said(kept.kind(), kept.value(), language))
                .collect(Collectors.joining(", "));
        String noted = wording.say("customers.measured.kept", language, Map.of("list", list));
        return recorded.old().stream()
                .findFirst()
                .map(old -> noted + " " + old(old, today, language))
                .orElse(noted);
    }

    /** "Die Schrittlänge ist vor 3 Jahren gemessen worden …". */
    public String old(Measurement measurement, LocalDate today, String language) {
        return wording.say(
                "customers.measured.old",
                language,
                Map.of("name", name(measurement.kind(), language), "ago", ago(measurement.on(), today, language)));
    }

    String ago(LocalDate day, LocalDate today, String language) {
        Period age = Period.between(day, today);
        return switch (age.getYears()) {
            case 0 -> wording.say("customers.ago.months", language, Map.of("n", Math.max(2, age.getMonths())));
            case 1 -> wording.say("customers.ago.year", language);
            default -> wording.say("customers.ago.years", language, Map.of("n", age.getYears()));
        };
    }

    /** One question for each thing that looks wrong; two that were taken for each other are one. */
    public List<String> questions(List<Doubt> doubts, String language) {
        return distinct(doubts).stream().map(doubt -> question(doubt, language)).toList();
    }

    /** What the person may answer with one press, as whole sentences. */
    public List<String> answers(List<Doubt> doubts, String language) {
        return distinct(doubts).size() != 1 ? List.of() : answers(doubts.getFirst(), language);
    }

    /** What was probably meant comes first. */
    private List<String> answers(Doubt doubt, String language) {
        boolean swapped = doubt.why().equals(Doubt.SWAPPED);
        Map<String, BigDecimal> told = new HashMap<>(Map.of(doubt.kind(), doubt.value()));
        if (swapped) {
            told.putAll(doubt.compared());
        }
        String said = list(told, language);
        String meant = list(doubt.meant(), language);
        List<String> answers = new ArrayList<>();
        if (!doubt.meant().isEmpty()) {
            answers.add(answer(swapped || doubt.isFinal() ? "yes" : "no", meant, language));
        }
        if (!doubt.isFinal()) {
            answers.add(answer(swapped ? "no" : "yes", said, language));
        }
        return answers;
    }

    private String answer(String how, String values, String language) {
        return wording.say("customers.answer." + how, language, Map.of("values", values));
    }

    private String question(Doubt doubt, String language) {
        String own = "customers.doubt." + doubt.why();
        Map<String, Object> values = new HashMap<>();
        values.put("told", said(doubt.kind(), doubt.value(), language));
        values.put("compared", list(doubt.compared(), language));
        values.put("meant", doubt.meant().isEmpty() ? false : list(doubt.meant(), language));
        values.put("unit", rules.unit(doubt.kind()));
        return wording.say(wording.has(own, language) ? own : "customers.doubt.proportion", language, values);
    }

    private static List<Doubt> distinct(List<Doubt> doubts) {
        return doubts.size() == 2 && doubts.getFirst().why().equals(Doubt.SWAPPED)
                ? List.of(doubts.getFirst())
                : doubts;
    }

    private String list(Map<String, BigDecimal> values, String language) {
        return rules.measures().keySet().stream()
                .filter(values::containsKey)
                .map(kind -> said(kind, values.getOrDefault(kind, BigDecimal.ZERO), language))
                .collect(Collectors.joining(", "));
    }
}
