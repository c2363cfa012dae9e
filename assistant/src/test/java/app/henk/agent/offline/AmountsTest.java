package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    private static final EngineData DATA = EngineData.of("");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | unter 2000                              |      | 2000
            de | nicht über 2000                         |      | 2000
            de | kein Blau, höchstens 1500 Euro          |      | 1500
            de | kein Karo bis 1500 Euro                 |      | 1500
            en | no blue, at most 1500 euros             |      | 1500
            fr | pas de bleu, 1500 euros au maximum      |      | 1500
            de | nicht mehr als 1.500 €                  |      | 1500
            de | höchstens zweitausend                   |      | 2000
            de | zweitausendfünfhundert Euro             |      | 2500
            de | so 1,5k                                 |      | 1500
            de | um die 1.800,00 Euro                    |      | 1800
            de | mein Budget ist 1400                    |      | 1400
            de | zwischen 1000 und 1500                  | 1000 | 1500
            de | 1000-1500 €                             | 1000 | 1500
            de | 1000 bis 1500 Euro                      | 1000 | 1500
            de | ab 900 Euro                             | 900  |
            de | mindestens 1000 €                       | 1000 |
            de | nicht unter 1000 Euro                   | 1000 |
            de | 2 Tsd maximal                           |      | 2000
            de | anderthalbtausend                       |      | 1500
            de | nicht 2000 Euro, sondern 1800 Euro      |      | 1800
            en | under 2000                              |      | 2000
            en | no more than £1,500                     |      | 1500
            en | two thousand five hundred pounds        |      | 2500
            en | around 2k                               |      | 2000
            en | between 1000 and 1400 euros             | 1000 | 1400
            en | at least 1000 euros                     | 1000 |
            en | my budget is 12,500                     |      | 12500
            fr | moins de 2000                           |      | 2000
            fr | pas plus de 1 500 €                     |      | 1500
            fr | deux mille cinq cents euros             |      | 2500
            fr | quatre-vingt-dix mille euros            |      | 90000
            fr | entre 1000 et 1400 euros                | 1000 | 1400
            fr | à partir de 900 euros                   | 900  |
            """)
    void reads(String language, String text, String min, String max) {
        Optional<Budget> budget = find(language, text);
        assertThat(budget).as(text).isPresent();
        assertThat(budget.orElseThrow().min().map(BigDecimal::toPlainString).orElse(null))
                .as(text)
                .isEqualTo(min);
        assertThat(budget.orElseThrow().max().map(BigDecimal::toPlainString).orElse(null))
                .as(text)
                .isEqualTo(max);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | 250 g schwer
            de | ich bin 185 cm groß
            de | für 120 Gäste
            de | zwei Anzüge
            de | im Jahr 2027
            en | for 120 guests
            en | I weigh 90 kg
            en | 400 V supply
            fr | pour 120 invités
            fr | je fais 185 cm
            """)
    void finds_no_money_in(String language, String text) {
        assertThat(find(language, text)).as(text).isEmpty();
    }

    @Test
    void reads_every_amount_however_it_is_bounded() {
        Random random = new Random(3);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int amount = 100 * (3 + random.nextInt(60));
            List<String> forms = List.of(
                    "bis " + amount,
                    "maximal " + amount + " €",
                    "nicht mehr als " + String.format(java.util.Locale.GERMANY, "%,d", amount) + " Euro",
                    "höchstens " + amount / 1000.0 + "k",
                    "Budget: " + amount);
            String text = forms.get(i % forms.size()).replace(".0k", "k");
            Optional<Budget> found = find("de", text);
            if (found.flatMap(Budget::max)
                    .filter(max -> max.intValueExact() == amount)
                    .isEmpty()) {
                wrong.add(text + " → " + found);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<Budget> find(String language, String text) {
        return new Amounts(DATA.tongue(language).words())
                .find(Token.of(text), i -> false, false, Optional.empty())
                .map(Span::value);
    }
}
