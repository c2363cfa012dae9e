package app.henk.agent.offline.staff;

import app.henk.agent.Remembered;
import app.henk.agent.TurnContext;
import app.henk.agent.TurnParameters;
import app.henk.identity.Tenant;
import app.henk.knowledge.Answerable;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;

/** A colleague's conversation with the engine, the tools played by a script. */
final class Desk {

    static final StaffUnderstanding ENGINE = StaffUnderstanding.from("");
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 20, 10, 0, 0, 0, ZoneId.of("Europe/Berlin"));

    /** @param calls tool and arguments of each, in order */
    record Answer(String text, List<String> calls, Map<String, Object> attributes) {}

    private final List<ChatMessage> messages = new ArrayList<>(List.of(SystemMessage.from("You are HENK.")));
    private final Map<String, UnaryOperator<String>> tools = new LinkedHashMap<>();
    private final StaffModel model;
    private int turn;

    Desk() {
        this.model = new StaffModel(ENGINE, new StaffReply(wording()), new StreamingChatModel() {});
    }

    /** @param result from the arguments, both JSON */
    Desk with(String tool, UnaryOperator<String> result) {
        tools.put(tool, result);
        return this;
    }

    Desk with(String tool, String result) {
        return with(tool, arguments -> result);
    }

    Answer say(String text) {
        messages.add(UserMessage.from(text));
        List<String> calls = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            AiMessage answer = ask();
            if (!answer.hasToolExecutionRequests()) {
                messages.add(AiMessage.from(answer.text()));
                turn++;
                return new Answer(answer.text(), calls, answer.attributes());
            }
            messages.add(answer);
            for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
                calls.add(call.name() + " " + call.arguments());
                String result = tools.getOrDefault(call.name(), UnaryOperator.identity())
                        .apply(call.arguments());
                messages.add(ToolExecutionResultMessage.from(call, result));
            }
        }
        throw new IllegalStateException("no answer after four rounds");
    }

    private AiMessage ask() {
        List<ChatResponse> responses = new ArrayList<>();
        List<ToolSpecification> specifications = tools.keySet().stream()
                .map(name -> ToolSpecification.builder().name(name).build())
                .toList();
        ChatRequest request = ChatRequest.builder()
                .messages(messages)
                .parameters(TurnParameters.of(context(), specifications, 1000))
                .build();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                responses.add(response);
            }

            @Override
            public void onError(Throwable error) {
                throw new IllegalStateException(error);
            }
        });
        return responses.getFirst().aiMessage();
    }

    private TurnContext context() {
        return new TurnContext(
                tenant(),
                TurnContext.Speaker.STAFF,
                Optional.of("Anna Berg"),
                "de",
                NOW,
                Remembered.here(Map.of()),
                Map.of(),
                Optional.empty(),
                TurnContext.Consent.NOT_ASKED,
                turn,
                "",
                Set.of(),
                Answerable.NOTHING,
                House.TERMS);
    }

    private static Tenant tenant() {
        return new Tenant(
                new TenantId(new UUID(0, 1)),
                "henk",
                "HENK Maßatelier",
                List.of("de", "en", "fr"),
                ZoneId.of("Europe/Berlin"),
                CurrencyUnit.of("EUR"),
                new Tenant.Persona("HENK", Map.of(), Map.of()),
                new Tenant.Contact("Nadeltwiete 12, Hamburg", "+49 40 66969120", "atelier@henk.example"),
                Map.of(),
                BigDecimal.TEN);
    }

    static Wording wording() {
        try {
            return new Wording("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
