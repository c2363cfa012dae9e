package app.henk.agent;

import app.henk.HenkTest;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Whole turns with a model that says and calls what a test has written for it, and everything else as it is. */
@HenkTest
abstract class ScriptedTurns {

    private static final int ROUNDS = 4;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    private TurnOpening opening;

    @Autowired
    private TurnEnding ending;

    @Autowired
    Wording wording;

    /** Somebody new who writes to the tailor. */
    Turns newVisitor() {
        return newVisitor("henk");
    }

    Turns newVisitor(String tenant) {
        return new Turns(tenants, transactions, database, tenant);
    }

    StaffTurns newColleague(Role role) {
        return new StaffTurns(tenants, transactions, database, "henk", role);
    }

    /** This model stands in for itself. */
    SalesAgent assistant(ScriptedModel model) {
        return assistant(model, model, ROUNDS);
    }

    SalesAgent assistant(ScriptedModel model, ScriptedModel standIn) {
        return assistant(model, standIn, ROUNDS);
    }

    SalesAgent assistant(ScriptedModel model, ScriptedModel standIn, int rounds) {
        var limits = new AgentProperties(rounds, Duration.ofSeconds(30), 1000, 50_000, 6000, 8000);
        return new SalesAgent(opening, new AgentModels(model, standIn), ending, wording, limits);
    }
}
