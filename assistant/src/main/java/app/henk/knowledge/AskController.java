package app.henk.knowledge;

import app.henk.identity.Principal;
import app.henk.identity.Speakers;
import app.henk.identity.Tenants;
import app.henk.platform.ClientAddress;
import app.henk.platform.FieldErrors;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Has a question answered later by mail, for visitors and customers. */
@Tag(name = "Knowledge")
@RestController
class AskController {

    private final OpenQuestions questions;
    private final Speakers speakers;
    private final Tenants tenants;
    private final Limits limits;
    private final ClientAddress addresses;

    AskController(OpenQuestions questions, Speakers speakers, Tenants tenants, Limits limits, ClientAddress addresses) {
        this.questions = questions;
        this.speakers = speakers;
        this.tenants = tenants;
        this.limits = limits;
        this.addresses = addresses;
    }

    /**
     * @param email the account's own when it is left out
     * @param consent the person's tick: the answer to this question may be sent there
     */
    record Ask(
            @NotBlank @Size(max = 300) String question,
            @Nullable @Size(max = 254) String email,
            @Nullable Boolean consent) {}

    record Kept(String status) {}

    @Operation(summary = "Keeps my question; a person answers it by mail, for which I agree here")
    @PostMapping("/api/knowledge/questions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Kept> ask(@Valid @RequestBody Ask ask, ServerWebExchange exchange) {
        if (!Boolean.TRUE.equals(ask.consent())) {
            throw Problem.badRequest(
                    "consent-needed", "An answer is sent by mail only to who agrees to it: send 'consent' as true.");
        }
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(speakers.of(exchange))
                .zipWhen(who -> tenants.tenant(who.tenant()))
                .flatMap(known -> questions.askLater(
                        known.getT1(),
                        conversation(known.getT1()),
                        ask.question(),
                        known.getT2().languageFor(exchange.getRequest().getHeaders()),
                        Optional.ofNullable(ask.email())))
                .map(AskController::kept);
    }

    /** Who asks without talking asks once: what an account asks here is counted under the account. */
    private static UUID conversation(Principal who) {
        return switch (who) {
            case Principal.Visitor visitor -> visitor.conversation();
            case Principal.Customer customer -> customer.user();
            case Principal.Staff staff -> throw Problem.forbidden("Only visitors and customers are answered by mail.");
        };
    }

    private static Kept kept(Asked asked) {
        return switch (asked) {
            case KEPT -> new Kept("kept");
            case WITHOUT_ADDRESS -> throw FieldErrors.of("email", "is where the answer is to go");
            case NO_ADDRESS -> throw FieldErrors.of("email", "is not an e-mail address");
            case TOO_MANY ->
                throw new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-questions",
                        "So many of your questions are open that this one is not kept. Ask it when some are answered.");
        };
    }
}
