package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The tailor's, into which files are brought, and what its database says of them. */
record ImportHouse(Tenant tenant, ImportClient sales, TenantTransactions transactions, DatabaseClient database) {

    private static final String LEADS = """
            Nr;Vorname;Nachname;E-Mail;Firma;Budget;Mitarbeiter;Branche;Dringlichkeit;Lieblingsfarbe
            %1$s-1;Jürgen;Gruber;j.gruber.%1$s@mail.example;Gruber KG;50.000,00;250;IT;diese Woche;blau
            %1$s-2;Zoë;Öztürk;z.%1$s@mail.example;;9.999,99;12;Handel;später;rot
            %1$s-3;Max;Minus;m.%1$s@mail.example;;-5,00;1;IT;sofort;
            %1$s-4;Ida;Irrtum;keine Adresse;;1,00;1;IT;sofort;
            """;

    static ImportHouse in(ApplicationContext context, WebTestClient http) {
        return new ImportHouse(
                context.getBean(Tenants.class)
                        .all()
                        .filter(tenant -> tenant.slug().equals("henk"))
                        .blockFirst(),
                ImportClient.as(http, "sales@henk.example"),
                context.getBean(TenantTransactions.class),
                context.getBean(DatabaseClient.class));
    }

    /** Two good rows and two that are refused. */
    static String leads(String run) {
        return LEADS.formatted(run);
    }

    /** What no other test writes. */
    static String run() {
        return "t" + Long.toString(System.nanoTime(), 36);
    }

    /** @param sql that selects {@code count(*)} */
    long count(String sql) {
        return Long.parseLong(one(sql.replace("count(*)", "count(*)::text")));
    }

    String one(String sql) {
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql(sql)
                                .map(row -> String.valueOf(row.get(0)))
                                .one())
                .block();
    }

    void write(String sql) {
        transactions
                .in(Scope.system(tenant.id()), () -> database.sql(sql).then())
                .block();
    }

    static void assertCounts(JsonNode view, int done, int created, int unchanged, int refused) {
        JsonNode counts = view.path("counts");
        assertThat(List.of(
                        counts.path("done").asInt(),
                        counts.path("created").asInt(),
                        counts.path("unchanged").asInt(),
                        counts.path("refused").asInt()))
                .as("done, created, unchanged, refused: " + view)
                .containsExactly(done, created, unchanged, refused);
    }
}
