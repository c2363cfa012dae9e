package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.customers.MeasurementWords;
import app.henk.customers.Measurements;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks for measures in fields; whatever is left empty is not told. */
@Component
public class MeasurementForm {

    private static final String ID = "measures";
    private static final String FIELD = "measure_";

    /** What anybody can measure with a tape at home. */
    private static final List<String> AT_HOME = List.of("height", "weight", "chest", "waist", "hips", "neck", "inseam");

    private static final int LARGEST = 300;

    private final Measurements measurements;
    private final MeasurementWords words;
    private final Wording wording;

    MeasurementForm(Measurements measurements, MeasurementWords words, Wording wording) {
        this.measurements = measurements;
        this.words = words;
        this.wording = wording;
    }

    Card card(String language) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("id", ID);
        content.put("title", say("title", language));
        content.put("text", say("text", language));
        content.put("fallback", say("fallback", language));
        content.put("submit", say("submit", language));
        content.put("schema", Map.of("type", "object", "properties", fields(AT_HOME, language), "required", List.of()));
        return new Card(Ids.next().toString(), "form", content);
    }

    String asks(String language) {
        return say("ask", language);
    }

    /** By their names in a form, in the order in which they are given. */
    public Map<String, Map<String, Object>> fields(Collection<String> kinds, String language) {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        kinds.stream()
                .filter(measurements.kinds()::contains)
                .forEach(kind -> fields.put(
                        FIELD + kind,
                        Map.of(
                                "type",
                                "number",
                                "title",
                                words.name(kind, language) + " (" + measurements.unit(kind) + ")",
                                "minimum",
                                1,
                                "maximum",
                                LARGEST)));
        return fields;
    }

    /** What was typed into these fields, by kind; nothing for a form that has none of them. */
    public static Map<String, String> typed(Map<String, String> form) {
        Map<String, String> typed = new LinkedHashMap<>();
        form.forEach((field, value) -> Optional.of(field)
                .filter(name -> name.startsWith(FIELD) && !value.isBlank())
                .ifPresent(name -> typed.put(name.substring(FIELD.length()), value)));
        return typed;
    }

    private String say(String key, String language) {
        return wording.say("customers.measure_form." + key, language);
    }
}
