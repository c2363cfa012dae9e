package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which sentences the documents are known to answer, told without searching them. */
class AnswerableTest {

    private static final Answerable SHOP = Profile.of(
            Thesaurus.EMPTY,
            Statistics.NONE,
            List.of(
                    known(Language.DE, "Kann ich das Sakko zum Nachbessern mit der Post schicken?"),
                    known(Language.DE, "Verfällt der Gutschein irgendwann?"),
                    known(Language.EN, "Who reads what I write in the chat?")),
            "shop");

    @Test
    void the_very_question_is_as_like_as_can_be_and_a_near_one_nearly_so() {
        assertThat(SHOP.likeness("verfällt der gutschein irgendwann", "de")).isCloseTo(1, within());
        assertThat(SHOP.likeness("und verfällt so ein Gutschein?", "de")).isBetween(0.4, 0.99);
    }

    @Test
    void what_nobody_has_asked_is_hardly_like_anything() {
        assertThat(SHOP.likeness("Ich heirate am 12. Juni", "de")).isLessThan(0.2);
        assertThat(SHOP.likeness("", "de")).isZero();
    }

    @Test
    void a_question_of_another_language_does_not_count() {
        assertThat(SHOP.likeness("Who reads what I write in the chat?", "en")).isCloseTo(1, within());
        assertThat(SHOP.likeness("Who reads what I write in the chat?", "de")).isLessThan(0.3);
    }

    @Test
    void what_is_more_like_a_question_that_no_shop_answers_counts_as_nothing() {
        assertThat(SHOP.likeness("Wann kommt der nächste Bus?", "de")).isZero();
    }

    private static KnownQuestions.Known known(Language language, String text) {
        return new KnownQuestions.Known(new UUID(0, 1), language, text);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }
}
