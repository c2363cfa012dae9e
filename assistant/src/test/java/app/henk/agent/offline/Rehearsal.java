package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import app.henk.agent.TurnParameters;
import app.henk.agent.grounding.Evidence;
import app.henk.agent.grounding.Gate;
import app.henk.agent.grounding.Grounding;
import app.henk.agent.grounding.GroundingWords;
import app.henk.agent.grounding.ProductNames;
import app.henk.agent.prompt.PromptFiles;
import app.henk.identity.Tenant;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A conversation with the engine, as the loop would have it: tools run, the consent question closes the answer. */
final class Rehearsal {

    static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 20, 10, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    private static final JsonMapper JSON = new JsonMapper();
    static final Map<String, String> CONSENT = Map.of("de", question("de"), "en", question("en"), "fr", question("fr"));
    private static OfflineModel shared;

    private static final Grounding GROUNDING = new Grounding(
            new GroundingWords(prompts()), wording(), new io.micrometer.core.instrument.simple.SimpleMeterRegistry());

    private static String question(String language) {
        return wording().say("agent.consent.question", language, Map.of("company", "HENK Maßatelier"));
    }

    static Wording wording() {
        try {
            return new Wording("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PromptFiles prompts() {
        try {
            return new PromptFiles("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param spoken what the engine said; {@code text} is what passed the check of its facts
     * @param dialogue where the conversation stands after it
     */
    record Answer(String text, String spoken, int withheld, List<Played.Call> calls, Dialogue dialogue, String asked) {

        Heard heard() {
            return dialogue.heard;
        }

        Played played() {
            return new Played(text, spoken, asked, dialogue, calls, null);
        }
    }

    final Tenant tenant;
    final ToolStandIn tools;
    final List<ChatMessage> messages = new ArrayList<>(List.of(SystemMessage.from("You are HENK.")));
    private String language;
    private int turn;

    Rehearsal(String slug, String language) {
        this.tenant = tenant(slug);
        this.language = language;
        this.tools = new ToolStandIn(slug, NOW.toLocalDate());
    }

    static synchronized OfflineModel model() {
        if (shared == null) {
            shared = new OfflineModel(wording(), new TradeWords(), LearntWeights.NONE, "");
        }
        return shared;
    }

    static Tenant tenant(String slug) {
        boolean tailor = slug.equals("henk");
        return new Tenant(
                new TenantId(new UUID(0, 1)),
                slug,
                tailor ? "HENK Maßatelier" : "Works",
                tailor ? List.of("de", "en", "fr") : List.of("en"),
                ZoneId.of("Europe/Berlin"),
                CurrencyUnit.of(tailor ? "EUR" : "GBP"),
                new Tenant.Persona(tailor ? "HENK" : "Ada", Map.of(), Map.of()),
                new Tenant.Contact("Nadeltwiete 12, Hamburg", "+49 40 66969120", "atelier@henk.example"),
                Map.of(),
                BigDecimal.TEN);
    }

    Answer say(String text) {
        boolean asked = messages.getLast() instanceof AiMessage last
                && CONSENT.values().stream()
                        .anyMatch(q -> last.text() != null && last.text().contains(q));
        if (asked
                && text.toLowerCase(java.util.Locale.ROOT)
                        .matches(
                                "(?s)(ja|jo|ok|klar|ich bin einverstanden|i agree|yes|oui|gern|einverstanden|ok|sure|bien|d['’]accord|klar|natürlich|of course).*")) {
            tools.consent = true;
        }
        messages.add(UserMessage.from(text));
        List<Played.Call> calls = new ArrayList<>();
        TurnContext context = context(asked);
        for (int round = 0; round < 4; round++) {
            AiMessage answer = ask(context);
            if (!answer.hasToolExecutionRequests()) {
                Gate gate = gate();
                String passed = gate.accept(answer.text()) + gate.end();
                String said = closed(passed, calls);
                messages.add(AiMessage.from(said));
                turn++;
                return new Answer(said, answer.text(), gate.withheld(), calls, dialogue(), asked());
            }
            messages.add(answer);
            for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
                JsonNode arguments = JSON.readTree(call.arguments());
                String result = tools.run(call.name(), arguments, language());
                calls.add(new Played.Call(call.name(), arguments, JSON.readTree(result)));
                messages.add(ToolExecutionResultMessage.from(call, result));
            }
        }
        throw new IllegalStateException("no answer after four rounds");
    }

    /** Everything that was said or found so far may be leant on, as in a real turn. */
    private Gate gate() {
        Evidence evidence = new Evidence(NOW.toLocalDate());
        evidence.addFacts(tenant.name() + " " + tenant.persona().name() + " " + tenant.contact());
        for (ChatMessage message : messages) {
            switch (message) {
                case UserMessage user -> evidence.addWords(user.singleText());
                case AiMessage ai when ai.text() != null -> evidence.addWords(ai.text());
                case ToolExecutionResultMessage result -> evidence.addResult(result.text());
                default -> {}
            }
        }
        return GROUNDING.open(language(), evidence, new ProductNames(tools.names()), "rules", List.of(Tools.SEARCH));
    }

    private String closed(String text, List<Played.Call> calls) {
        boolean onlyConsent = calls.stream()
                .anyMatch(call -> call.result().path("missing").size() == 1
                        && call.result().path("missing").path(0).asString("").equals("consent"));
        return onlyConsent ? text + "\n\n" + CONSENT.get(language()) : text;
    }

    private String language() {
        return model().dialogue(messages, context(false)).language;
    }

    /** What the last answer asks for. */
    String asked() {
        return messages.getLast() instanceof AiMessage last ? model().asked(last.text(), language()) : "";
    }

    Dialogue dialogue() {
        return model().dialogue(messages, context(false));
    }

    private TurnContext context(boolean asked) {
        TurnContext.Consent consent = tools.consent
                ? TurnContext.Consent.GIVEN
                : asked ? TurnContext.Consent.ASKED : TurnContext.Consent.NOT_ASKED;
        return new TurnContext(
                tenant,
                TurnContext.Speaker.VISITOR,
                Optional.empty(),
                language,
                NOW,
                Map.of(),
                Map.of(),
                Optional.empty(),
                consent,
                turn,
                "");
    }

    private AiMessage ask(TurnContext context) {
        List<ChatResponse> responses = new ArrayList<>();
        StringBuilder pieces = new StringBuilder();
        ChatRequest request = ChatRequest.builder()
                .messages(messages)
                .parameters(TurnParameters.of(context, ToolStandIn.specifications(), 1000))
                .build();
        model().chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                pieces.append(text);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                responses.add(response);
            }

            @Override
            public void onError(Throwable error) {
                throw new IllegalStateException(error);
            }
        });
        AiMessage message = responses.getFirst().aiMessage();
        if (!message.hasToolExecutionRequests() && !pieces.toString().equals(message.text())) {
            throw new IllegalStateException("the pieces are not the whole");
        }
        return message;
    }
}
