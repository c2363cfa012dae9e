package app.henk.insights;

import app.henk.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Where a page ended: the value it was ordered by and the id behind it.
 *
 * @param value empty where the record had none; those come last
 */
record Cursor(Optional<String> value, UUID id) {

    static Cursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int end = plain.indexOf(' ');
            UUID id = UUID.fromString(end < 0 ? plain : plain.substring(0, end));
            return new Cursor(end < 0 ? Optional.empty() : Optional.of(plain.substring(end + 1)), id);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("wrong-cursor", "Pass as 'after' what the page before gave as 'next', unchanged.");
        }
    }

    String write() {
        String plain = id + value.map(text -> " " + text).orElse("");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** What comes after it. */
    static Condition behind(Cursor cursor, Optional<Column> sorted, Field<UUID> id, boolean descending) {
        Condition laterId = descending ? id.lt(cursor.id()) : id.gt(cursor.id());
        return sorted.map(column -> behind(cursor, column.value(), laterId, descending))
                .orElse(laterId);
    }

    private static <T> Condition behind(Cursor cursor, Field<T> value, Condition laterId, boolean descending) {
        return cursor.value()
                .map(text -> {
                    Field<T> last = DSL.val(text).cast(value.getDataType());
                    return (descending ? value.lt(last) : value.gt(last))
                            .or(value.eq(last).and(laterId))
                            .or(value.isNull());
                })
                .orElse(value.isNull().and(laterId));
    }
}
