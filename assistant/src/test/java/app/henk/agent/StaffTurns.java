package app.henk.agent;

import app.henk.agent.AgentEvent.Answer;
import app.henk.agent.AgentRequest.Exchange;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** A colleague of one of the demo tenants, with an account of their own, and what they say one turn after the other. */
final class StaffTurns {

    final Tenant tenant;
    final UUID conversation = Ids.next();
    final Principal.Staff staff;
    final List<Exchange> transcript = new ArrayList<>();
    String language = "de";
    private Acts acts = Acts.NONE;

    /** A new colleague of a tenant that is there. */
    StaffTurns(Tenants tenants, TenantTransactions transactions, DatabaseClient database, String slug, Role role) {
        this(
                transactions,
                database,
                tenants.all().filter(t -> t.slug().equals(slug)).blockFirst(),
                Optional.empty(),
                role);
    }

    /** A colleague who has an account. */
    StaffTurns(TenantTransactions transactions, DatabaseClient database, Tenant tenant, Principal.Staff staff) {
        this(transactions, database, tenant, Optional.of(staff), staff.role());
    }

    private StaffTurns(
            TenantTransactions transactions,
            DatabaseClient database,
            Tenant tenant,
            Optional<Principal.Staff> known,
            Role role) {
        this.tenant = tenant;
        this.staff = known.orElseGet(() -> hired(transactions, database, tenant, role));
        transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql("insert into conversation (tenant_id, id, kind, account_id) values"
                                        + " ($1, $2, 'staff', $3)")
                                .bind(0, tenant.id().value())
                                .bind(1, conversation)
                                .bind(2, staff.user())
                                .then())
                .block();
    }

    private static Principal.Staff hired(
            TenantTransactions transactions, DatabaseClient database, Tenant tenant, Role role) {
        UUID account = Ids.next();
        String name = "Rep " + account.toString().substring(24).replaceAll("[0-9]", "x");
        String email = account + "@team.example";
        transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql("insert into account (tenant_id, id, email, name, role) values ($1, $2, $3,"
                                        + " $4, $5)")
                                .bind(0, tenant.id().value())
                                .bind(1, account)
                                .bind(2, email)
                                .bind(3, name)
                                .bind(4, role.name().toLowerCase(Locale.ROOT))
                                .then())
                .block();
        return new Principal.Staff(tenant.id(), account, role, email, name);
    }

    /** Has it answered and keeps the exchange, as a chat does. */
    List<AgentEvent> said(SalesAgent agent, String text) {
        AgentRequest request = Asking.by(staff, tenant, conversation)
                .in(language)
                .after(transcript)
                .doing(acts)
                .says(text);
        List<AgentEvent> events = agent.turn(request).collectList().block(Duration.ofSeconds(30));
        Answer answer = Turns.answer(events);
        transcript.add(new Exchange(text, answer.text(), answer.steps()));
        acts = Acts.NONE;
        return events;
    }

    /** The next turn answers a confirm card. */
    StaffTurns answering(String token, boolean approved, Map<String, String> edits) {
        acts = new Acts(List.of(new Acts.Answer(token, approved, edits)), Optional.empty());
        return this;
    }

    /** The next turn presses a card's button. */
    StaffTurns pressing(String button) {
        acts = new Acts(List.of(), Optional.of(button));
        return this;
    }
}
