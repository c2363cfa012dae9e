package app.henk.insights;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A question as a rep asks it.
 *
 * @param half {@code building} or {@code measuring}
 * @param after id of the question that it follows
 * @param refused whether no figure answers it: any that is shown would be a wrong one
 * @param query what it means; empty where it is refused
 * @param sql empty where it is refused; the figure by plain SQL over {@link PlainSales}: one row of figures; or one for each group, in order where the
 *     query orders them; of records their number, or where the query says how many, what they are ordered by
 */
public record WrittenQuestion(
        String half,
        String id,
        Optional<String> after,
        String language,
        String say,
        boolean refused,
        String query,
        String sql) {

    private static final List<String> LANGUAGES = List.of("de", "en", "fr");

    public static List<WrittenQuestion> all() {
        return Stream.concat(read("building").stream(), read("measuring").stream())
                .toList();
    }

    public static List<WrittenQuestion> read(String half) {
        try (InputStream in = WrittenQuestion.class.getResourceAsStream("/questions/" + half + ".yaml")) {
            List<WrittenQuestion> questions = new ArrayList<>();
            for (JsonNode node : new YAMLMapper().readTree(Objects.requireNonNull(in))) {
                String language =
                        LANGUAGES.stream().filter(node::has).findFirst().orElseThrow();
                questions.add(new WrittenQuestion(
                        half,
                        node.path("id").asString(),
                        Optional.ofNullable(node.get("after")).map(JsonNode::asString),
                        language,
                        node.path(language).asString(),
                        node.path("refused").asBoolean(false),
                        node.path("query").asString(""),
                        node.path("sql").asString("")));
            }
            return questions;
        } catch (IOException e) {
            throw new IllegalStateException("The questions cannot be read", e);
        }
    }

    public Query meant() {
        return switch (Query.parse(query)) {
            case Reading.Understood(Query understood) -> understood;
            case Reading.Refused(Refusal refusal) -> throw new IllegalStateException(id + ": " + refusal);
        };
    }

    @Override
    public String toString() {
        return id + " " + say;
    }
}
