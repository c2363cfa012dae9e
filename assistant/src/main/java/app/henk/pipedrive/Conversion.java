package app.henk.pipedrive;

import app.henk.pipedrive.Ours.Presence;
import app.henk.pipedrive.Sender.Turn;
import app.henk.pipedrive.wire.Call;
import app.henk.pipedrive.wire.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A lead there becomes a deal, with its notes and files; a new deal in its place would lose them. */
@Component
class Conversion {

    private static final int MOST_QUESTIONS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private final Lookup lookup;
    private final Clock clock;

    Conversion(Lookup lookup, Clock clock) {
        this.lookup = lookup;
        this.clock = clock;
    }

    /** The deal. Fails as unknown when it takes too long: it is looked for the next time. */
    Mono<Theirs> of(Turn turn, Presence.Converted converted, Optional<String> person) {
        String path = "/api/v2/leads/" + converted.lead() + "/convert/";
        Account account = turn.account();
        return account.send(Call.post(path + "deal", Bodies.converting(converted.stage()), 40), turn.mine())
                .map(answer -> answer.record().path("conversion_id").asString(""))
                .filter(id -> !id.isEmpty())
                .switchIfEmpty(Mono.error(() -> Failure.of(Failure.Kind.UNKNOWN, "A conversion without an id")))
                .flatMap(id -> ended(account, Call.get(path + "status/" + id, 1)))
                .flatMap(deal -> account.read(Remote.DEAL, deal))
                // somebody there was faster
                .onErrorResume(
                        failure -> failure instanceof Failure known && known.kind() == Failure.Kind.GONE,
                        gone -> lookup.converted(
                                        account,
                                        converted.lead(),
                                        person,
                                        clock.instant().minus(Duration.ofDays(2)))
                                .switchIfEmpty(Mono.error(gone)));
    }

    private static Mono<String> ended(Account account, Call status) {
        return Mono.defer(() -> account.send(status))
                .map(answer -> answer.record())
                .flatMap(Conversion::deal)
                .repeatWhenEmpty(MOST_QUESTIONS, tries -> tries.delayElements(BETWEEN))
                .onErrorMap(
                        IllegalStateException.class,
                        late -> Failure.of(Failure.Kind.UNKNOWN, "A conversion without an end"));
    }

    private static Mono<String> deal(JsonNode status) {
        return switch (status.path("status").asString("")) {
            case "completed" -> Mono.just(status.path("deal_id").asString());
            case "failed", "rejected" ->
                Mono.error(Failure.of(Failure.Kind.REFUSED, "The lead could not become a deal"));
            default -> Mono.empty();
        };
    }
}
