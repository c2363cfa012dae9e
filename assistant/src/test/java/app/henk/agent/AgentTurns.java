package app.henk.agent;

import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentEvent.Finished;
import app.henk.agent.model.ModelStream;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Whole turns, each with a model of its own, for whoever measures what reaches a visitor. */
public final class AgentTurns {

    private static final AgentProperties LIMITS =
            new AgentProperties(4, Duration.ofSeconds(30), 2000, 50_000, 6000, 8000);

    private final TurnOpening opening;
    private final TurnEnding ending;
    private final Wording wording;
    private final Tenant tenant;
    private final UUID conversation = Ids.next();

    /** Opens a conversation of a visitor. */
    public AgentTurns(ApplicationContext context, Tenant tenant) {
        this.opening = context.getBean(TurnOpening.class);
        this.ending = context.getBean(TurnEnding.class);
        this.wording = context.getBean(Wording.class);
        this.tenant = tenant;
        context.getBean(TenantTransactions.class)
                .in(
                        Scope.system(tenant.id()),
                        () -> context.getBean(DatabaseClient.class)
                                .sql(
                                        "insert into conversation (tenant_id, id, kind, key_hash) values ($1, $2, 'visitor', $3)")
                                .bind(0, tenant.id().value())
                                .bind(1, conversation)
                                .bind(2, new byte[32])
                                .then())
                .block(Duration.ofSeconds(30));
    }

    /** What a visitor is answered who says this first of all. */
    public Mono<Answer> answer(ModelStream model, String text, String language) {
        var agent = new SalesAgent(opening, new AgentModels(model, model), ending, wording, LIMITS);
        AgentRequest request = Asking.by(new Principal.Visitor(tenant.id(), conversation), tenant, conversation)
                .in(language)
                .says(text);
        return agent.turn(request).last().cast(Finished.class).map(Finished::answer);
    }
}
