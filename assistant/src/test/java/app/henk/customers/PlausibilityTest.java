package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.Wording;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {

    private final MeasurementRules rules = new MeasurementRules();
    private final Plausibility plausibility = new Plausibility(rules);
    private final MeasurementWords words = new MeasurementWords(new Wording(""), rules);

    PlausibilityTest() throws IOException {}

    @Test
    void people_of_every_ordinary_build_are_believed() {
        for (Map<String, BigDecimal> person : List.of(
                told("height", 186, "weight", 84, "chest", 104, "waist", 92, "hips", 104, "neck", 40, "inseam", 84),
                told("height", 158, "weight", 52, "chest", 86, "waist", 70, "hips", 92, "inseam", 72, "sleeve", 56),
                told("height", 172, "weight", 118, "chest", 126, "waist", 128, "hips", 124, "neck", 46),
                told("height", 203, "weight", 98, "chest", 108, "inseam", 96, "sleeve", 72, "shoulder", 50))) {
            assertThat(plausibility.judge(person, Map.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "height, 245, unusual", // a giant
        "height, 98, unusual", // a toddler
        "height, 320, impossible",
        "weight, 8, impossible",
        "weight, 260, unusual",
        "waist, 920, impossible",
        "neck, 15, impossible",
    })
    void giants_toddlers_and_what_nobody_is_are_doubted(String kind, int value, String why) {
        List<Doubt> doubts = plausibility.judge(told(kind, value), Map.of());

        assertThat(doubts).singleElement().satisfies(doubt -> {
            assertThat(doubt.why()).isEqualTo(why);
            assertThat(doubt.isFinal()).isEqualTo(why.equals("impossible"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "height, 1.86, 186", // metres
        "height, 1860, 186", // millimetres
        "chest, 40, 102", // inches
        "weight, 185, 84", // pounds
        "waist, 920, 92",
    })
    void a_figure_in_another_unit_comes_with_what_was_probably_meant(String kind, String value, int meant) {
        List<Doubt> doubts = plausibility.judge(Map.of(kind, new BigDecimal(value)), Map.of());

        assertThat(doubts)
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.meant()).containsEntry(kind, BigDecimal.valueOf(meant)));
    }

    @Test
    void two_figures_in_each_others_place_are_one_question() {
        List<Doubt> doubts = plausibility.judge(told("height", 84, "weight", 186), Map.of());

        assertThat(doubts).extracting(Doubt::why).containsOnly("swapped");
        assertThat(doubts).allMatch(Doubt::isFinal);
        assertThat(doubts.getFirst().meant()).isEqualTo(told("height", 186, "weight", 84));
        assertThat(words.questions(doubts, "de"))
                .containsExactly("Körpergröße 84 cm und Gewicht 186 kg, sind die beiden vertauscht?");
        assertThat(words.answers(doubts, "de")).containsExactly("Ja, Körpergröße 186 cm, Gewicht 84 kg");
    }

    @ParameterizedTest
    @CsvSource({
        "height, 150, weight, 140, body_mass",
        "height, 200, inseam, 70, inseam_of_height",
        "waist, 60, hips, 130, hips_of_waist",
        "neck, 34, chest, 130, neck_of_chest",
        "height, 160, sleeve, 74, sleeve_of_height",
    })
    void what_does_not_go_together_is_asked_although_each_is_possible(
            String one, int a, String other, int b, String why) {
        assertThat(plausibility.judge(told(one, a, other, b), Map.of()))
                .extracting(Doubt::why)
                .containsExactly(why);
        assertThat(plausibility.judge(told(one, a), told(other, b)))
                .extracting(Doubt::why)
                .containsExactly(why);
    }

    @Test
    void nobody_grows_or_shrinks_by_a_hand_without_being_asked() {
        assertThat(plausibility.judge(told("height", 176), told("height", 186)))
                .extracting(Doubt::why)
                .containsExactly("changed");
        assertThat(plausibility.judge(told("waist", 96), told("waist", 92))).isEmpty();
    }

    @Test
    void what_is_right_beside_what_is_wrong_is_still_right() {
        assertThat(plausibility.judge(told("waist", 92, "neck", 200), Map.of()))
                .extracting(Doubt::kind)
                .containsExactly("neck");
    }

    @Test
    void every_measure_and_every_doubt_can_be_said_in_every_language() {
        for (String language : List.of("de", "en", "fr")) {
            for (String kind : rules.measures().keySet()) {
                assertThat(words.name(kind, language)).isNotBlank();
            }
            for (String why : List.of("impossible", "unusual", "changed", "swapped", "body_mass", "waist_of_chest")) {
                Doubt doubt = new Doubt("waist", BigDecimal.TEN, why, told("chest", 84), Map.of(), false);
                assertThat(words.questions(List.of(doubt), language).getFirst())
                        .contains("10 cm")
                        .doesNotContain("{{", "false");
            }
        }
    }

    private static Map<String, BigDecimal> told(Object... pairs) {
        Map<String, BigDecimal> told = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            told.put((String) pairs[i], BigDecimal.valueOf((int) pairs[i + 1]));
        }
        return told;
    }
}
