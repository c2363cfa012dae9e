package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.platform.TenantTransactions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Whoever is not understood is told a question that would have been, to its end. */
@HenkTest
class NearestExampleTests {

    @Autowired
    SalesAgent agent;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            de | Welche Leads haben blorp Score                | Welche Leads haben einen Score über 70?
            de | Welche Deals hatten blorp Tage keinen Kontakt | Welche Deals haben seit 10 Tagen keinen Kontakt?
            en | leads by blorp score                          | Which leads have a score over 70?
            en | Which quotes are older than blorp weeks?      | Which quotes are older than two weeks?
            fr | Quels leads ont un blorp score                | Quels leads ont un score supérieur à 70 ?
            """)
    void the_nearest_question_is_named_with_its_figure(String language, String said, String nearest) {
        var rep = new StaffTurns(tenants, transactions, database, "henk", Role.SALES);
        rep.language = language;

        rep.said(agent, said);

        assertThat(rep.transcript.getFirst().answer()).contains(nearest);
    }
}
