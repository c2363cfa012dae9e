package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.insights.WhatIf.Change;
import app.henk.insights.WhatIf.StageNow;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private final List<StageNow> pipeline = List.of(
            new StageNow("proposal", 10, new BigDecimal("100000"), new BigDecimal("50")),
            new StageNow("negotiation", 4, new BigDecimal("80000"), new BigDecimal("70")));

    @Test
    void nothing_changed_is_what_is() {
        var outcome = WhatIf.of(pipeline, Optional.of(new BigDecimal("60")), Change.NONE);

        assertThat(outcome.weightedBefore()).isEqualByComparingTo("106000");
        assertThat(outcome.difference()).isEqualByComparingTo("0");
    }

    @Test
    void ten_percent_more_basket_are_ten_percent_more_of_each_stage() {
        var outcome = WhatIf.of(pipeline, Optional.empty(), change("10", "0", Optional.empty(), "0", "0"));

        assertThat(outcome.weightedAfter()).isEqualByComparingTo("116600");
        assertThat(outcome.stages().getFirst().difference()).isEqualByComparingTo("5000");
        assertThat(outcome.cycleDays()).isEmpty();
    }

    @Test
    void points_in_one_stage_leave_the_others_alone_and_end_at_a_hundred() {
        var two = WhatIf.of(pipeline, Optional.empty(), change("0", "2", Optional.of("negotiation"), "0", "0"));
        var sixty = WhatIf.of(pipeline, Optional.empty(), change("0", "60", Optional.empty(), "0", "0"));

        assertThat(two.stages().getFirst().difference()).isEqualByComparingTo("0");
        assertThat(two.stages().getLast().difference()).isEqualByComparingTo("1600");
        assertThat(sixty.weightedAfter()).isEqualByComparingTo("180000");
    }

    @Test
    void a_shorter_way_to_the_win_brings_the_same_sooner() {
        var outcome =
                WhatIf.of(pipeline, Optional.of(new BigDecimal("60")), change("0", "0", Optional.empty(), "0", "-50"));

        assertThat(outcome.cycleDays().orElseThrow().after()).isEqualByComparingTo("30");
        assertThat(outcome.perMonthBefore().orElseThrow()).isEqualByComparingTo("53000");
        assertThat(outcome.perMonthAfter().orElseThrow()).isEqualByComparingTo("106000");
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertThatThrownBy(() -> change("-200", "0", Optional.empty(), "0", "0"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("basket_percent");
    }

    private static Change change(String basket, String points, Optional<String> stage, String volume, String cycle) {
        return new Change(
                new BigDecimal(basket), new BigDecimal(points), stage, new BigDecimal(volume), new BigDecimal(cycle));
    }
}
