package app.henk.pipedrive;

import app.henk.pipedrive.wire.Call;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The kinds of records in Pipedrive, where each is found and what it costs. Leads and notes know the first version only. */
enum Remote {
    ORGANIZATION("/api/v2/organizations"),
    PERSON("/api/v2/persons"),
    LEAD("/api/v1/leads"),
    DEAL("/api/v2/deals"),
    ACTIVITY("/api/v2/activities"),
    NOTE("/api/v1/notes");

    static final int PAGE = 500;
    /** Most ids that one list answers. */
    static final int IDS = 100;

    private static final int LIST_TOKENS = 10;
    private static final int V1_LIST_TOKENS = 20;

    private final String path;

    Remote(String path) {
        this.path = path;
    }

    private boolean second() {
        return path.startsWith("/api/v2/");
    }

    String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Remote ofSql(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** By the name in a webhook; empty for what is not synchronised. */
    static Optional<Remote> of(String name) {
        return List.of(values()).stream()
                .filter(kind -> kind.sql().equals(name))
                .findFirst();
    }

    /** By which others point to a record of this kind, see {@link Values}. */
    Optional<String> field() {
        return switch (this) {
            case ORGANIZATION -> Optional.of("org");
            case PERSON -> Optional.of("person");
            case LEAD -> Optional.of("lead");
            case DEAL -> Optional.of("deal");
            case ACTIVITY, NOTE -> Optional.empty();
        };
    }

    Call create(JsonNode body) {
        return Call.post(path, body, second() ? 5 : 10);
    }

    Call read(String id) {
        Call call = Call.get(path + "/" + id, second() ? 1 : 2);
        return this == DEAL ? call.with("include_fields", "source_lead_id") : call;
    }

    /** Several at once, at most {@link #IDS}; of the second version only. */
    Call read(Collection<String> ids) {
        Call call = list().with("ids", String.join(",", ids)).with("limit", Integer.toString(IDS));
        return this == DEAL ? call.with("include_fields", "source_lead_id") : call;
    }

    boolean readsMany() {
        return second();
    }

    Call change(String id, JsonNode body) {
        return this == NOTE
                ? Call.put(path + "/" + id, body, 10)
                : Call.patch(path + "/" + id, body, second() ? 5 : 10);
    }

    Call delete(String id) {
        return Call.delete(path + "/" + id, second() ? 3 : 6);
    }

    Call list() {
        return Call.get(path, second() ? LIST_TOKENS : V1_LIST_TOKENS);
    }

    /** A page of the list. */
    Call list(Optional<String> from) {
        Call call = list().with("limit", Integer.toString(PAGE));
        return from.map(place -> call.with(second() ? "cursor" : "start", place))
                .orElse(call);
    }

    /** Leads that were put aside; their own list does not have them. */
    static Call archivedLeads() {
        return Call.get(LEAD.path + "/archived", V1_LIST_TOKENS).with("limit", Integer.toString(PAGE));
    }

    Call search(String term, String field) {
        return Call.get(path + "/search", 20)
                .with("term", term)
                .with("fields", field)
                .with("exact_match", "true")
                .with("limit", "20");
    }

    Call merge(String id, JsonNode body) {
        return Call.put(path.replace("/api/v2/", "/api/v1/") + "/" + id + "/merge", body, 40);
    }
}
