package app.henk.agent.offline;

import app.henk.agent.Remembered;
import app.henk.agent.SalesTerms;
import app.henk.agent.TurnContext;
import app.henk.identity.Tenant;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One script, spoken to the real product line by line, as a browser would. */
final class Performance {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param faults what was not as the script says; {@code answer} is what was said */
    record Line(String said, String answer, String heard, List<String> calls, List<String> faults) {}

    /** @param ending what of the script's end is not as it says */
    record Outcome(Script script, List<Line> lines, List<String> ending) {

        long passed() {
            return lines.stream().filter(line -> line.faults().isEmpty()).count();
        }

        int turns() {
            return script.turns().size();
        }

        boolean isWhole() {
            return passed() == turns() && ending.isEmpty();
        }
    }

    private final Stage stage;
    private final Script script;
    private final Tenant tenant;
    private final Set<String> sentences = new HashSet<>();
    private String token = "";
    private String session = "";
    private String conversation = new UUID(0, 0).toString();

    private Performance(Stage stage, Script script) {
        this.stage = stage;
        this.script = script;
        this.tenant = stage.tenants()
                .all()
                .filter(one -> one.slug().equals(script.tenant()))
                .blockFirst(Duration.ofSeconds(10));
    }

    static Outcome of(Script script, Stage stage) {
        stage.reset();
        return new Performance(stage, script).play();
    }

    private Outcome play() {
        if (script.isCustomer()) {
            String email = "script-" + UUID.randomUUID() + "@mail.example";
            token = stage.post(
                            "/api/auth/register",
                            Map.of("email", email, "username", "Alex Kunde", "password", "a quiet long pass phrase"),
                            "")
                    .path("access_token")
                    .asString();
        }
        List<Line> lines = new ArrayList<>();
        for (JsonNode turn : script.turns()) {
            Line line = line(turn);
            lines.add(line);
            if (turn.has("pause")) {
                stage.wait(Duration.parse(turn.path("pause").asString()));
            }
        }
        return new Outcome(script, lines, Ending.faults(script.end(), stage.tables, conversation));
    }

    private Line line(JsonNode turn) {
        String said = turn.path("say").asString("");
        try {
            JsonNode reply = speak(said);
            Played played = played(reply);
            List<String> faults = new ArrayList<>(Manners.faults(played.own(), 0, sentences));
            faults.addAll(Expectations.faults(turn, played));
            Heard heard = played.dialogue().heard;
            return new Line(
                    said,
                    played.text(),
                    heard.acts().stream().map(Heard.Act::intent).toList() + " " + heard.changes(),
                    played.calls().stream()
                            .map(call -> call.tool() + " " + call.arguments())
                            .toList(),
                    faults);
        } catch (IllegalStateException refused) {
            return new Line(said, "", "", List.of(), List.of(String.valueOf(refused.getMessage())));
        }
    }

    private JsonNode speak(String said) {
        Map<String, Object> body = new HashMap<>();
        body.put("message", said);
        body.put("locale", script.language());
        body.put("disclosed", true);
        if (!session.isEmpty()) {
            body.put("session_id", session);
        }
        String key = script.tenant().equals("henk") ? "" : "?key=pk_" + script.tenant() + "_demo";
        JsonNode reply = stage.post("/api/chat" + key, body, token);
        session = reply.path("session_id").asString();
        conversation = stage.tables
                .rows(
                        "select conversation_id from message where id = cast(? as uuid)",
                        reply.path("message_id").asString())
                .getFirst()
                .path("conversation_id")
                .asString();
        return reply;
    }

    private Played played(JsonNode reply) {
        List<ChatMessage> messages = new ArrayList<>();
        List<Played.Call> calls = new ArrayList<>();
        int turn = 0;
        for (JsonNode message : stage.tables.rows(
                "select role, text, steps from message where conversation_id = cast(? as uuid) order by id",
                conversation)) {
            if (message.path("role").asString().equals("user")) {
                messages.add(UserMessage.from(message.path("text").asString()));
                calls.clear();
                turn++;
                continue;
            }
            message.path("steps").forEach(step -> replay(step, messages, calls));
            messages.add(AiMessage.from(message.path("text").asString()));
        }
        String text = reply.path("reply").asString("");
        Dialogue dialogue = stage.engine().dialogue(messages, context(turn - 1));
        List<String> cards = new ArrayList<>();
        reply.path("cards").forEach(card -> cards.add(card.path("type").asString("")));
        return new Played(text, own(text), stage.engine().asked(text, dialogue.language), dialogue, calls, cards);
    }

    private static void replay(JsonNode step, List<ChatMessage> messages, List<Played.Call> calls) {
        String arguments = text(step.path("arguments"));
        String result = text(step.path("result"));
        var call = ToolExecutionRequest.builder()
                .id(step.path("callId").asString(""))
                .name(step.path("tool").asString(""))
                .arguments(arguments)
                .build();
        messages.add(AiMessage.from(call));
        messages.add(ToolExecutionResultMessage.from(call, result));
        calls.add(new Played.Call(call.name(), JSON.readTree(arguments), JSON.readTree(result)));
    }

    private static String text(JsonNode json) {
        return json.isString() ? json.asString() : json.toString();
    }

    /** The question of consent is worded by the program, always alike. */
    private String own(String text) {
        String own = text;
        for (String language : tenant.languages()) {
            own = own.replace(
                    stage.wording().say("agent.consent.question", language, Map.of("company", tenant.name())), "");
        }
        return own.strip();
    }

    private TurnContext context(int turn) {
        return new TurnContext(
                tenant,
                script.isCustomer() ? TurnContext.Speaker.CUSTOMER : TurnContext.Speaker.VISITOR,
                Optional.empty(),
                script.language(),
                stage.now().atZone(tenant.zone()),
                Remembered.here(Map.of()),
                Map.of(),
                Optional.empty(),
                TurnContext.Consent.NOT_ASKED,
                turn,
                "",
                stage.goods(tenant),
                stage.answerable(tenant),
                SalesTerms.NONE);
    }
}
