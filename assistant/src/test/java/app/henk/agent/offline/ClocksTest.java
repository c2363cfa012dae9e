package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTest {

    private static final EngineData DATA = EngineData.of("");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | um 15 Uhr passt mir | 15:00
            de | am Dienstag um halb drei | 14:30
            de | viertel nach zehn | 10:15
            de | 14:30 wäre gut | 14:30
            de | um 3 | 15:00
            de | 11 | 11:00
            de | mittags | 12:00
            en | 2pm works | 14:00
            en | at half past ten | 10:30
            en | 11 am please | 11:00
            en | around noon | 12:00
            fr | 15h | 15:00
            fr | à 10h30 | 10:30
            fr | à midi | 12:00
            fr | à trois heures et demie | 15:30
            """)
    void reads_a_time_of_day(String language, String text, String time) {
        assertThat(find(language, text)).as(text).isEqualTo(time);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | nicht über 2000
            de | am 12. Juni
            de | wir sind zu acht
            en | around fifteen hundred
            fr | jeudi après-midi
            """)
    void finds_no_time_in(String language, String text) {
        assertThat(find(language, text)).as(text).isEmpty();
    }

    private static String find(String language, String text) {
        return new Clocks(DATA.tongue(language).words())
                .find(Token.of(text), true)
                .map(span -> span.value().toString())
                .orElse("");
    }
}
