package app.henk.identity;

import app.henk.platform.Scope;
import app.henk.platform.Scope.Authority;
import app.henk.platform.TenantId;
import java.util.UUID;

/** Who speaks, as far as the server has proof of it. Every use case takes one; nothing of it comes from a model. */
public sealed interface Principal {

    TenantId tenant();

    /** The rights with which this person's transactions run. */
    Scope scope();

    /**
     * Someone who holds a conversation's unguessable key and nothing else.
     *
     * @param conversation the internal id of that conversation, not its key
     */
    record Visitor(TenantId tenant, UUID conversation) implements Principal {
        @Override
        public Scope scope() {
            return new Scope(tenant, Authority.VISITOR, conversation);
        }
    }

    /** A registered customer who signed in. */
    record Customer(TenantId tenant, UUID user, String email, String name) implements Principal {
        @Override
        public Scope scope() {
            return new Scope(tenant, Authority.CUSTOMER, user);
        }
    }

    /** Someone who works for the tenant. */
    record Staff(TenantId tenant, UUID user, Role role, String email, String name) implements Principal {
        public Staff {
            if (!role.isStaff()) {
                throw new IllegalArgumentException("a customer is not staff");
            }
        }

        @Override
        public Scope scope() {
            return new Scope(tenant, Authority.STAFF, user);
        }
    }
}
