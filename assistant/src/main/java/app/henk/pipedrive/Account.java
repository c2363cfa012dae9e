package app.henk.pipedrive;

import app.henk.pipedrive.wire.Access;
import app.henk.pipedrive.wire.Answer;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Http;
import app.henk.platform.TenantId;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A tenant's account, ready to be asked. */
final class Account {

    /** Pages of one list, of 500 records each, after which somebody is going in circles. */
    private static final int MOST_PAGES = 1_000;

    private final Connection connection;
    private final Access access;
    private final Http http;

    Account(Connection connection, Access access, Http http) {
        this.connection = connection;
        this.access = access;
        this.http = http;
    }

    TenantId tenant() {
        return connection.tenant();
    }

    Connection connection() {
        return connection;
    }

    Mono<Answer> send(Call call) {
        return http.send(access, call);
    }

    Mono<Answer> send(Call call, BooleanSupplier still) {
        return http.send(access, call, still);
    }

    /** One record; fails as gone when it is not there. */
    Mono<Theirs> read(Remote kind, String id) {
        return send(kind.read(id)).map(answer -> Theirs.of(kind, answer.record()));
    }

    /** All records of a list, page after page as they are asked for. */
    Flux<JsonNode> all(Call list) {
        String parameter = list.path().startsWith("/api/v2/") ? "cursor" : "start";
        return send(list)
                .expand(answer -> Mono.justOrEmpty(answer.nextCursor().or(answer::nextStart))
                        .flatMap(place -> send(list.with(parameter, place))))
                .take(MOST_PAGES)
                .concatMapIterable(Answer::records, 1);
    }
}
