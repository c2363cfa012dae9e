package app.henk.pipedrive;

import app.henk.pipedrive.wire.Access;
import app.henk.pipedrive.wire.Http;
import app.henk.platform.TenantId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a tenant's account: finds the connection and unseals what it is reached with. */
@Component
class Keyring {

    private final ConnectionStore store;
    private final Seal seal;
    private final OAuth oauth;
    private final PipedriveSettings settings;
    private final Http http;

    Keyring(ConnectionStore store, Seal seal, OAuth oauth, PipedriveSettings settings, Http http) {
        this.store = store;
        this.seal = seal;
        this.oauth = oauth;
        this.settings = settings;
        this.http = http;
    }

    /** Empty when the tenant is not connected. Fails with a {@link app.henk.pipedrive.wire.Failure}. */
    Mono<Account> of(TenantId tenant) {
        return store.find(tenant)
                .flatMap(connection -> access(connection).map(access -> new Account(connection, access, http)));
    }

    private Mono<Access> access(Connection connection) {
        return switch (connection.kind()) {
            case SETTINGS ->
                Mono.just(new Access(
                        connection.tenant(),
                        connection.baseUrl(),
                        settings.apiToken().strip(),
                        false));
            case TOKEN ->
                secret(connection).map(token -> new Access(connection.tenant(), connection.baseUrl(), token, false));
            case OAUTH -> secret(connection).flatMap(tokens -> oauth.access(connection, tokens));
        };
    }

    private Mono<String> secret(Connection connection) {
        return Mono.justOrEmpty(connection.secret()).flatMap(kept -> seal.open(connection.tenant(), kept));
    }

    /** An account that is only tried out: nothing of it is kept yet. */
    Account trial(Connection connection, String token) {
        return new Account(connection, new Access(connection.tenant(), connection.baseUrl(), token, false), http);
    }

    Account trial(Connection connection, Access access) {
        return new Account(connection, access, http);
    }
}
