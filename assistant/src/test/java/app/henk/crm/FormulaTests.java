package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tenant's own ways of scoring. */
@HenkTest
class FormulaTests {

    private static final String BUDGET_ALONE = """
            {"version": "budget-1", "keyAccountFrom": 70, "criteria": [{"key": "budget", "label": {"de": "Budget"},
             "type": "bands", "field": "budget", "bands": [{"from": 50000, "points": 100}], "else": 5, "max": 100}]}""";

    @Autowired
    ApplicationContext context;

    @Autowired
    Formulas formulas;

    @Autowired
    Leads leads;

    private SalesTeam team;
    private Tenant tenant;
    private Principal.Staff manager;

    @BeforeEach
    void people() {
        team = SalesTeam.in(context);
        tenant = team.open();
        manager = team.colleague(tenant, "Mona", Role.MANAGER);
    }

    @Test
    void a_formula_of_the_tenants_own_scores_from_the_moment_it_is_the_active_one() {
        UUID lead = team.lead(tenant, "Miller", 90, Optional.empty());
        assertThat(score(lead).total()).isEqualTo(100);

        formulas.add(
                        manager,
                        json(BUDGET_ALONE
                                .replace("\"points\": 100", "\"points\": 60")
                                .replace("budget-1", "budget-60")))
                .block();
        assertThat(score(lead).formula()).isEqualTo("default-1");
        formulas.activate(manager, "budget-60").block();

        assertThat(score(lead).formula()).isEqualTo("budget-60");
        assertThat(score(lead).total()).isEqualTo(60);
        assertThat(formulas.all(manager).block())
                .filteredOn(FormulaStore.Kept::active)
                .extracting(FormulaStore.Kept::version)
                .containsExactly("budget-60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update lead set formula_version = 'nobodys'",
                "insert into lead (tenant_id, id, contact_id, currency, source, score, formula_version) select tenant_id,"
                        + " gen_random_uuid(), contact_id, currency, source, score, 'nobodys' from lead",
                "update scoring_formula set version = 'nobodys'",
                "delete from scoring_formula"
            })
    void a_lead_is_scored_by_a_formula_that_is_there_and_stays(String statement) {
        team.lead(tenant, "Miller", 90, Optional.empty());

        assertThatThrownBy(() -> team.run(tenant.id(), statement))
                .rootCause()
                .hasMessageMatching(".*(a lead is scored by a formula of its tenant|permission denied).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"max\": 100 | \"max\": 90 | sum to 90",
                "budget-1 | a b | has 1 to 60 letters",
                "\"type\": \"bands\" | \"type\": \"magic\" | This is no formula",
                "budget-1 | default-1 | There is a formula of this version"
            })
    void what_is_wrong_with_a_formula_is_said(String of, String instead, String why) {
        assertThatThrownBy(() -> formulas.add(manager, json(BUDGET_ALONE.replace(of, instead)))
                        .block())
                .hasMessageContaining(why);
    }

    @Test
    void a_salesperson_does_not_decide_how_leads_are_scored() {
        Principal.Staff anna = team.colleague(tenant, "Anna", Role.SALES);

        assertThatThrownBy(() -> formulas.add(anna, json(BUDGET_ALONE)).block())
                .hasMessageContaining("Managers and administrators decide");
        assertThatThrownBy(() -> formulas.activate(anna, "default-1").block())
                .hasMessageContaining("Managers and administrators decide");
    }

    @Test
    void two_formulas_are_judged_by_what_became_of_the_same_leads() {
        formulas.add(manager, json(BUDGET_ALONE)).block();
        UUID open = team.lead(tenant, "Open", 20, Optional.empty());
        ended("won", 90);
        ended("won", 90);
        ended("won", 20);
        ended("lost", 20);
        ended("lost", 90);
        formulas.feedback(manager, open, false).block();
        formulas.feedback(manager, open, true).block();

        FormulaReport report =
                formulas.compare(manager, "default-1", "budget-1").block();

        assertThat(report.one().decided()).isEqualTo(5);
        assertThat(report.one().conversionOfKey()).isEqualTo(67);
        assertThat(report.one().conversionOfRest()).isEqualTo(50);
        assertThat(report.one().ranking()).isEqualTo(58);
        assertThat(report.one().good()).isEqualTo(1);
        assertThat(report.one().bad()).isZero();
        assertThat(report.other().version()).isEqualTo("budget-1");
        assertThat(report.open()).containsExactly(new FormulaReport.Difference(open, "Lena Open", 60, 5));
    }

    @Test
    void a_formula_that_is_not_there_cannot_be_compared_or_activated() {
        assertThatThrownBy(() -> formulas.compare(manager, "default-1", "x").block())
                .hasMessageContaining("There is no formula");
        assertThatThrownBy(() -> formulas.activate(manager, "x").block()).hasMessageContaining("There is no formula");
        assertThat(formulas.all(manager).block())
                .extracting(FormulaStore.Kept::active)
                .containsExactly(true);
    }

    private void ended(String status, int score) {
        UUID id = team.lead(tenant, status, score, Optional.empty());
        team.run(tenant.id(), "update lead set status = '" + status + "' where id = '" + id + "'");
    }

    private Score score(UUID lead) {
        return leads.lead(manager, lead).block().lead().score();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
