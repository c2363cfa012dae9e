package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What an administrator changes of the own company. */
@HenkTest
class TenantSettingsTests {

    @Autowired
    WebTestClient http;

    @Autowired
    TenantStore tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private ApiClient admin;
    private TenantId company;

    @BeforeEach
    void a_company() {
        String token = Client.access(new Client(http).company(Client.unused(), "Nordwind"));
        admin = new ApiClient(http, headers -> headers.setBearerAuth(token));
        company = new TenantId(UUID.fromString(
                admin.get("/api/tenants", 200).path(0).path("id").asString()));
    }

    @Test
    void what_another_instance_has_just_changed_stays_changed() {
        admin.get("/api/tenants/" + company, 200);
        transactions
                .in(
                        Scope.system(company),
                        () -> database.sql("update tenant set name = 'Südwind' where id = henk.tenant()")
                                .then())
                .block();

        JsonNode changed = change(Map.of("zone", "Europe/Zurich"), 200);

        assertThat(changed.path("name").asString()).isEqualTo("Südwind");
        assertThat(changed.path("zone").asString()).isEqualTo("Europe/Zurich");
        assertThat(tenants.find(company).block().name()).isEqualTo("Südwind");
    }

    @Test
    void what_several_set_at_the_same_moment_is_all_set() {
        Flux.range(1, 8)
                .flatMap(n -> tenants.change(company, stored -> named(stored, stored.name() + n)), 8)
                .then()
                .block();

        assertThat(tenants.find(company).block().name()).hasSize("Nordwind".length() + 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"})
    void a_zone_is_that_of_a_region(String zone) {
        assertThat(change(Map.of("zone", zone), 200).path("zone").asString()).isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC+2", "GMT-5", "+02:00", "Z", "UT+1", "Etc/GMT-2", "SystemV/EST5", "Mars/Olympus", ""})
    void a_zone_by_its_distance_is_refused_because_two_read_it_in_two_ways(String zone) {
        JsonNode refused = change(Map.of("zone", zone), 400);

        assertThat(refused.path("errors").findValuesAsString("field")).isEqualTo(List.of("zone"));
        assertThat(tenants.find(company).block().zone().getId()).isEqualTo("Europe/Berlin");
    }

    private JsonNode change(Map<String, ?> change, int status) {
        var answer = admin.send(HttpMethod.PUT, "/api/tenants/" + company, change);
        assertThat(answer.getStatus().value())
                .as("%s", answer.getResponseBody())
                .isEqualTo(status);
        return answer.getResponseBody();
    }

    private static Tenant named(Tenant tenant, String name) {
        return new Tenant(
                tenant.id(),
                tenant.slug(),
                name,
                tenant.languages(),
                tenant.zone(),
                tenant.currency(),
                tenant.persona(),
                tenant.contact(),
                tenant.hours(),
                tenant.dailyModelBudget());
    }
}
