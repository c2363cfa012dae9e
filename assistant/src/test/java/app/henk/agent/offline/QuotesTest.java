package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which sentences of a passage are quoted. */
class QuotesTest {

    private static final String STEPS =
            "Eingang und Anproberaum sind ohne Stufen zu erreichen. Die Tür ist breit genug für jeden Rollstuhl. "
                    + "Die Straße vor der Tür ist laut, im Raum hört man nichts davon. "
                    + "Hunde sind willkommen, solange sie den Teppich mögen. Wasser bekommen sie auch im Raum.";

    @Test
    void a_passage_for_which_there_is_room_is_quoted_whole() {
        assertThat(quote("Darf mein Hund mit?", 400)).isEqualTo(STEPS);
    }

    @Test
    void where_there_is_less_the_sentence_that_answers_and_its_neighbour_are_taken_wherever_they_stand() {
        assertThat(quote("Sind Hunde im Raum willkommen?", 110))
                .startsWith("Hunde sind willkommen")
                .endsWith("im Raum.");
    }

    @Test
    void what_every_sentence_says_tells_none_of_them_from_the_others() {
        String much =
                "Ein Futter aus Seide ist warm. Ein Futter aus Cupro ist kühl. Ein Futter aus Cord gibt es nicht.";

        assertThat(Quotes.from(much, "Gibt es ein Futter aus Cord?", "", "de", false, 40))
                .isEqualTo("Ein Futter aus Cord gibt es nicht.");
    }

    @Test
    void a_question_of_a_price_is_answered_by_a_sum() {
        String prices =
                "Die Weste wird aus demselben Tuch genäht wie der Anzug. Sie kostet 290 €. Sie hat fünf Knöpfe.";

        assertThat(Quotes.from(prices, "Was nimmt man dafür?", "", "de", true, 30))
                .isEqualTo("Sie kostet 290 €.");
    }

    @Test
    void a_first_sentence_that_is_too_long_is_still_quoted() {
        assertThat(quote("Stufen?", 10)).isEqualTo("Eingang und Anproberaum sind ohne Stufen zu erreichen.");
    }

    private static String quote(String question, int longest) {
        return Quotes.from(STEPS, question, "Stufen und Türen", "de", false, longest);
    }
}
