package app.henk.groups;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the people of a group talk. Implemented by whoever keeps conversations. */
public interface MemberConversations {

    /** @param key by which the person's client finds the conversation again; a secret */
    record Opened(UUID conversation, String key) {}

    /** @param measures that the group needs of each person */
    record Greeting(String text, List<String> measures) {}

    /**
     * Opens a conversation for one person, with a greeting that asks for a name, a way to reach the person, their
     * measures and their agreement. Joins the caller's transaction, which from then on runs as the system.
     *
     * @param account whose it is; empty for a visitor, who holds its key alone
     */
    Mono<Opened> open(Tenant tenant, Optional<Principal.Customer> account, String language, Greeting greeting);

    /** By which a client that is signed in finds a conversation of the account. */
    String keyOfAccount(UUID conversation);

    /** The conversation that a client's key opens for whoever sends the request; empty when it opens none. */
    Mono<UUID> opens(ServerWebExchange exchange, Tenant tenant, String key);
}
