package app.henk.agent.tools;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this conversation has shown of the tenant's records: what "the second one", "that deal" and "only the red ones"
 * go by. It is read from the results that were kept with the conversation, so it lives and is erased with them, and it
 * reaches as far back as the transcript does. An id that is in here gives no right to the record.
 */
public final class Shown {

    /**
     * @param n its place in the list that showed it, from 1
     * @param kind deal, lead, contact, organisation, task, promise, question, conversation, group
     */
    public record Item(int n, String kind, UUID id, String label) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 50;
    private static final String CHANGE_SET = "change_set";
    /** What a result says of something that went to people outside. */
    public static final String OUTWARD = "outward";

    private List<Item> list = List.of();
    private Optional<Item> single = Optional.empty();
    private Optional<String> query = Optional.empty();
    private boolean outward;

    private Shown() {}

    public static Shown nothing() {
        return new Shown();
    }

    public static Shown in(List<Exchange> transcript) {
        Shown shown = new Shown();
        for (Exchange exchange : transcript) {
            exchange.steps().stream().map(Step::result).forEach(shown::add);
        }
        return shown;
    }

    /** Takes in what one more result has shown. */
    synchronized void add(String result) {
        JsonNode read = read(result);
        if (read.path("status").asString("").equals("none")) {
            // what comes nearest to a name that nothing has was not spoken of by anybody
            return;
        }
        List<Item> items = items(read.path("records"));
        if (items.size() == 1) {
            single = Optional.of(items.getFirst());
        }
        // a list that was asked for may have one line: "the first one" is that one
        if (items.size() > 1 || (!items.isEmpty() && read.has("records_in_all"))) {
            list = items;
        }
        if (read.has(CHANGE_SET) || read.has(OUTWARD)) {
            outward = read.has(OUTWARD);
        }
        JsonNode asked = read.path("query");
        if (asked.isString()) {
            query = Optional.of(asked.asString());
        }
    }

    /** The record that was spoken of by itself last. */
    public synchronized Optional<Item> last() {
        return single;
    }

    /** From the last list with more than one record. */
    public synchronized Optional<Item> at(int n) {
        return list.stream().filter(item -> item.n() == n).findFirst();
    }

    /** The last list with more than one record; empty when none was shown. */
    public synchronized List<Item> list() {
        return list;
    }

    /** Whether the last thing that was written went to people outside, and cannot be taken back. */
    public synchronized boolean lastWentOut() {
        return outward;
    }

    /** The last question to the data, whole, in its text form. */
    public synchronized Optional<String> query() {
        return query;
    }

    private static List<Item> items(JsonNode records) {
        List<Item> items = new ArrayList<>();
        for (JsonNode record : records) {
            id(record)
                    .ifPresent(id -> items.add(new Item(
                            record.path("n").asInt(items.size() + 1),
                            record.path("kind").asString(""),
                            id,
                            record.path("label").asString(""))));
            if (items.size() == MOST) {
                break;
            }
        }
        return List.copyOf(items);
    }

    private static Optional<UUID> id(JsonNode record) {
        try {
            return Optional.of(UUID.fromString(record.path("id").asString("")));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static JsonNode read(String result) {
        try {
            return JSON.readTree(result);
        } catch (JacksonException cut) {
            // a result that was too long to be kept whole shows nothing
            return JSON.createObjectNode();
        }
    }
}
