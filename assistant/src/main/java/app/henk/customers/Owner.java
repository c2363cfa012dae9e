package app.henk.customers;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Whose a new row is: what is told in a conversation goes with the conversation, wherever that goes; what is entered
 * elsewhere is the account's.
 */
record Owner(@Nullable UUID conversation, @Nullable UUID account) {

    static Owner of(Principal who, Optional<UUID> conversation) {
        return switch (who) {
            case Principal.Visitor visitor -> new Owner(visitor.conversation(), null);
            case Principal.Customer customer ->
                conversation.map(told -> new Owner(told, null)).orElseGet(() -> new Owner(null, customer.user()));
            case Principal.Staff staff ->
                throw Problem.forbidden("Staff has no profile of its own. Sign in as a customer for this.");
        };
    }

    /** @param visitor whether the id is that of a conversation which belongs to no account */
    static Owner of(UUID id, boolean visitor) {
        return visitor ? new Owner(id, null) : new Owner(null, id);
    }

    UUID id() {
        return account == null ? Objects.requireNonNull(conversation) : account;
    }

    /** As whoever it belongs to would speak, for reading what is theirs. */
    Principal speaker(TenantId tenant) {
        return account == null ? new Principal.Visitor(tenant, id()) : new Principal.Customer(tenant, account, "", "");
    }

    GenericExecuteSpec bind(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = conversation == null
                ? statement.bindNull("conversation", UUID.class)
                : statement.bind("conversation", conversation);
        return account == null ? bound.bindNull("account", UUID.class) : bound.bind("account", account);
    }
}
