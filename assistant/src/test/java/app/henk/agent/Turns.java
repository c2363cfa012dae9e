package app.henk.agent;

import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentEvent.Finished;
import app.henk.agent.AgentRequest.Exchange;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** A visitor of one of the demo tenants, and what that visitor says one turn after the other. */
final class Turns {

    final Tenant tenant;
    final UUID conversation = Ids.next();
    final Principal visitor;
    final List<Exchange> transcript = new ArrayList<>();
    final Map<String, String> remembered = new HashMap<>();
    Map<String, String> form = Map.of();
    boolean disclosed = true;
    boolean modelAllowed = true;
    boolean waiting;
    /** The button with the next message. */
    Optional<String> pressed = Optional.empty();

    ZonedDateTime now;
    private int failed;

    Turns(Tenants tenants, TenantTransactions transactions, DatabaseClient database, String slug) {
        tenant = tenants.all().filter(t -> t.slug().equals(slug)).blockFirst();
        visitor = new Principal.Visitor(tenant.id(), conversation);
        now = ZonedDateTime.of(2026, 11, 20, 14, 0, 0, 0, tenant.zone());
        transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql("insert into conversation (tenant_id, id, kind, key_hash) values ($1, $2,"
                                        + " 'visitor', $3)")
                                .bind(0, tenant.id().value())
                                .bind(1, conversation)
                                .bind(2, new byte[32])
                                .then())
                .block();
    }

    AgentRequest asks(String text) {
        return asking().says(text);
    }

    Asking asking() {
        return Asking.by(visitor, tenant, conversation)
                .at(now)
                .after(transcript)
                .remembered(remembered)
                .fillingIn(form)
                .doing(new Acts(List.of(), pressed))
                .disclosed(disclosed)
                .modelAllowed(modelAllowed)
                .helped(new AgentRequest.Helpers(waiting, failed, List.of()));
    }

    /** Has it answered and keeps the exchange, as a chat does. */
    List<AgentEvent> said(SalesAgent agent, String text) {
        List<AgentEvent> events = agent.turn(asks(text)).collectList().block(Duration.ofSeconds(30));
        Answer answer = answer(events);
        transcript.add(new Exchange(text, answer.text(), answer.steps()));
        form = Map.of();
        pressed = Optional.empty();
        failed = AgentEvent.Outcome.failed(answer.outcome().name()) ? failed + 1 : 0;
        return events;
    }

    /** What the conversation's desk has kept so far. */
    Map<String, String> kept(TenantTransactions transactions, DatabaseClient database) {
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql("select key, value from memory where conversation_id = $1")
                                .bind(0, conversation)
                                .map(row -> Map.entry(
                                        String.valueOf(row.get("key", String.class)),
                                        String.valueOf(row.get("value", String.class))))
                                .all()
                                .collectMap(Map.Entry::getKey, Map.Entry::getValue))
                .block();
    }

    static Answer answer(List<AgentEvent> events) {
        return ((Finished) events.getLast()).answer();
    }
}
