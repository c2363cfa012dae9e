package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.crm.Entity;
import app.henk.fakes.pipedrive.Consent;
import app.henk.identity.OpenedTenant;
import app.henk.identity.Role;
import app.henk.identity.SharedKeys;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import app.henk.pipedrive.wire.Http;
import app.henk.pipedrive.wire.TokenEndpoint;
import app.henk.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/** Connecting by consent at Pipedrive: there and back, tokens that run out, and a consent that is taken back. */
@HenkTest
class OAuthTests extends Connected {

    private static final String CALLBACK = "https://henk.example/api/pipedrive/oauth/callback";

    private OAuthController door;
    private PipedriveSettings settings;

    @Override
    Synced company() {
        return Synced.unconnected(context);
    }

    @BeforeEach
    void open() {
        settings =
                new PipedriveSettings("", synced.fake.baseUrl(), Consent.CLIENT, Consent.SECRET, synced.fake.baseUrl());
        door = new OAuthController(oauth(Clock.systemUTC()), synced.bean(Connections.class), "https://henk.example/");
    }

    @Test
    void an_administrator_goes_there_consents_and_is_connected_when_they_come_back() {
        UriComponentsBuilder page = UriComponentsBuilder.fromUriString(begin());
        var query = page.build(true).getQueryParams();
        assertThat(page.build().getPath()).isEqualTo("/oauth/authorize");
        assertThat(query.getFirst("client_id")).isEqualTo(Consent.CLIENT);

        var back = back(synced.fake.consent().given(CALLBACK), query.getFirst("state"));

        assertThat(back).isEqualTo("/");
        assertThat(synced.overview().state()).isEqualTo("connected");
        assertThat(synced.connection().kind()).isEqualTo(Connection.Kind.OAUTH);
        assertThat(new String(synced.connection().secret().orElseThrow(), StandardCharsets.ISO_8859_1))
                .doesNotContain("access-1", "refresh-1");
    }

    @Test
    void nobody_comes_back_with_another_ones_state_an_old_one_or_none() {
        String code = synced.fake.consent().given(CALLBACK);
        for (Optional<String> state :
                List.of(Optional.<String>empty(), Optional.of("x.y"), Optional.of(state(begin()) + "x"))) {
            assertThatThrownBy(() ->
                            door.back(Optional.of(code), state, exchange()).block())
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo("oauth-state"));
        }
        String old = oauth(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20)))
                .consentPage(new OAuth.State(synced.tenant.id(), synced.staff.user()), CALLBACK)
                .map(OAuthTests::state)
                .block();
        assertThatThrownBy(() -> door.back(Optional.of(code), Optional.of(old), exchange())
                        .block())
                .isInstanceOf(Problem.class);
        assertThat(synced.overview().state()).isEqualTo("not_connected");
    }

    @Test
    void saying_no_there_connects_nothing_and_only_an_administrator_sets_out() {
        assertThatThrownBy(() -> door.back(Optional.empty(), Optional.of(state(begin())), exchange())
                        .block())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo("oauth-refused"));
        assertThatThrownBy(() -> door.begin(OpenedTenant.staff(synced.tenant, Role.SALES), exchange()))
                .isInstanceOf(Problem.class);
        assertThat(synced.overview().state()).isEqualTo("not_connected");
    }

    @Test
    void a_token_that_runs_out_is_renewed_before_it_does_and_the_new_one_is_kept() {
        back(synced.fake.consent().given(CALLBACK), state(begin()));
        synced.fake.consent().expire();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(59));

        Account account = keyring(later).of(synced.tenant.id()).block();
        assertThat(account.send(Call.get("/api/v1/users/me", 2)).block().record())
                .isNotNull();
        assertThat(synced.fake.consent().tokens()).isEqualTo(2);

        keyring(later).of(synced.tenant.id()).block();
        assertThat(synced.fake.consent().tokens())
                .as("the kept one is good for an hour")
                .isEqualTo(2);
    }

    @Test
    void a_consent_that_is_taken_back_refuses_the_account_and_loses_nothing() {
        back(synced.fake.consent().given(CALLBACK), state(begin()));
        synced.limits(100_000);
        UUID deal = synced.deal("Wartet", "100");
        synced.fake.consent().revoke();

        assertThatThrownBy(() -> keyring(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))
                        .of(synced.tenant.id())
                        .block())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAUTHORIZED));
        synced.work();
        assertThat(synced.overview().state()).isEqualTo("refused");
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("waiting");

        synced.connect();
        synced.workItOff();
        assertThat(synced.standing(Entity.DEAL, deal).state()).isEqualTo("synced");
    }

    private OAuth oauth(Clock clock) {
        return new OAuth(
                settings,
                synced.bean(TokenEndpoint.class),
                synced.bean(SharedKeys.class),
                synced.bean(ConnectionStore.class),
                synced.bean(Seal.class),
                clock);
    }

    private Keyring keyring(Clock clock) {
        return new Keyring(
                synced.bean(ConnectionStore.class),
                synced.bean(Seal.class),
                oauth(clock),
                settings,
                synced.bean(Http.class));
    }

    private String begin() {
        return door.begin(synced.staff, exchange()).block().get("url");
    }

    private static String state(String page) {
        return UriComponentsBuilder.fromUriString(page)
                .build(true)
                .getQueryParams()
                .getFirst("state");
    }

    private String back(String code, String state) {
        return door.back(Optional.of(code), Optional.of(state), exchange())
                .block()
                .getHeaders()
                .getLocation()
                .toString();
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get(CALLBACK));
    }
}
