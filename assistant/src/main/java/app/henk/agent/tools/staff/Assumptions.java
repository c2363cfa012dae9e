package app.henk.agent.tools.staff;

import app.henk.agent.tools.Amounts;
import app.henk.insights.WhatIf;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a what-if reckons with, in words: "Angenommen: Dealwert +10 %, Verkaufszyklus -20 %." */
final class Assumptions {

    private final StaffWords words;
    private final String language;

    private Assumptions(StaffWords words, String language) {
        this.words = words;
        this.language = language;
    }

    /** Empty where nothing is different. */
    static Optional<String> said(WhatIf.Change change, Optional<String> stage, StaffWords words, String language) {
        var assumed = new Assumptions(words, language);
        String changes = Stream.of(
                        assumed.changed("basket", change.basketPercent(), Optional.empty()),
                        assumed.changed("conversion", change.conversionPoints(), stage),
                        assumed.changed("volume", change.volumePercent(), Optional.empty()),
                        assumed.changed("cycle", change.cyclePercent(), Optional.empty()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Optional.of(changes)
                .filter(some -> !some.isEmpty())
                .map(some -> words.say("what_if.assumed", language, Map.of("changes", some)));
    }

    private Optional<String> changed(String what, BigDecimal by, Optional<String> stage) {
        if (by.signum() == 0) {
            return Optional.empty();
        }
        Map<String, Object> values = new HashMap<>();
        values.put("by", (by.signum() > 0 ? "+" : "") + Amounts.number(by.doubleValue(), language));
        values.put("one", by.abs().compareTo(BigDecimal.ONE) == 0);
        stage.ifPresent(name -> values.put("stage", name));
        return Optional.of(words.say("what_if.assumption." + what, language, values));
    }
}
