package app.henk.pipedrive;

import app.henk.crm.Pipelines;
import app.henk.pipedrive.Connection.Refs;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds in an account what Henk needs there, and makes what is missing where the token may. */
@Component
class Discovery {

    static final String FIELD = "assistant_ref";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WEBHOOK_NAME = "Henk";
    private static final int USERS_TOKENS = 20;

    private final StageTable stages;
    private final Owners owners;
    private final Pipelines pipelines;
    private final Seal seal;
    private final String publicUrl;

    Discovery(
            StageTable stages,
            Owners owners,
            Pipelines pipelines,
            Seal seal,
            @Value("${henk.public-url:}") String publicUrl) {
        this.stages = stages;
        this.owners = owners;
        this.pipelines = pipelines;
        this.seal = seal;
        this.publicUrl = publicUrl;
    }

    /** Our own field on each kind of record that can have one. */
    Mono<Refs> refs(Account account) {
        return field(account, "person")
                .zipWith(field(account, "organization"))
                .zipWith(field(account, "deal"), (two, deal) -> new Refs(two.getT1(), two.getT2(), deal));
    }

    /** The oldest of that name; made when there is none. Empty when the token may not. */
    private static Mono<Optional<String>> field(Account account, String kind) {
        String path = "/api/v2/" + kind + "Fields";
        Mono<String> there = account.all(Call.get(path, 10).with("limit", "500"))
                .filter(field -> field.path("field_name").asString("").equals(FIELD))
                .map(field -> field.path("field_code").asString())
                .next();
        Call create =
                Call.post(path, JSON.createObjectNode().put("field_name", FIELD).put("field_type", "varchar"), 5);
        return there.switchIfEmpty(Mono.defer(() -> account.send(create).then(there)))
                .map(Optional::of)
                .onErrorResume(Discovery::notAllowed, refused -> Mono.just(Optional.empty()))
                .defaultIfEmpty(Optional.empty());
    }

    private static boolean notAllowed(Throwable failure) {
        return failure instanceof Failure known
                && (known.kind() == Failure.Kind.REFUSED || known.kind() == Failure.Kind.CAP);
    }

    /** That Pipedrive tells us of changes; empty when it cannot. */
    Mono<Optional<String>> webhook(Account account) {
        if (publicUrl.isBlank()) {
            return Mono.just(Optional.empty());
        }
        Connection connection = account.connection();
        String url = publicUrl.replaceFirst("/+$", "") + "/api/pipedrive/webhooks/" + connection.webhookKey();
        return account.all(Call.get("/api/v1/webhooks", 10))
                .filter(hook -> hook.path("subscription_url").asString("").equals(url))
                .filter(hook -> hook.path("is_active").asInt(1) == 1)
                .next()
                .switchIfEmpty(Mono.defer(() -> seal.open(connection.tenant(), connection.webhookSecret())
                        .flatMap(secret -> account.send(Call.post("/api/v1/webhooks", subscription(url, secret), 10)))
                        .map(answer -> answer.record())))
                .map(hook -> Optional.of(hook.path("id").asString()))
                .onErrorResume(Discovery::notAllowed, refused -> Mono.just(Optional.empty()));
    }

    private static JsonNode subscription(String url, String secret) {
        String[] both = secret.split(":", 2);
        return JSON.createObjectNode()
                .put("subscription_url", url)
                .put("event_action", "*")
                .put("event_object", "*")
                .put("name", WEBHOOK_NAME)
                .put("http_auth_user", both[0])
                .put("http_auth_password", both[1])
                .put("version", "2.0");
    }

    /** Whose deals are whose there; without it all of them are the token's own. */
    Mono<Void> owners(Account account) {
        return account.all(Call.get("/api/v1/users", USERS_TOKENS))
                .collectList()
                .flatMap(users -> owners.refresh(account.tenant(), users))
                .onErrorResume(Discovery::notAllowed, refused -> Mono.empty());
    }

    /** The stages there, with those here that they are. */
    Mono<List<StageTable.RemoteStage>> stages(Account account) {
        return account.all(Call.get("/api/v2/stages", 5).with("limit", "500").with("sort_by", "order_nr"))
                .filter(stage -> !stage.path("is_deleted").asBoolean(false))
                .collectList()
                .zipWith(pipelines.stages(account.tenant()))
                .flatMap(both -> stages.refresh(account.tenant(), both.getT1(), both.getT2()));
    }
}
