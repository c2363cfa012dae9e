package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.platform.database.DatabaseAddress;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds both sides against each other, record by record. Every deal and note carries a word of its own that nobody
 * changes, so that one which is there twice or nowhere is found whatever it is linked to.
 */
final class BothSides {

    /** @param waiting what Henk itself knows to be unfinished; then the rest is not final */
    record Difference(long waiting, List<String> lost, List<String> doubled, List<String> differing) {

        boolean none() {
            return waiting == 0 && lost.isEmpty() && doubled.isEmpty() && differing.isEmpty();
        }
    }

    private record Deal(
            String token, String title, BigDecimal value, String status, String stage, String remote, String state) {}

    private static final Pattern TOKEN = Pattern.compile("\\b([HPNL]\\d+)\\b");
    private static final String DEALS = """
            select d.title, coalesce(d.value, 0) as value, d.status, d.stage_key, r.remote_id, coalesce(r.state, 'none') as state
              from deal d left join pipedrive_record r on r.tenant_id = d.tenant_id and r.entity = 'deal' and r.id = d.id
             where d.deleted_at is null and d.title ~ '\\m[HP][0-9]+\\M'
            """;
    // with a deal that was deleted its notes are gone too
    private static final String NOTES = "select a.body, d.deleted_at is not null from activity a"
            + " join deal d on d.tenant_id = a.tenant_id and d.id = a.deal_id where a.body ~ '\\mN[0-9]+\\M'";
    private static final String LEADS =
            "select last_name from lead where deleted_at is null and last_name ~ '^L[0-9]+$'";
    private static final String PEOPLE = "select email from contact where deleted_at is null";
    private static final String WAITING = "select (select count(*) from pipedrive_record where state = 'waiting')"
            + " + (select count(*) from pipedrive_news where state = 'waiting')";
    private static final String STAGES = "select remote_id, stage_key from pipedrive_stage where stage_key is not null";

    private final RestartableDatabase database;
    private final FakePipedrive pipedrive;

    BothSides(RestartableDatabase database, FakePipedrive pipedrive) {
        this.database = database;
        this.pipedrive = pipedrive;
    }

    /**
     * @param made words of all deals, notes and leads that somebody was told to be kept
     * @param gone those of them that somebody deleted
     * @param people addresses of those who were named
     */
    Difference compare(Set<String> made, Set<String> gone, Set<String> people) throws SQLException {
        DatabaseAddress address = database.administrator();
        try (Connection connection =
                DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
            long waiting = rows(connection, WAITING, row -> row.getLong(1)).getFirst();
            List<String> lost = new ArrayList<>();
            List<String> doubled = new ArrayList<>();
            List<String> differing = new ArrayList<>();
            deals(connection, made, gone, lost, doubled, differing);
            notes(connection, made, lost, doubled);
            once(
                    words(made, "L"),
                    rows(connection, LEADS, row -> row.getString(1)),
                    pipedrive.all("lead").stream()
                            .flatMap(lead -> token(lead.path("title").asString("")).stream())
                            .filter(word -> word.startsWith("L"))
                            .toList(),
                    lost,
                    doubled);
            once(
                    people,
                    rows(connection, PEOPLE, row -> String.valueOf(row.getString(1))).stream()
                            .filter(people::contains)
                            .toList(),
                    pipedrive.all("person").stream()
                            .flatMap(person -> person.path("emails").valueStream())
                            .map(email -> email.path("value").asString(""))
                            .filter(people::contains)
                            .toList(),
                    lost,
                    doubled);
            return new Difference(waiting, lost, doubled, differing);
        }
    }

