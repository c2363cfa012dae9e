package app.henk.agent.offline.staff;

import app.henk.agent.offline.ToolResult;
import app.henk.agent.offline.staff.Situation.Item;
import app.henk.insights.Query;
import app.henk.insights.Reading;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a conversation has asked, done and shown: a function of its messages, whoever answered them, so that any instance
 * and any model can have gone before.
 */
final class Memory {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};
    /** What is about no record and changes none. */
    private static final Set<String> WITHOUT_RECORD =
            Set.of("find", "my_day", "what_if", "export", "import", "undo", "pipedrive");

    private static final String[] IN_VAIN = {"waiting", "ambiguous", "none", "refused", "incomplete", "unclear"};

    private final Map<String, ToolExecutionRequest> calls = new HashMap<>();
    private final List<ToolResult> results = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private Situation situation = Situation.START;
    /** As it was when the message came that is being answered. */
    private Situation before = Situation.START;

    private String text = "";
    private StaffUnderstanding.Earlier earlier = new StaffUnderstanding.Earlier("", Situation.START);
    private int turns = -1;

    private Memory() {}

    static Memory of(List<ChatMessage> messages) {
        Memory memory = new Memory();
        for (ChatMessage message : messages) {
            switch (message) {
                case UserMessage user -> memory.hear(user);
                case AiMessage answer -> memory.answered(answer);
                case ToolExecutionResultMessage result -> memory.ran(result);
                default -> {}
            }
        }
        return memory;
    }

    private void hear(UserMessage message) {
        earlier = new StaffUnderstanding.Earlier(text, before);
        text = message.hasSingleText() ? message.singleText() : "";
        before = situation;
        results.clear();
        turns++;
    }

    private void answered(AiMessage message) {
        message.toolExecutionRequests().forEach(call -> calls.put(call.id(), call));
        if (message.text() != null) {
            said.append(message.text()).append('\n');
        }
    }

    private void ran(ToolExecutionResultMessage message) {
        ToolExecutionRequest call = calls.get(message.id());
        String arguments = call == null || call.arguments() == null ? "" : call.arguments();
        ToolResult result = ToolResult.of(message.toolName(), arguments, message.text());
        results.add(result);
        situation = after(situation, result);
    }

    private static Situation after(Situation now, ToolResult result) {
        List<Item> records = records(result.result().path("records"));
        boolean asksWhich = result.isStatus("ambiguous", "none");
        // a list that was asked for may have one line
        boolean listed =
                records.size() > 1 || (!records.isEmpty() && result.result().has("records_in_all"));
        Optional<Query> query = result.text("query")
                .map(Query::parse)
                .filter(Reading.Understood.class::isInstance)
                .map(reading -> ((Reading.Understood) reading).query())
                .or(now::query);
        Optional<Command.Call> done = WITHOUT_RECORD.contains(result.tool()) ? now.done() : Optional.of(call(result));
        return new Situation(
                query,
                listed && !result.isStatus("none") ? records : now.list(),
                records.size() == 1 && !asksWhich ? Optional.of(records.getFirst()) : now.single(),
                asksWhich ? records : List.of(),
                asksWhich ? result.text("argument").orElse("which") : "",
                done,
                WITHOUT_RECORD.contains(result.tool()) ? now.inVain() : isInVain(result));
    }

    private static boolean isInVain(ToolResult result) {
        return result.failed() || result.isStatus(IN_VAIN);
    }

    private static Command.Call call(ToolResult result) {
        Map<String, Object> arguments = new LinkedHashMap<>(JSON.convertValue(result.arguments(), ARGUMENTS));
        arguments.values().removeIf(java.util.Objects::isNull);
        return new Command.Call(result.tool(), arguments);
    }

    private static List<Item> records(JsonNode records) {
        List<Item> items = new ArrayList<>();
        records.forEach(record -> items.add(new Item(
                record.path("kind").asString(""),
                record.path("id").asString(""),
                record.path("label").asString(""),
                record.path("detail").asString(""))));
        return List.copyOf(items);
    }

    /** The message that is being answered. */
    String text() {
        return text;
    }

    Situation before() {
        return before;
    }

    /** The message before that one. */
    StaffUnderstanding.Earlier earlier() {
        return earlier;
    }

    /** Of the message that is being answered, in order. */
    List<ToolResult> results() {
        return results;
    }

    String said() {
        return said.toString();
    }

    int turns() {
        return turns;
    }
}
