package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Event;
import app.henk.fakes.pipedrive.Company.Who;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two records of a kind become one. */
record Union(Company company, String kind) {

    /** {@code into} survives and its values win; what hung on {@code gone} hangs on it now. */
    ObjectNode of(String gone, String into, Who who) {
        ObjectNode loser = company.live(kind, gone);
        ObjectNode winner = company.live(kind, into);
        if (gone.equals(into)) {
            throw Refusal.bad("Cannot merge with itself.");
        }
        ObjectNode before = winner.deepCopy();
        fill(winner, loser);
        if (!winner.path("status").asString("lost").equals("lost")) {
            winner.putNull("lost_reason");
        }
        moveAll(gone, into);
        ObjectNode last = loser.deepCopy();
        company.remove(kind, gone, loser);
        company.stamp(kind, winner, "update_time");
        Map<String, Object> to = Map.of("merged_to_id", Long.parseLong(into));
        Map<String, Object> from = Map.of("merged_from_id", Long.parseLong(gone));
        company.tell(new Event(kind, "delete", loser, Optional.of(last), who, to));
        company.tell(new Event(kind, "change", winner.deepCopy(), Optional.of(before), who, from));
        return winner;
    }

    private static void fill(ObjectNode winner, ObjectNode loser) {
        loser.properties().forEach(field -> {
            JsonNode has = winner.get(field.getKey());
            if (has == null || has.isNull() || (has.isArray() && has.isEmpty())) {
                winner.set(field.getKey(), field.getValue());
            }
        });
    }

    private void moveAll(String gone, String into) {
        String key = kind.equals("organization") ? "org_id" : kind + "_id";
        for (String related : List.of("deal", "lead", "activity", "note", "person")) {
            String relatedKey = related.equals("lead") && key.equals("org_id") ? "organization_id" : key;
            company.table(related).values().stream()
                    .filter(row -> row.path(relatedKey).asString("").equals(gone))
                    .forEach(row -> row.put(relatedKey, Long.parseLong(into)));
        }
    }
}
