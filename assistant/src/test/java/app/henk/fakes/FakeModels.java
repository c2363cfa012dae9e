package app.henk.fakes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that the fake knows, and what each refuses. */
record FakeModels(String name, List<String> levels, boolean budgetZero, boolean signs, boolean ids, boolean sampling) {

    private static final List<String> ALL_LEVELS = List.of("MINIMAL", "LOW", "MEDIUM", "HIGH");

    private static final Map<String, FakeModels> KNOWN = Stream.of(
                    signing("gemini-3.8-flash", ALL_LEVELS.subList(1, 4), true),
                    signing("gemini-3.5-flash-lite", ALL_LEVELS, false),
                    signing("gemini-4-carbon", ALL_LEVELS.subList(1, 4), true),
                    upTo25("gemini-2.5-flash"),
                    upTo25("gemini-2.5-flash-lite"))
            .collect(Collectors.toMap(FakeModels::name, model -> model));

    private static FakeModels signing(String name, List<String> levels, boolean budgetZero) {
        return new FakeModels(name, levels, budgetZero, true, true, false);
    }

    private static FakeModels upTo25(String name) {
        return new FakeModels(name, List.of(), true, false, false, true);
    }

    static FakeModels named(String model) {
        FakeModels known = KNOWN.get(model);
        if (known == null) {
            throw Rejection.of(
                    404,
                    "NOT_FOUND",
                    "models/" + model + " is not found for API version v1beta, or is not supported for this method.");
        }
        return known;
    }

    static List<String> names() {
        return KNOWN.keySet().stream().sorted().toList();
    }
}
