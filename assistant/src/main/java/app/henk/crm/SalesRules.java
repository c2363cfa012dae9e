package app.henk.crm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a tenant's data say about selling: its stages, its formula, what a deal is called and worth at first. */
record SalesRules(
        List<Stage> pipeline,
        ScoringFormula scoring,
        BigDecimal defaultDealValue,
        Map<String, Map<String, String>> titles) {

    /** @param name by language */
    record Stage(String key, Map<String, String> name, int probability, String state) {}

    Stage firstStage() {
        return pipeline.getFirst();
    }

    /** What is sold for an occasion, in a language; the entry {@code other} for the rest, then nothing. */
    String title(String occasion, String language) {
        Map<String, String> byLanguage = titles.getOrDefault(occasion, titles.getOrDefault("other", Map.of()));
        return byLanguage.getOrDefault(
                language, byLanguage.values().stream().findFirst().orElse(""));
    }
}
