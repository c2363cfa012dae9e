package app.henk.identity;

import app.henk.platform.ClientAddress;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page behind the one-time link, and the same for programs. */
@Tag(name = "Set-up")
@RestController
class SetupController {

    /** @param token of the link that was printed at the start */
    record SetupRequest(
            @NotBlank @Size(max = 200) String token,

            @NotBlank @Size(max = 200) @Pattern(regexp = AuthRequests.NAME, message = AuthRequests.NAME_RULE)
            String company,

            @NotBlank @Size(max = 254) String email,

            @NotBlank @Size(max = 200) @Pattern(regexp = AuthRequests.NAME, message = AuthRequests.NAME_RULE)
            String username,

            @NotBlank @Size(max = 1024) String password,
            Optional<@Pattern(regexp = "de|en|fr", message = "must be de, en or fr") String> language) {}

    private static final String TOKEN = "token";

    private final Setup setup;
    private final AuthRequests requests;
    private final SetupPage page;
    private final Limits limits;
    private final ClientAddress clients;

    SetupController(Setup setup, AuthRequests requests, SetupPage page, Limits limits, ClientAddress clients) {
        this.setup = setup;
        this.requests = requests;
        this.page = page;
        this.limits = limits;
        this.clients = clients;
    }

    @Operation(summary = "Creates the first tenant and its administrator with the one-time token printed at the start")
    @PostMapping("/api/setup")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Map<String, String>>> complete(
            @Valid @RequestBody SetupRequest body, ServerWebExchange exchange) {
        return limits.check(Limit.REGISTER, clients.of(exchange.getRequest()))
                .then(Mono.defer(
                        () -> setup.complete(body.token(), body.company().strip(), person(body), body.language())))
                .map(admin -> ResponseEntity.status(HttpStatus.CREATED).body(Map.of("email", admin.email())));
    }

    @GetMapping(value = "/setup", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> page(
            @RequestParam(name = TOKEN, defaultValue = "") String token, ServerWebExchange exchange) {
        return setup.isOpen(token).map(open -> open ? page.form(token, exchange) : page.closed(exchange));
    }

    @PostMapping(value = "/setup", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<String>> form(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> limits.check(Limit.REGISTER, clients.of(exchange.getRequest()))
                        .then(Mono.defer(() -> setup.isOpen(field(form, TOKEN))))
                        .flatMap(open -> open ? submitted(form, exchange) : Mono.just(page.closed(exchange)))
                        .onErrorResume(
                                Problem.class,
                                refused -> Mono.just(page.refused(refused, field(form, TOKEN), exchange))));
    }

    private Mono<ResponseEntity<String>> submitted(MultiValueMap<String, String> form, ServerWebExchange exchange) {
        return Mono.defer(() -> {
                    SetupRequest body = new SetupRequest(
                            field(form, TOKEN),
                            required(form, "company"),
                            field(form, "email"),
                            required(form, "username"),
                            field(form, "password"),
                            Optional.of(SetupPage.language(exchange)));
                    return setup.complete(body.token(), body.company(), person(body), body.language());
                })
                .map(admin -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/sign-in"))
                        .build());
    }

    private Registration.Person person(SetupRequest body) {
        return requests.person(new AuthRequests.Register(
                body.email(),
                body.username(),
                body.password(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static String required(MultiValueMap<String, String> form, String name) {
        String value = field(form, name).strip();
        if (value.isEmpty() || value.length() > 200 || !value.matches(AuthRequests.NAME)) {
            throw FieldErrors.of(
                    new FieldError(name, "must be a name of 1 to 200 characters without < and >").breaking(name));
        }
        return value;
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
