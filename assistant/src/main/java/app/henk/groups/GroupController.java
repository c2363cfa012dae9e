package app.henk.groups;

import app.henk.identity.Identity;
import app.henk.identity.Principal;
import app.henk.identity.Speakers;
import app.henk.platform.ClientAddress;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Groups, for whoever began one, for staff, and for those who follow a link. A visitor shows who it is by the session's
 * id in the header {@code X-Henk-Session}.
 */
@RestController
class GroupController {

    private static final int LONGEST_LINK = 300;

    private final Groups groups;
    private final Organising organising;
    private final Invitations invitations;
    private final Speakers speakers;
    private final OpenedConversation opened;
    private final Identity identity;
    private final Limits limits;
    private final ClientAddress addresses;

    GroupController(
            Groups groups,
            Organising organising,
            Invitations invitations,
            Speakers speakers,
            OpenedConversation opened,
            Identity identity,
            Limits limits,
            ClientAddress addresses) {
        this.groups = groups;
        this.organising = organising;
        this.invitations = invitations;
        this.speakers = speakers;
        this.opened = opened;
        this.identity = identity;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** @param session_id of a conversation that the client has already */
    record Join(
            @Nullable String link,
            @Nullable String session_id,
            @Nullable String locale) {}

    record Joined(String session_id, String group) {}

    record All(List<GroupProgress> groups) {}

    @PostMapping("/api/groups/join")
    Mono<Joined> join(@RequestBody Join join, ServerWebExchange exchange) {
        String link = Optional.ofNullable(join.link()).orElse("");
        String language = Optional.ofNullable(join.locale())
                .filter(locale -> locale.length() >= 2)
                .map(locale -> locale.substring(0, 2).toLowerCase(Locale.ROOT))
                .orElse("de");
        if (link.length() > LONGEST_LINK) {
            throw Problem.badRequest("too-long", "The field 'link' is too long.");
        }
        exchange.getResponse().getHeaders().setCacheControl("no-store");
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(Mono.zip(before(join.session_id(), exchange), account(exchange)))
                .flatMap(caller -> invitations.join(link, caller.getT1(), caller.getT2(), language))
                .map(joined -> new Joined(joined.session(), joined.group()));
    }

    private Mono<Optional<Invitations.Known>> before(@Nullable String session, ServerWebExchange exchange) {
        return Mono.justOrEmpty(session)
                .flatMap(key -> opened.of(exchange, key).map(conversation -> new Invitations.Known(conversation, key)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<Principal.Customer>> account(ServerWebExchange exchange) {
        return identity.principal(exchange)
                .ofType(Principal.Customer.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @GetMapping("/api/groups")
    Mono<All> all(Principal.Staff staff) {
        return groups.all(staff).map(All::new);
    }

    @GetMapping("/api/groups/{id}")
    Mono<GroupProgress> progress(@PathVariable UUID id, ServerWebExchange exchange) {
        return speakers.of(exchange).flatMap(who -> groups.progress(who, id));
    }

    /** A new link; the one before opens nothing any more. */
    @PostMapping("/api/groups/{id}/link")
    Mono<GroupProgress> renew(@PathVariable UUID id, ServerWebExchange exchange) {
        return speakers.of(exchange).flatMap(who -> organising.renewLink(who, id));
    }

    @DeleteMapping("/api/groups/{id}/link")
    Mono<ResponseEntity<Void>> revoke(@PathVariable UUID id, ServerWebExchange exchange) {
        return speakers.of(exchange)
                .flatMap(who -> organising.revokeLink(who, id))
                .thenReturn(ResponseEntity.noContent().build());
    }
}
