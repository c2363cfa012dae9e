package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.ClientAddress;
import app.henk.platform.FieldErrors;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes a visitor's talk to another device. */
@RestController
@RequestMapping("/api/chat/links")
class LinkController {

    private final Callers callers;
    private final ConversationStore conversations;
    private final Links links;
    private final SignedInConversations accounts;
    private final Limits limits;
    private final ClientAddress addresses;

    LinkController(
            Callers callers,
            ConversationStore conversations,
            Links links,
            SignedInConversations accounts,
            Limits limits,
            ClientAddress addresses) {
        this.callers = callers;
        this.conversations = conversations;
        this.links = links;
        this.accounts = accounts;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** @param email where the link is sent instead of being answered; agrees to that mail */
    record Wanted(
            @Nullable String session_id,
            @Nullable String email,
            @Nullable String locale) {}

    /** @param qr rows of 0 and 1; all of it empty when the link went by mail */
    record Made(@Nullable String url, @Nullable Instant expires_at, List<String> qr) {}

    record Shown(@Nullable String token, @Nullable String locale) {}

    record Opened(String session_id) {}

    @Operation(summary = "A link that opens this conversation on another device, once, within ten minutes")
    @PostMapping
    Mono<ResponseEntity<Made>> link(@RequestBody Wanted wanted, ServerWebExchange exchange) {
        SessionKey key = SessionKey.parse(required(wanted.session_id(), "session_id"));
        return callers.of(exchange).flatMap(caller -> {
            if (!(caller.inConversation(key) instanceof Principal.Visitor visitor)) {
                throw Problem.conflict(
                        "signed-in", "This conversation belongs to an account: sign in on the other device.");
            }
            Mono<Made> made = Optional.ofNullable(wanted.email())
                    .map(email -> links.mail(
                                    visitor, caller.tenant(), email, language(caller.tenant(), wanted.locale()))
                            .thenReturn(new Made(null, null, List.of())))
                    .orElseGet(() -> links.create(visitor, exchange.getRequest())
                            .map(link -> new Made(link.url(), link.expires(), link.modules())));
            return conversations.mustSee(visitor, key).then(made).map(LinkController::unstored);
        });
    }

    @Operation(summary = "Opens such a link; the answer is this device's own key to the conversation")
    @PostMapping("/redeem")
    Mono<ResponseEntity<Opened>> redeem(@RequestBody Shown shown, ServerWebExchange exchange) {
        String token = required(shown.token(), "token");
        return limits.check(Limit.CHAT_LINK_ADDRESS, addresses.of(exchange.getRequest()))
                .then(callers.of(exchange))
                .flatMap(caller -> links.redeem(caller.tenant(), token, language(caller.tenant(), shown.locale()))
                        .flatMap(key -> ofAccount(caller, key).defaultIfEmpty(key.wire())))
                .map(opened -> unstored(new Opened(opened)));
    }

    /** Whoever is signed in on the other device takes the talk into the account. */
    private Mono<String> ofAccount(Caller caller, SessionKey key) {
        return Mono.justOrEmpty(caller.account()).flatMap(account -> accounts.signedIn(account, key.wire()));
    }

    private static String language(Tenant tenant, @Nullable String locale) {
        return Optional.ofNullable(locale)
                .filter(wanted -> wanted.length() >= 2)
                .map(wanted -> wanted.substring(0, 2).toLowerCase(Locale.ROOT))
                .filter(tenant.languages()::contains)
                .orElseGet(tenant::language);
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw FieldErrors.of(field, "must be given");
        }
        return value;
    }

    private static <T> ResponseEntity<T> unstored(T body) {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }
}
