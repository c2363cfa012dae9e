package app.henk.customers;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What may be told of a body, from {@code customers/measurements.yaml}. */
@Component
class MeasurementRules {

    /** @param ages after how long it should be taken anew */
    record Measure(String kind, String unit, Range usual, Range possible, BigDecimal changes, Period ages) {}

    record Range(BigDecimal least, BigDecimal most) {
        boolean holds(BigDecimal value) {
            return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        }
    }

    /** One measure as a share of another. */
    record Proportion(String name, String of, String by, boolean squared, Range usual) {}

    /** What a figure may have been meant in. */
    record Unit(String name, BigDecimal factor) {}

    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final List<Proportion> proportions;
    private final Map<String, List<Unit>> units = new LinkedHashMap<>();

    MeasurementRules() throws IOException {
        JsonNode root;
        try (var in = new ClassPathResource("customers/measurements.yaml").getInputStream()) {
            root = new YAMLMapper().readTree(in);
        }
        root.path("measures")
                .properties()
                .forEach(entry -> measures.put(entry.getKey(), measure(entry.getKey(), entry.getValue())));
        proportions = root.path("between")
                .valueStream()
                .map(MeasurementRules::proportion)
                .toList();
        root.path("units")
                .properties()
                .forEach(entry -> units.put(
                        entry.getKey(),
                        entry.getValue()
                                .valueStream()
                                .map(MeasurementRules::unit)
                                .toList()));
    }

    /** By kind, in the order in which they are shown. */
    Map<String, Measure> measures() {
        return measures;
    }

    /** cm or kg; nothing for what is no measure. */
    String unit(String kind) {
        Measure measure = measures.get(kind);
        return measure == null ? "" : measure.unit();
    }

    List<Proportion> proportions() {
        return proportions;
    }

    List<Unit> meantIn(Measure measure) {
        return units.getOrDefault(measure.unit(), List.of());
    }

    private static Measure measure(String kind, JsonNode node) {
        return new Measure(
                kind,
                node.path("unit").asString(),
                range(node.path("usual")),
                range(node.path("possible")),
                node.path("changes").decimalValue(),
                Period.parse(node.path("ages").asString()));
    }

    private static Proportion proportion(JsonNode node) {
        return new Proportion(
                node.path("name").asString(),
                node.path("of").asString(),
                node.path("by").asString(),
                node.path("squared").asBoolean(false),
                range(node.path("usual")));
    }

    private static Unit unit(JsonNode node) {
        return new Unit(node.path("name").asString(), node.path("factor").decimalValue());
    }

    private static Range range(JsonNode pair) {
        return new Range(pair.path(0).decimalValue(), pair.path(1).decimalValue());
    }
}
