package app.henk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** A refusal on a German or French page is in the language of the page. */
class RefusalWordsTest {

    private final Wording wording = new Wording("");
    private final RefusalWords words = new RefusalWords(wording);

    private static final Problem TAKEN = Problem.conflict("handoff-taken", "Frau Weber has taken this conversation.")
            .with("held_name", "Frau Weber");

    RefusalWordsTest() throws IOException {}

    @Test
    void a_program_and_whoever_reads_English_get_the_sentence_of_the_interface() {
        for (String asked : List.of("", "en", "en-GB,de;q=0.5", "nl", "*", ";;q=what")) {
            assertThat(said(TAKEN, asked)).as(asked).isEqualTo("Frau Weber has taken this conversation.");
        }
    }

    @Test
    void whoever_reads_German_or_French_gets_it_in_that_with_what_it_names() {
        assertThat(said(TAKEN, "de-AT,de;q=0.9,en;q=0.8")).isEqualTo("Frau Weber hat dieses Gespräch übernommen.");
        assertThat(said(TAKEN, "nl,fr;q=0.9,en;q=0.8")).isEqualTo("Frau Weber a pris cette conversation.");
    }

    @Test
    void several_names_stand_in_a_row() {
        Problem twice = Problem.badRequest("duplicate-headers", "…").with("headers", List.of("Name", "Firma"));

        assertThat(said(twice, "de")).startsWith("Mehrere Spalten heißen gleich: „Name“, „Firma“. ");
    }

    @Test
    void a_field_that_breaks_a_rule_says_which_one() {
        Problem twice =
                FieldErrors.of(new FieldError("columns", "give name to more than one column").breaking("field_twice"));

        assertThat(said(twice, "de")).startsWith("Das bedeutet hier schon eine andere Spalte.");
        assertThat(said(FieldErrors.of("email", "is missing"), "de")).startsWith("Eine Angabe stimmt so nicht.");
    }

    @Test
    void what_has_no_words_of_its_own_is_said_in_English() {
        assertThat(said(Problem.badRequest("wrong-cursor", "Pass what the page before gave."), "de"))
                .isEqualTo("Pass what the page before gave.");
    }

    @Test
    void what_is_worded_in_one_language_is_worded_in_the_other() {
        assertThat(keys("de")).isEqualTo(keys("fr")).hasSizeGreaterThan(30);
    }

    private TreeSet<String> keys(String language) {
        return wording.keys(language).stream()
                .filter(key -> key.startsWith("problem."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String said(Problem problem, String language) {
        HttpHeaders asked = new HttpHeaders();
        if (!language.isEmpty()) {
            asked.set(HttpHeaders.ACCEPT_LANGUAGE, language);
        }
        return words.detail(problem, asked);
    }
}
