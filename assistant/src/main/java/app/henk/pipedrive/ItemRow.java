package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.Merging.Touch;
import app.henk.platform.Row;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A claimed row as an {@link Item}. */
final class ItemRow {

    /** Of the row called r; beside them go {@code unsure} and {@code disputed}. */
    static final String COLUMNS = " r.entity, r.id, r.changes, r.remote_kind, r.remote_id, r.base, r.touched,"
            + " r.sent, r.erase, r.attempts";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, List<String>>> SENT = new TypeReference<>() {};

    private ItemRow() {}

    static Item item(Readable row, UUID lease) {
        return new Item(
                Kind.ofSql(Row.value(row, "entity", String.class)),
                Row.value(row, "id", UUID.class),
                lease,
                Row.value(row, "changes", Long.class),
                Optional.ofNullable(row.get("remote_kind", String.class))
                        .map(kind -> new Link(Remote.ofSql(kind), Row.value(row, "remote_id", String.class))),
                Values.of(Row.value(row, "base", Json.class).asString()),
                touched(Row.value(row, "touched", Json.class).asString()),
                JSON.readValue(Row.value(row, "sent", Json.class).asString(), SENT),
                Boolean.TRUE.equals(row.get("erase", Boolean.class)),
                Row.value(row, "attempts", Integer.class),
                Optional.ofNullable(row.get("unsure", Instant.class)),
                Boolean.TRUE.equals(row.get("disputed", Boolean.class)));
    }

    private static Map<String, Touch> touched(String json) {
        Map<String, Touch> touched = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
            touched.put(
                    field.getKey(),
                    new Touch(
                            Instant.parse(field.getValue().path("at").asString()),
                            field.getValue().path("person").asBoolean(false)));
        }
        return touched;
    }
}
