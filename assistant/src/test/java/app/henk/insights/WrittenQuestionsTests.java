package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.transfer.RealSales;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each written question's query gives the figure that plain SQL over the files gives. Not run where the files are not. */
@HenkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrittenQuestionsTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    WebTestClient http;

    private PlainSales files;
    private Principal.Staff asker;
    private Questions questions;

    @BeforeAll
    void load() throws SQLException, IOException {
        RealSales sales = RealSales.orNotRun();
        files = PlainSales.load(sales);
        asker = ComputerSeller.open(context, http, sales);
        questions = SellersQuestions.at(context);
    }

    @AfterAll
    void close() throws SQLException {
        if (files != null) {
            files.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> the_figure_is_that_of_plain_sql() {
        return WrittenQuestion.all().stream()
                .filter(question -> !question.refused())
                .map(question -> DynamicTest.dynamicTest(question.toString(), () -> {
                    Asked asked = questions.ask(asker, question.meant(), "en").block();

                    assertThat(asked).isInstanceOf(Asked.Answered.class);
                    assertThat(Figures.of(((Asked.Answered) asked).answer()))
                            .isEqualTo(Figures.of(question.meant(), files.rows(question.sql())))
                            .isNotEmpty();
                }));
    }

    @Test
    void there_are_enough_of_them_in_each_language() {
        List<WrittenQuestion> all = WrittenQuestion.all();

        assertThat(all).hasSizeGreaterThanOrEqualTo(120);
        assertThat(all)
                .filteredOn(question -> question.language().equals("de"))
                .hasSizeGreaterThanOrEqualTo(all.size() * 40 / 100);
        assertThat(all).filteredOn(question -> question.language().equals("fr")).hasSizeGreaterThan(25);
        assertThat(all).filteredOn(question -> question.after().isPresent()).hasSizeGreaterThan(15);
    }
}
