package app.henk.agent.offline;

import app.henk.faults.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Compares how the database stands after a conversation with how its script says that it must stand. */
final class Ending {

    private static final String LEADS = "select count(*) as n from lead where conversation_id = cast(? as uuid)";
    private static final String CONSENTS =
            "select count(*) as n from consent where conversation_id = cast(? as uuid) and withdrawn_at is null";
    private static final String WAITING =
            "select count(*) as n from conversation where id = cast(? as uuid)" + " and waiting_since is not null";
    private static final String DEALS = "select title, value from deal where conversation_id = cast(? as uuid)";

    private static final String QUESTIONS =
            "select count(*) as n from question_asker where conversation_id = cast(? as uuid)";

    private static final String VISITS =
            "select count(*) as n from appointment" + " where conversation_id = cast(? as uuid) and status = 'booked'";

    private Ending() {}

    static List<String> faults(JsonNode end, Tables tables, String conversation) {
        List<String> faults = new ArrayList<>();
        for (var expected : end.properties()) {
            JsonNode wanted = expected.getValue();
            switch (expected.getKey()) {
                case "lead" -> flag("lead", count(tables, LEADS, conversation) > 0, wanted, faults);
                case "consent" -> flag("consent", count(tables, CONSENTS, conversation) > 0, wanted, faults);
                case "waiting_for_person" ->
                    flag("waiting_for_person", count(tables, WAITING, conversation) > 0, wanted, faults);
                case "appointments" -> {
                    int visits = count(tables, VISITS, conversation);
                    if (visits != wanted.asInt()) {
                        faults.add("appointments are " + visits);
                    }
                }
                case "question_kept" -> {
                    int kept = count(tables, QUESTIONS, conversation);
                    if (wanted.isBoolean() ? wanted.asBoolean() != kept > 0 : wanted.asInt() != kept) {
                        faults.add("questions kept are " + kept);
                    }
                }
                case "deal_value", "deal_title" -> deal(expected.getKey(), wanted, tables, conversation, faults);
                default -> faults.add("nobody knows the end " + expected.getKey());
            }
        }
        return faults;
    }

    private static void deal(String key, JsonNode wanted, Tables tables, String conversation, List<String> faults) {
        List<JsonNode> deals = tables.rows(DEALS, conversation);
        boolean met = deals.stream()
                .anyMatch(deal -> key.equals("deal_value")
                        ? deal.path("value").decimalValue().compareTo(new java.math.BigDecimal(wanted.asString())) == 0
                        : Pattern.compile("(?iu)" + wanted.asString())
                                .matcher(deal.path("title").asString(""))
                                .find());
        if (!met) {
            faults.add(key + " is not " + wanted + " in " + deals);
        }
    }

    private static void flag(String what, boolean is, JsonNode wanted, List<String> faults) {
        if (is != wanted.asBoolean()) {
            faults.add(what + " is " + is);
        }
    }

    private static int count(Tables tables, String sql, String conversation) {
        return tables.rows(sql, conversation).getFirst().path("n").asInt();
    }
}
