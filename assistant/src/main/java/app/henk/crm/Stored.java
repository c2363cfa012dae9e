package app.henk.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A record as its row says, by column; what is empty is left out. */
record Stored(Entity entity, UUID id, int version, Map<String, Object> fields) {

    Optional<String> text(String column) {
        return Optional.ofNullable(fields.get(column)).map(Object::toString);
    }

    Optional<UUID> reference(String column) {
        return text(column).map(UUID::fromString);
    }

    Optional<BigDecimal> number(String column) {
        return Optional.ofNullable(fields.get(column)).map(BigDecimal.class::cast);
    }

    Optional<Instant> instant(String column) {
        return text(column).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    }

    boolean isDeleted() {
        return fields.containsKey("deleted_at");
    }
}
