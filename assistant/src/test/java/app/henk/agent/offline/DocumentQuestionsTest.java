package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.knowledge.Answerable;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents are known to answer is a question to them, whatever phrases it resembles. */
class DocumentQuestionsTest {

    private static final OfflineModel ENGINE = Rehearsal.model();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Und wie wird gemessen? | PROGRESS
            de | is die einlage geklebt | -
            en | who pays? | PROGRESS
            """)
    void a_question_of_the_documents_is_put_to_them(String language, String text, String otherwise) {
        assertThat(intents(text, language, 0)).as("without them").doesNotContain(Intent.QUESTION);
        if (!otherwise.equals("-")) {
            assertThat(intents(text, language, 0)).contains(Intent.valueOf(otherwise));
        }
        assertThat(intents(text, language, 0.9)).contains(Intent.QUESTION);
        assertThat(intents(text, language, 0.3)).doesNotContain(Intent.QUESTION);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Dunkelblau.                                | BRIEF
            de | Ja, gern.                                  | AFFIRM
            de | Was kostet der?                            | PRICE
            de | Ich möchte mit einem Menschen sprechen.    | PERSON
            en | Can I come in on Wednesday at 11?          | APPOINTMENT
            fr | Merci !                                    | THANKS
            """)
    void what_does_something_else_for_sure_stays_that(String language, String text, Intent intent) {
        assertThat(intents(text, language, 0.9)).contains(intent).doesNotContain(Intent.QUESTION);
    }

    private static List<Intent> intents(String text, String language, double likeness) {
        Answerable answerable = (sentence, spoken) -> likeness;
        var setting = new Understanding.Setting(
                language,
                List.of(language),
                Known.nothing(),
                LocalDate.of(2026, 11, 20),
                Set.of(),
                answerable,
                new TradeWords().of(Rehearsal.tenant("henk")),
                ENGINE.consultation(Rehearsal.tenant("henk")));
        return new Understanding(ENGINE.data())
                .hear(text, setting).acts().stream().map(Heard.Act::intent).toList();
    }
}
