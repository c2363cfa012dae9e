package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class ThesaurusTests {

    static final Thesaurus TAILOR = tailor();

    static Thesaurus tailor() {
        try {
            return Thesaurus.read(new ClassPathResource("demo/henk/thesaurus.yaml").getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void three_languages_meet_in_one_concept() {
        assertThat(TAILOR.concepts("Wir heiraten im Juni", "de")).contains("occasion.wedding", "season.summer");
        assertThat(TAILOR.concepts("we are getting married in June", "en"))
                .contains("occasion.wedding", "season.summer");
        assertThat(TAILOR.concepts("notre mariage est en juin", "fr")).contains("occasion.wedding", "season.summer");
    }

    @Test
    void inflections_compounds_and_slips_are_understood() {
        assertThat(TAILOR.concepts("für Hochzeiten", "de")).contains("occasion.wedding");
        assertThat(TAILOR.concepts("ein Sommerhochzeitsanzug", "de")).contains("occasion.wedding", "season.summer");
        assertThat(TAILOR.concepts("Vorstellungsgesprech nächste Woche", "de")).contains("occasion.interview");
        assertThat(TAILOR.concepts("oeffnungszeiten", "de")).contains("shop.opening_hours");
    }

    @Test
    void the_longest_form_wins() {
        assertThat(TAILOR.concepts("a navy blue suit", "en"))
                .contains("colour.navy")
                .doesNotContain("colour.blue");
    }

    @Test
    void a_mention_says_where_it_stands() {
        var mentions = TAILOR.mentions("Der Anzug soll marineblau sein", "de");

        assertThat(mentions)
                .filteredOn(mention -> mention.id().equals("colour.navy"))
                .singleElement()
                .satisfies(mention -> {
                    assertThat(mention.words()).isEqualTo("marineblau");
                    assertThat(mention.from()).isEqualTo(3);
                    assertThat(mention.exact()).isTrue();
                });
    }

    @Test
    void ordinary_words_are_no_concepts() {
        assertThat(TAILOR.concepts("ich und du und er, aber nicht die", "de")).isEmpty();
        assertThat(Thesaurus.EMPTY.concepts("Hochzeit", "de")).isEqualTo(List.of());
    }

    @Test
    void what_everything_here_is_says_nothing_beside_a_thing() {
        var everywhere = new Everywhere(TAILOR.everywhere());

        assertThat(everywhere.without("Do you do made to measure tuxedos?", Language.EN))
                .doesNotContain("measure")
                .contains("tuxedos");
        assertThat(everywhere.without("Faites-vous des smokings sur mesure ?", Language.FR))
                .doesNotContain("mesure");
        assertThat(everywhere.without("Was heißt nach Maß?", Language.DE)).isEqualTo("Was heißt nach Maß?");
    }
}
