package app.henk.crm;

import java.math.BigDecimal;
import java.util.Map;

/** What a tenant's data say about selling: its stages, its formula, what a deal is called and worth at first. */
record SalesRules(
        Stages stages, ScoringFormula scoring, BigDecimal defaultDealValue, Map<String, Map<String, String>> titles) {

    Stage firstStage() {
        return stages.first();
    }

    /** What is sold for an occasion, in a language; the entry {@code other} for the rest, then nothing. */
    String title(String occasion, String language) {
        Map<String, String> byLanguage = titles.getOrDefault(occasion, titles.getOrDefault("other", Map.of()));
        return byLanguage.getOrDefault(
                language, byLanguage.values().stream().findFirst().orElse(""));
    }
}
