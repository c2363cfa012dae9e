package app.henk.pipedrive.wire;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A success: what both versions put around it, taken off. */
public final class Answer {

    private final JsonNode whole;

    Answer(JsonNode whole) {
        this.whole = whole;
    }

    /** One record. Fails as unknown when there is none where one belongs: then nobody can say what was done. */
    public JsonNode record() {
        JsonNode data = whole.path("data");
        if (!data.isObject()) {
            throw Failure.of(Failure.Kind.UNKNOWN, "An answer without a record");
        }
        return data;
    }

    /** Records; an empty list may come as null. */
    public List<JsonNode> records() {
        JsonNode data = whole.path("data");
        if (!data.isArray() && !data.isNull()) {
            throw Failure.of(Failure.Kind.UNKNOWN, "An answer without a list");
        }
        List<JsonNode> records = data.valueStream().toList();
        if (!records.stream().allMatch(JsonNode::isObject)) {
            throw Failure.of(Failure.Kind.UNKNOWN, "An answer with something else than records");
        }
        return records;
    }

    /** What a search found. */
    public List<JsonNode> items() {
        return whole.path("data")
                .path("items")
                .valueStream()
                .map(hit -> hit.path("item"))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** Where the next page of a v2 list begins. */
    public Optional<String> nextCursor() {
        return Optional.of(whole.path("additional_data").path("next_cursor").asString(""))
                .filter(text -> !text.isEmpty());
    }

    /** Where the next page of a v1 list begins: some say it directly, some in "pagination". */
    public Optional<String> nextStart() {
        JsonNode additional = whole.path("additional_data");
        JsonNode place = additional.path("pagination").isObject() ? additional.path("pagination") : additional;
        if (!place.path("more_items_in_collection").asBoolean(false)) {
            return Optional.empty();
        }
        long next = place.path("next_start")
                .asLong(place.path("start").asLong(0) + place.path("limit").asLong(0));
        return Optional.of(Long.toString(next));
    }
}
