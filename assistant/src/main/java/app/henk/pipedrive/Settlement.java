package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.RecordStore.OurKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a record that was claimed, as {@link Settlements} writes it down. */
record Settlement(Item item, Outcome outcome) {

    /** Woken when the other one is there; looked at now and then, ever less often, in case nobody woke it. */
    private static final Duration BEHIND = Duration.ofSeconds(30);

    private static final int LONGEST_BEHIND = 20;

    OurKey key() {
        return new OurKey(item.kind(), item.id());
    }

    /** The record that must be there first. */
    Optional<OurKey> behind() {
        return outcome instanceof Outcome.Behind(Kind kind, var id)
                ? Optional.of(new OurKey(kind, id))
                : Optional.empty();
    }

    /** Whether another one may have waited for it, or what it is to wait for may be there by now. */
    boolean frees() {
        return switch (outcome) {
            case Outcome.Synced synced -> item.remote().isEmpty();
            case Outcome.Linked linked -> item.remote().isEmpty();
            case Outcome.Left left -> true;
            case Outcome.Failed failed -> true;
            case Outcome.Behind behind -> true;
            case Outcome.Again again -> false;
            case Outcome.Untouched untouched -> false;
        };
    }

    boolean isUntouched() {
        return outcome instanceof Outcome.Untouched;
    }

    List<Merging.Clash> clashes() {
        return switch (outcome) {
            case Outcome.Synced synced -> synced.clashes();
            case Outcome.Linked linked -> linked.clashes();
            case Outcome.Left left -> List.of();
            case Outcome.Failed failed -> List.of();
            case Outcome.Behind behind -> List.of();
            case Outcome.Again again -> List.of();
            case Outcome.Untouched untouched -> List.of();
        };
    }

    /** The columns; what is missing is null. */
    Map<String, Object> row() {
        boolean unsure = item.unsure().isPresent();
        return switch (outcome) {
            case Outcome.Synced(Link link, Values base, var clashes) -> row("synced", Optional.of(link), base);
            case Outcome.Linked(Link link, Values base, var clashes) -> row("waiting", Optional.of(link), base);
            // what a lead has become there is kept
            case Outcome.Left(Outcome.Reason reason)
            when reason == Outcome.Reason.CONVERTED && item.remote().isEmpty() ->
                reason(row("left", false), reason, "");
            case Outcome.Left(Outcome.Reason reason) -> reason(row("left", Optional.empty(), Values.NONE), reason, "");
            case Outcome.Failed(Outcome.Reason reason, String detail) ->
                reason(row("failed", unsure || reason == Outcome.Reason.UNKNOWN), reason, detail);
            case Outcome.Again(Outcome.Reason reason, String detail, Duration after, boolean maybeMade) -> {
                Map<String, Object> row = reason(row("waiting", unsure || maybeMade), reason, detail);
                row.put("after", after.toMillis());
                yield row;
            }
            case Outcome.Behind(Kind kind, var id) -> {
                Map<String, Object> row = row("waiting", unsure);
                row.put("behind", id);
                row.put("after", BEHIND.toMillis() * Math.clamp(item.attempts(), 1, LONGEST_BEHIND));
                yield row;
            }
            case Outcome.Untouched() -> row("waiting", unsure);
        };
    }

    private Map<String, Object> row(String state, Optional<Link> link, Values base) {
        Map<String, Object> row = row(state, link, false);
        row.put("base", base.fields());
        return row;
    }

    private Map<String, Object> row(String state, boolean unsure) {
        return row(state, item.remote(), unsure);
    }

    private Map<String, Object> row(String state, Optional<Link> link, boolean unsure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("entity", item.kind().sql());
        row.put("id", item.id());
        row.put("lease", item.lease());
        row.put("changes", item.changes());
        row.put("state", state);
        link.ifPresent(known -> {
            row.put("kind", known.kind().sql());
            row.put("remote", known.id());
        });
        row.put("unsure", unsure);
        row.put("after", 0);
        return row;
    }

    private static Map<String, Object> reason(Map<String, Object> row, Outcome.Reason reason, String detail) {
        row.put("reason", reason.sql());
        if (!detail.isEmpty()) {
            row.put("detail", detail);
        }
        return row;
    }
}
