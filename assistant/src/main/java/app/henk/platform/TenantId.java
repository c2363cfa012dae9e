package app.henk.platform;

import java.util.UUID;

/** The tenant that a row, a person or a request belongs to. Never taken from a model or from a request's body. */
public record TenantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
