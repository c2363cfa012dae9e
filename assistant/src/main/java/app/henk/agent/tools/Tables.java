package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.platform.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as a card; its fallback reads row by row. */
final class Tables {

    private Tables() {}

    /**
     * @param columns their titles, the first for what a row is about
     * @param rows one text for each column
     * @param total a last row that sums up; empty for none
     */
    static Card card(
            String title,
            List<String> columns,
            List<List<String>> rows,
            List<String> total,
            List<Map<String, String>> actions) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", fallback(title, columns, rows, total));
        content.put(
                "columns",
                IntStream.range(0, columns.size())
                        .mapToObj(i -> Map.of("key", "c" + i, "title", columns.get(i)))
                        .toList());
        content.put("rows", rows);
        if (!total.isEmpty()) {
            content.put("total", total);
        }
        content.put("actions", actions);
        return new Card(Ids.next().toString(), "table", content);
    }

    private static String fallback(String title, List<String> columns, List<List<String>> rows, List<String> total) {
        boolean wide = columns.size() > 2;
        String lines = java.util.stream.Stream.concat(
                        rows.stream(),
                        total.isEmpty() ? java.util.stream.Stream.empty() : java.util.stream.Stream.of(total))
                .map(row -> row.getFirst() + ": "
                        + IntStream.range(1, row.size())
                                .mapToObj(i -> wide ? columns.get(i) + " " + row.get(i) : row.get(i))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return title + ". " + lines;
    }
}