    private void deals(
            Connection connection,
            Set<String> made,
            Set<String> gone,
            List<String> lost,
            List<String> doubled,
            List<String> differing)
            throws SQLException {
        Map<String, String> stages = new HashMap<>();
        rows(connection, STAGES, row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(stage -> stages.put(stage.getKey(), stage.getValue()));
        Map<String, Deal> here = new HashMap<>();
        for (Deal deal : rows(connection, DEALS, BothSides::deal)) {
            if (here.put(deal.token(), deal) != null) {
                doubled.add(deal.token() + " here");
            }
        }
        Map<String, ObjectNode> there = new HashMap<>();
        for (ObjectNode row : pipedrive.all("deal")) {
            token(row.path("title").asString("")).forEach(word -> {
                if (there.put(word, row) != null) {
                    doubled.add(word + " there");
                }
            });
        }
        Set<String> all = words(made, "H");
        all.addAll(words(made, "P"));
        all.addAll(here.keySet());
        all.addAll(there.keySet());
        for (String word : all) {
            Deal own = here.get(word);
            ObjectNode other = there.get(word);
            if (own == null && other == null) {
                if (!gone.contains(word)) {
                    lost.add(word + " on both sides");
                }
            } else if (own == null || other == null) {
                (gone.contains(word) ? differing : lost)
                        .add(word + (own == null ? " here" : " there (" + own.state() + ")"));
            } else {
                String wrong = wrong(own, other, stages);
                if (!wrong.isEmpty()) {
                    differing.add(word + wrong);
                }
            }
        }
    }

    private static String wrong(Deal own, ObjectNode other, Map<String, String> stages) {
        StringBuilder wrong = new StringBuilder();
        differs(wrong, "link", own.remote(), other.path("id").asString(""));
        differs(wrong, "title", own.title(), other.path("title").asString(""));
        differs(wrong, "status", own.status(), other.path("status").asString(""));
        if (own.value().compareTo(other.path("value").decimalValue()) != 0) {
            wrong.append(" value ").append(own.value()).append('/').append(other.path("value"));
        }
        if (own.status().equals("open")) {
            differs(
                    wrong,
                    "stage",
                    own.stage(),
                    stages.getOrDefault(other.path("stage_id").asString(""), "?"));
        }
        return wrong.toString();
    }

    private static void differs(StringBuilder wrong, String field, String here, String there) {
        if (!String.valueOf(here).equals(there)) {
            wrong.append(' ').append(field).append(' ').append(here).append('/').append(there);
        }
    }

    private void notes(Connection connection, Set<String> made, List<String> lost, List<String> doubled)
            throws SQLException {
        Set<String> there = new HashSet<>();
        for (ObjectNode note : pipedrive.all("note")) {
            for (String word : token(note.path("content").asString(""))) {
                if (!there.add(word)) {
                    doubled.add(word + " there");
                }
            }
        }
        Set<String> here = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (Map.Entry<String, Boolean> note :
                rows(connection, NOTES, row -> Map.entry(row.getString(1), row.getBoolean(2)))) {
            for (String word : token(note.getKey())) {
                if (!here.add(word)) {
                    doubled.add(word + " here");
                }
                if (note.getValue()) {
                    gone.add(word);
                }
            }
        }
        words(made, "N").stream().filter(word -> !here.contains(word)).forEach(word -> lost.add(word + " here"));
        here.stream()
                .filter(word -> !there.contains(word) && !gone.contains(word))
                .forEach(word -> lost.add(word + " there"));
    }

    private static Set<String> words(Set<String> made, String kind) {
        return made.stream().filter(word -> word.startsWith(kind)).collect(Collectors.toCollection(HashSet::new));
    }

    /** Each of them is to be on both sides, once. */
    private static void once(
            Set<String> all, List<String> here, List<String> there, List<String> lost, List<String> doubled) {
        count(all, here, " here", lost, doubled);
        count(all, there, " there", lost, doubled);
    }

    private static void count(
            Set<String> all, List<String> found, String side, List<String> lost, List<String> doubled) {
        Map<String, Long> times =
                found.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (String word : all) {
            long many = times.getOrDefault(word, 0L);
            if (many == 0) {
                lost.add(word + side);
            } else if (many > 1) {
                doubled.add(word + side);
            }
        }
    }

    private interface Reader<T> {
        T read(java.sql.ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String sql, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(reader.read(found));
            }
        }
        return rows;
    }

    private static Deal deal(java.sql.ResultSet row) throws SQLException {
        String title = row.getString("title");
        return new Deal(
                token(title).getFirst(),
                title,
                row.getBigDecimal("value"),
                row.getString("status"),
                row.getString("stage_key"),
                row.getString("remote_id"),
                row.getString("state"));
    }

    private static List<String> token(String text) {
        Matcher matcher = TOKEN.matcher(text);
        return matcher.find() ? List.of(matcher.group(1)) : List.of();
    }
}
