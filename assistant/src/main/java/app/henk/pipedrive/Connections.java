package app.henk.pipedrive;

import app.henk.pipedrive.Connection.Refs;
import app.henk.pipedrive.wire.Access;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Makes and checks connections: whose account it is, and whether all is there that is needed. What is missing is said, and
 * the rest works without it.
 */
@Component
class Connections {

    private final ConnectionStore store;
    private final Keyring keyring;
    private final Discovery discovery;
    private final Budget budget;
    private final Seal seal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Connections(ConnectionStore store, Keyring keyring, Discovery discovery, Budget budget, Seal seal, Clock clock) {
        this.store = store;
        this.keyring = keyring;
        this.discovery = discovery;
        this.budget = budget;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param stages those there; one without a key was not recognised
     * @param missing of field, webhook, stages: what could not be found or made
     */
    record Check(String company, String user, List<StageTable.RemoteStage> stages, List<String> missing) {}

    /**
     * Connects, or connects anew: whatever was linked stays linked when it is the same company.
     *
     * @param secret to be kept sealed; empty when the token stands in the settings
     */
    Mono<Check> connect(Access access, Connection.Kind kind, Optional<String> secret) {
        TenantId tenant = access.tenant();
        return store.find(tenant)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(before -> fresh(access, kind, secret, before))
                .flatMap(draft -> checked(keyring.trial(draft, access), store::connect));
    }

    /** Looks at a connection again, for instance after somebody has changed something there. Stopped, it stays so. */
    Mono<Check> check(TenantId tenant) {
        return keyring.of(tenant)
                .switchIfEmpty(Mono.error(Connections::notConnected))
                .flatMap(account -> checked(account, store::keep));
    }

    static Problem notConnected() {
        return Problem.conflict(
                "pipedrive-not-connected",
                "Pipedrive is not connected. An administrator connects it with an API token.");
    }

    private Mono<Connection> fresh(
            Access access, Connection.Kind kind, Optional<String> secret, Optional<Connection> before) {
        TenantId tenant = access.tenant();
        Mono<Optional<byte[]>> sealed = Mono.justOrEmpty(secret)
                .flatMap(open -> seal.close(tenant, open))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        Mono<byte[]> webhookSecret = before.map(known -> Mono.just(known.webhookSecret()))
                .orElseGet(() -> seal.close(tenant, "henk:" + unguessable()));
        return sealed.zipWith(
                webhookSecret,
                (closed, webhook) -> new Connection(
                        tenant,
                        kind,
                        access.baseUrl(),
                        closed,
                        Connection.State.CONNECTED,
                        Optional.empty(),
                        Optional.empty(),
                        before.map(Connection::company).orElse(0L),
                        before.map(Connection::companyName).orElse(""),
                        before.map(Connection::user).orElse(0L),
                        before.map(Connection::refs)
                                .orElse(new Refs(Optional.empty(), Optional.empty(), Optional.empty())),
                        before.map(Connection::webhookKey).orElseGet(this::unguessable),
                        webhook,
                        before.flatMap(Connection::webhook),
                        before.flatMap(Connection::reconciledAt),
                        before.flatMap(Connection::sweptAt),
                        before.flatMap(Connection::missedAt),
                        clock.instant()));
    }

    private String unguessable() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Mono<Check> checked(Account account, Function<Connection, Mono<Void>> keep) {
        TenantId tenant = account.tenant();
        return budget.open(tenant, Optional.empty(), Optional.empty())
                .then(account.send(Call.get("/api/v1/users/me", 2)))
                .map(answer -> answer.record())
                .flatMap(me -> sameCompany(account.connection(), me)
                        .then(discovery.refs(account))
                        .flatMap(refs ->
                                discovery.webhook(account).map(hook -> known(account.connection(), me, refs, hook)))
                        .delayUntil(keep)
                        .delayUntil(known -> discovery.owners(account))
                        .flatMap(known -> discovery
                                .stages(account)
                                .map(found -> new Check(
                                        known.companyName(),
                                        me.path("name").asString(""),
                                        found,
                                        missing(known, found)))))
                .onErrorMap(Failure.class, Connections::said);
    }

    /** What stands for what is known of one company: with another one's token everything would be somebody else's. */
    private static Mono<Void> sameCompany(Connection before, JsonNode me) {
        long company = me.path("company_id").asLong();
        return before.company() == 0 || before.company() == company
                ? Mono.empty()
                : Mono.error(Problem.conflict(
                                "pipedrive-another-company",
                                "This token belongs to \""
                                        + me.path("company_name").asString("")
                                        + "\" and the records here are linked to \"" + before.companyName()
                                        + "\". Use a token of that company.")
                        .with("company", me.path("company_name").asString(""))
                        .with("linked", before.companyName()));
    }

    private Connection known(Connection draft, JsonNode me, Refs refs, Optional<String> webhook) {
        return new Connection(
                draft.tenant(),
                draft.kind(),
                draft.baseUrl(),
                draft.secret(),
                Connection.State.CONNECTED,
                Optional.empty(),
                Optional.empty(),
                me.path("company_id").asLong(),
                me.path("company_name").asString(""),
                me.path("id").asLong(),
                refs,
                draft.webhookKey(),
                draft.webhookSecret(),
                webhook,
                // what was there before is brought by the first import, not by reading what is new
                draft.reconciledAt().or(() -> Optional.of(clock.instant())),
                draft.sweptAt(),
                draft.missedAt(),
                draft.connectedAt());
    }

    private static List<String> missing(Connection known, List<StageTable.RemoteStage> stages) {
        List<String> missing = new ArrayList<>();
        if (known.refs().person().isEmpty()
                || known.refs().organization().isEmpty()
                || known.refs().deal().isEmpty()) {
            missing.add("field");
        }
        if (known.webhook().isEmpty()) {
            missing.add("webhook");
        }
        if (stages.stream().noneMatch(StageTable.RemoteStage::outward)) {
            missing.add("stages");
        }
        return List.copyOf(missing);
    }

    /** To whoever connects; never with the token. */
    static Throwable said(Failure failure) {
        return switch (failure.kind()) {
            case UNAUTHORIZED ->
                Problem.badRequest(
                        "pipedrive-token",
                        "Pipedrive does not take this token. Copy it again from Pipedrive: personal preferences, API; a"
                                + " token that was made anew replaces the old one.");
            case FORBIDDEN, BLOCKED, CAP, REFUSED ->
                Problem.conflict("pipedrive-refuses", "Pipedrive refuses: " + failure.detail())
                        .with("reason", failure.detail());
            case BURST, DAILY ->
                Problem.conflict("pipedrive-busy", "Pipedrive's limit of requests is reached. Try again later.");
            case UNREACHABLE, UNKNOWN, GONE, EXPIRED ->
                Problem.conflict(
                        "pipedrive-unreachable",
                        "Pipedrive does not answer as it should at this address. Check the address, or try again later.");
        };
    }
}
