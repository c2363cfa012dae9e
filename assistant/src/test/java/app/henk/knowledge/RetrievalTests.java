package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.knowledge.Questions.Half;
import app.henk.knowledge.Retrieval.Leg;
import app.henk.platform.Ids;
import app.henk.platform.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Floors for what {@code ./bench retrieval} reports: a change that makes the search worse fails here. */
@HenkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetrievalTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Knowledge knowledge;

    @Autowired
    Tenants tenants;

    Retrieval retrieval;
    Principal visitor;

    @BeforeAll
    void questions_and_documents() {
        retrieval = new Retrieval(context);
        visitor = new Principal.Visitor(tenant("henk"), Ids.next());
    }

    TenantId tenant(String slug) {
        return tenants.all()
                .filter(tenant -> tenant.slug().equals(slug))
                .blockFirst(Duration.ofSeconds(60))
                .id();
    }

    @Test
    void questions_find_their_passage_and_others_are_refused() {
        var figures = retrieval.measure(Half.BUILDING, Leg.HYBRID);

        assertThat(figures.ranked()).as(figures.toString()).isGreaterThanOrEqualTo(0.94);
        assertThat(figures.recall()).as(figures.toString()).isGreaterThanOrEqualTo(0.89);
        assertThat(figures.refused()).as(figures.toString()).isGreaterThanOrEqualTo(0.88);
    }

    @Test
    void both_legs_together_find_no_less_than_words_alone() {
        var text = retrieval.measure(Half.BUILDING, Leg.TEXT);
        var hybrid = retrieval.measure(Half.BUILDING, Leg.HYBRID);

        assertThat(hybrid.ranked()).isGreaterThanOrEqualTo(text.ranked());
    }

    @Test
    void a_question_is_answered_in_its_own_language() {
        for (String language : List.of("de", "en", "fr")) {
            var found = knowledge.search(visitor, "Super 120", language, 4).block(Duration.ofSeconds(60));
            assertThat(found).isNotEmpty();
            assertThat(found.getFirst().language()).isEqualTo(language);
            // what there is in German only may stand behind it
            assertThat(found)
                    .filteredOn(passage -> !passage.language().equals(language))
                    .allMatch(passage -> passage.language().equals("de"));
        }
    }

    @Test
    void what_is_asked_for_counts_and_not_what_everything_here_is() {
        var found = knowledge
                .search(visitor, "Hi there, do you do made to measure tuxedos?", "en", 4)
                .block(Duration.ofSeconds(60));

        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().document()).isEqualTo("evening");
    }

    @Test
    void a_thing_of_ours_for_whom_it_is_not_made_is_refused() {
        Map.of(
                        "Machen Sie Anzüge für Hunde?", "de",
                        "Bauen Sie Möbel nach Maß?", "de",
                        "Do you do made to measure kitchens?", "en",
                        "Faites-vous des costumes pour chiens ?", "fr")
                .forEach((text, language) -> assertThat(
                                knowledge.search(visitor, text, language, 4).block(Duration.ofSeconds(60)))
                        .as(text)
                        .isEmpty());
    }

    @Test
    void a_shop_that_writes_english_only_answers_a_german_in_english() {
        var found = knowledge
                .search(new Principal.Visitor(tenant("works"), Ids.next()), "CNC Router 400 V Installation", "de", 4)
                .block(Duration.ofSeconds(60));

        assertThat(found).isNotEmpty().allMatch(passage -> passage.language().equals("en"));
    }

    @Test
    void what_people_type_is_never_an_error() {
        for (String text :
                List.of("", " ", "?!", "\u0000", "' or 1=1 --", "\\ ' & | :*", "🧵".repeat(500), "x".repeat(9000))) {
            assertThat(knowledge.search(visitor, text, "de", 4).block(Duration.ofSeconds(60)))
                    .isEmpty();
        }
    }
}
