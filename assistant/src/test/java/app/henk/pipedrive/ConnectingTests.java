package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.crm.Entity;
import app.henk.customers.Catalogue;
import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.identity.OpenedTenant;
import app.henk.identity.Role;
import app.henk.identity.Tenants;
import app.henk.pipedrive.wire.Http;
import app.henk.platform.Problem;
import app.henk.platform.jobs.Jobs;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Connecting a company with a token: what it says, what it makes there, and where the token never is. */
@HenkTest
@ExtendWith(OutputCaptureExtension.class)
class ConnectingTests extends Connected {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    @Test
    void connecting_says_what_was_found_and_makes_the_field_once() {
        try (Synced fresh = Synced.unconnected(context)) {
            PipedriveAdministration.Found found = fresh.connect();
            assertThat(found.company()).isEqualTo("Atelier Probe");
            assertThat(found.stages()).isEqualTo(5);
            assertThat(found.missing()).containsExactly("webhook");
            fresh.connect();

            for (String kind : new String[] {"person", "organization", "deal"}) {
                assertThat(fresh.fake.fields(kind)).containsOnlyKeys(Discovery.FIELD);
                assertThat(fresh.fake.calls().stream().filter(("POST /api/v2/" + kind + "Fields")::equals))
                        .hasSize(1);
            }
        }
    }

    @Test
    void only_an_administrator_connects_and_no_token_can_be_read_again() {
        var sales = OpenedTenant.staff(synced.tenant, Role.SALES);
        assertThatThrownBy(() ->
                        context.getBean(PipedriveAdministration.class).connect(sales, "secret-token", Optional.empty()))
                .isInstanceOf(Problem.class);
        assertThat(synced.text(
                        "select encode(secret, 'escape') as t from pipedrive_connection where tenant_id = :id",
                        synced.tenant.id().value()))
                .doesNotContain(synced.fake.token());
        assertThat(synced.connection().toString()).doesNotContain(synced.fake.token());
        assertThat(synced.access().toString()).doesNotContain(synced.fake.token());
    }

    @Test
    void a_wrong_token_is_refused_and_another_companys_too() {
        assertThatThrownBy(() -> context.getBean(PipedriveAdministration.class)
                        .connect(synced.staff, "not-the-token", Optional.of(synced.fake.baseUrl()))
                        .block())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo("pipedrive-token"));
        synced.change("update pipedrive_connection set company_id = 9, company = 'Andere'");
        assertThatThrownBy(() -> synced.connect())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo("pipedrive-another-company"));
    }

    @Test
    void the_settings_connect_the_companys_own_account_and_try_again_with_another_token() {
        try (Synced fresh = Synced.unconnected(context)) {
            UUID deal = fresh.deal("Wartet", "100");
            fromSettings(fresh, fresh.fake.token()).run().block();

            assertThat(fresh.connection().kind()).isEqualTo(Connection.Kind.SETTINGS);
            assertThat(fresh.connection().secret()).isEmpty();
            assertThat(fresh.overview().state()).isEqualTo("connected");
            Account account =
                    keyring(fresh, fresh.fake.token()).of(fresh.tenant.id()).block();
            fresh.limits(100_000);
            fresh.bean(Dispatch.class).round(account).block();
            assertThat(fresh.standing(Entity.DEAL, deal).state()).isEqualTo("synced");

            fresh.fake.token("made-anew");
            UUID later = fresh.deal("Wartet auch", "100");
            fresh.bean(Dispatch.class).round(account).block();
            assertThat(fresh.overview().state()).isEqualTo("refused");
            fromSettings(fresh, "made-anew").run().block();
            assertThat(fresh.overview().state()).isEqualTo("connected");
            fresh.bean(Dispatch.class)
                    .round(keyring(fresh, "made-anew").of(fresh.tenant.id()).block())
                    .block();
            assertThat(fresh.standing(Entity.DEAL, later).state()).isEqualTo("synced");
        }
    }

    @Test
    void the_settings_leave_alone_what_an_administrator_connected_or_stopped() {
        fromSettings(synced, "another-token").run().block();
        assertThat(synced.connection().kind()).isEqualTo(Connection.Kind.TOKEN);
        assertThat(synced.fake.calls()).isEmpty();
    }

    private static PipedriveSettings given(Synced company, String token) {
        return new PipedriveSettings(token, company.fake.baseUrl(), "", "", "");
    }

    private static SettingsConnection fromSettings(Synced company, String token) {
        return new SettingsConnection(
                given(company, token),
                company.bean(Tenants.class),
                company.bean(ConnectionStore.class),
                company.bean(Connections.class),
                company.context.getBeanProvider(Jobs.class),
                company.tenant.slug(),
                true);
    }

    private static Keyring keyring(Synced company, String token) {
        return new Keyring(
                company.bean(ConnectionStore.class),
                company.bean(Seal.class),
                company.bean(OAuth.class),
                given(company, token),
                company.bean(Http.class));
    }

    @Test
    void a_token_from_the_card_is_in_no_log_in_no_answer_and_in_no_column(CapturedOutput output) throws Exception {
        String token = "f00d" + UUID.randomUUID().toString().replace("-", "");
        String administrator = newCompany();
        try (FakePipedrive fake = FakePipedrive.start().token(token)) {
            String answer = send(
                    administrator,
                    HttpMethod.POST,
                    "/api/pipedrive/connection",
                    Map.of("api_token", token, "base_url", fake.baseUrl()));
            send(administrator, HttpMethod.PUT, "/api/pipedrive/connection/state", Map.of("state", "stopped"));

            assertThat(answer).contains("Atelier Probe").doesNotContain(token);
            assertThat(output.getAll()).doesNotContain(token);
            assertThat(new Catalogue(settings.getProperty("DATABASE_URL")).residues(token))
                    .isEmpty();
        }
    }

    private String newCompany() {
        String name = UUID.randomUUID().toString();
        return http.post()
                .uri("/api/auth/register")
                .bodyValue(Map.of(
                        "email",
                        name + "@example.com",
                        "username",
                        "Anna",
                        "password",
                        "a quiet long pass phrase",
                        "company",
                        "Probe " + name))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("access_token")
                .asString();
    }

    private String send(String bearer, HttpMethod method, String path, Map<String, ?> body) {
        return http.method(method)
                .uri(path)
                .headers(headers -> headers.setBearerAuth(bearer))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
