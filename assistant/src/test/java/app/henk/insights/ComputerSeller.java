package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.transfer.ImportClient;
import app.henk.transfer.RealSales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A tenant that sells computers, with the deals of the files, which came in by its own import. */
public final class ComputerSeller {

    private static final List<String> FILES =
            List.of("sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv");
    private static final String STAGES = """
            insert into stage (tenant_id, key, position, names, probability, state) values
                (henk.tenant(), 'prospecting', 0, '{"en": "Prospecting"}', 10, 'open'),
                (henk.tenant(), 'engaging', 1, '{"en": "Engaging"}', 50, 'open'),
                (henk.tenant(), 'won', 2, '{"en": "Won"}', 100, 'won'),
                (henk.tenant(), 'lost', 3, '{"en": "Lost"}', 0, 'lost')
            """;

    private ComputerSeller() {}

    /** The administrator of the new tenant. */
    public static Principal.Staff open(ApplicationContext context, WebTestClient http, RealSales files) {
        String email = "head-" + UUID.randomUUID() + "@seller.example";
        JsonNode session = http.post()
                .uri("/api/auth/register")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "email", email, "username", "Head", "password", "to-be-forgotten-7", "company", "Computers"))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        TenantId tenant =
                new TenantId(UUID.fromString(session.at("/user/tenant/id").asString()));
        run(context, tenant, "delete from stage where tenant_id = henk.tenant()");
        run(context, tenant, STAGES);
        ImportClient client =
                ImportClient.with(http, session.path("access_token").asString());
        FILES.forEach(file -> client.imported(files.file(file)));
        return new Principal.Staff(
                tenant, UUID.fromString(session.at("/user/id").asString()), Role.ADMIN, email, "Head");
    }

    private static void run(ApplicationContext context, TenantId tenant, String sql) {
        var database = context.getBean(DatabaseClient.class);
        context.getBean(TenantTransactions.class)
                .in(Scope.system(tenant), () -> database.sql(sql).then())
                .block();
    }
}
