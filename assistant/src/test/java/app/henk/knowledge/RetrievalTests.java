package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.knowledge.Questions.Half;
import app.henk.knowledge.Retrieval.Leg;
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

    Retrieval retrieval;

    @BeforeAll
    void questions_and_documents() {
        retrieval = new Retrieval(context);
    }

    @Test
    void questions_that_nothing_was_tuned_on_find_their_passage_and_others_are_refused() {
        var figures = retrieval.measure(Half.MEASURING, Leg.HYBRID);

        assertThat(figures.recall()).as(figures.toString()).isGreaterThanOrEqualTo(0.85);
        assertThat(figures.refused()).as(figures.toString()).isGreaterThanOrEqualTo(0.7);
    }
}
