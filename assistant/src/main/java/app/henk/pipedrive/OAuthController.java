package app.henk.pipedrive;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Connecting by consent at Pipedrive instead of a token. */
@Tag(name = "Pipedrive")
@RestController
@RequestMapping("/api/pipedrive/oauth")
class OAuthController {

    private final OAuth oauth;
    private final Connections connections;
    private final String publicUrl;

    OAuthController(OAuth oauth, Connections connections, @Value("${henk.public-url:}") String publicUrl) {
        this.oauth = oauth;
        this.connections = connections;
        this.publicUrl = publicUrl;
    }

    @Operation(summary = "The page at Pipedrive where an administrator consents")
    @PostMapping
    Mono<Map<String, String>> begin(Principal.Staff staff, ServerWebExchange exchange) {
        PipedriveAdministration.requireAdministrator(staff);
        return oauth.consentPage(new OAuth.State(staff.tenant(), staff.user()), callback(exchange))
                .map(page -> Map.of("url", page));
    }

    @Operation(summary = "Where Pipedrive sends the administrator back to")
    @GetMapping("/callback")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    Mono<ResponseEntity<Void>> back(
            @RequestParam Optional<String> code, @RequestParam Optional<String> state, ServerWebExchange exchange) {
        return Mono.justOrEmpty(state)
                .flatMap(oauth::read)
                .switchIfEmpty(Mono.error(() -> Problem.badRequest(
                        "oauth-state", "This way back was not begun here, or too long ago. Begin again.")))
                .flatMap(who -> Mono.justOrEmpty(code)
                        .switchIfEmpty(Mono.error(() -> Problem.conflict(
                                "oauth-refused", "The consent was not given at Pipedrive, so nothing was connected.")))
                        .flatMap(given -> oauth.exchange(given, callback(exchange)))
                        .flatMap(tokens -> connections.connect(
                                oauth.access(who.tenant(), tokens), Connection.Kind.OAUTH, Optional.of(tokens.json()))))
                .map(found -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/"))
                        .build());
    }

    private String callback(ServerWebExchange exchange) {
        String base = publicUrl.isBlank()
                ? UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                        .replacePath("")
                        .replaceQuery("")
                        .toUriString()
                : publicUrl.replaceFirst("/+$", "");
        return base.replaceFirst("[?#/]+$", "") + "/api/pipedrive/oauth/callback";
    }
}
