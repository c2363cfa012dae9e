package app.henk.insights;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(SnakeCaseStrategy.class)
record WhatIfJson(
        List<Stage> stages,
        BigDecimal weightedBefore,
        BigDecimal weightedAfter,
        BigDecimal difference,
        Optional<WhatIf.Cycle> cycleDays,
        Optional<BigDecimal> perMonthBefore,
        Optional<BigDecimal> perMonthAfter) {

    record Stage(String stage, WhatIf.Worth before, WhatIf.Worth after, BigDecimal difference) {}

    static WhatIfJson of(WhatIf.Outcome outcome) {
        return new WhatIfJson(
                outcome.stages().stream()
                        .map(stage -> new Stage(stage.stage(), stage.before(), stage.after(), stage.difference()))
                        .toList(),
                outcome.weightedBefore(),
                outcome.weightedAfter(),
                outcome.difference(),
                outcome.cycleDays(),
                outcome.perMonthBefore(),
                outcome.perMonthAfter());
    }
}
