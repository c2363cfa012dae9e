package app.henk.agent.model;

import app.henk.agent.TurnContext;
import app.henk.fakes.FakeGemini;
import app.henk.identity.Tenant;
import app.henk.platform.TenantId;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;

/** The chain as the product builds it, with the fake behind it and times short enough for a test. */
final class GeminiFixture implements AutoCloseable {

    static final String PRIMARY = "gemini-3.8-flash";
    static final String SECOND = "gemini-3.5-flash-lite";

    static final ToolSpecification SEARCH = ToolSpecification.builder()
            .name("search_fabrics")
            .description("Finds fabrics")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("query", "in the person's words")
                    .addEnumProperty("season", List.of("SUMMER", "WINTER"))
                    .required("query")
                    .build())
            .build();

    static final ToolSpecification HOURS = ToolSpecification.builder()
            .name("opening_hours")
            .description("No arguments")
            .build();

    static final UsageListener NOBODY_COUNTS = (model, usage) -> {};

    private static final TurnContext TURN = new TurnContext(
            new Tenant(
                    new TenantId(UUID.fromString("00000000-0000-7000-8000-000000000001")),
                    "tailor",
                    "Atelier",
                    List.of("de"),
                    ZoneId.of("Europe/Berlin"),
                    CurrencyUnit.EUR,
                    new Tenant.Persona("Henk", Map.of(), Map.of()),
                    new Tenant.Contact("", "", ""),
                    Map.of(),
                    BigDecimal.TEN),
            TurnContext.Speaker.VISITOR,
            Optional.empty(),
            "de",
            ZonedDateTime.parse("2026-11-20T12:00:00+01:00"),
            Map.of(),
            Map.of(),
            Optional.empty(),
            TurnContext.Consent.NOT_ASKED,
            0,
            "");

    final FakeGemini gemini = FakeGemini.start();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ModelProperties properties;
    final ModelConnections connections;
    final ModelChain chain;
    private final ModelCosts costs;

    GeminiFixture(String... settings) {
        this(Clock.systemUTC(), settings);
    }

    GeminiFixture(Clock clock, String... settings) {
        properties = properties(Stream.concat(
                        Stream.of(
                                "henk.model.api-key=AQ.test-key-of-the-fixture",
                                "henk.model.base-url=" + gemini.baseUrl(),
                                "henk.model.timeouts.first-event=3s",
                                "henk.model.timeouts.idle=1500ms",
                                "henk.model.timeouts.handover=5s",
                                "henk.model.timeouts.total=6s",
                                "henk.model.retries.within=2s",
                                "henk.model.retries.backoff=10ms"),
                        Stream.of(settings))
                .toArray(String[]::new));
        connections = new ModelConnections(100, properties.timeouts().connect());
        costs = new ModelCosts(properties, clock);
        ModelMetrics metrics = new ModelMetrics(meters, costs);
        List<GuardedModel> models = Stream.of(properties.primary(), properties.second())
                .filter(name -> !name.isEmpty())
                .map(name -> GuardedModel.of(name, properties, connections, metrics, clock))
                .toList();
        chain = new ModelChain(
                models, new BridgedModel("offline", OfflineStandIn::new), properties.timeouts(), metrics);
    }

    /** As the application reads them, with these settings on top. */
    static ModelProperties properties(String... settings) {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("model", new ClassPathResource("model.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
            Map<String, Object> given = new HashMap<>();
            for (String setting : settings) {
                given.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
            }
            environment.getPropertySources().addFirst(new MapPropertySource("given", given));
            return Binder.get(environment)
                    .bind("henk.model", ModelProperties.class)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelRequest asking(String question) {
        return new ModelRequest(
                List.of(SystemMessage.from("Du bist Henk."), UserMessage.from(question)),
                List.of(SEARCH, HOURS),
                800,
                "conversation",
                TURN,
                NOBODY_COUNTS);
    }

    /** The next request of a turn: what was asked, the model's calls, a result for each. */
    static ModelRequest withResults(ModelRequest before, AiMessage calling, String... results) {
        List<ChatMessage> messages = new ArrayList<>(before.messages());
        messages.add(calling);
        for (int i = 0; i < results.length; i++) {
            ToolExecutionRequest call = calling.toolExecutionRequests().get(i);
            messages.add(ToolExecutionResultMessage.from(call, results[i]));
        }
        return new ModelRequest(
                messages,
                before.tools(),
                before.maxOutputTokens(),
                before.conversationKey(),
                before.turn(),
                NOBODY_COUNTS);
    }

    Reply ask(String question) {
        return ask(asking(question));
    }

    Reply ask(ModelRequest request) {
        List<ModelSignal> signals = new ArrayList<>();
        ModelFailure failure = chain.stream(request)
                .doOnNext(signals::add)
                .then(Mono.<ModelFailure>empty())
                .onErrorResume(ModelFailure.class, Mono::just)
                .block(Duration.ofSeconds(20));
        return new Reply(signals, failure);
    }

    /** What came of a call. */
    record Reply(List<ModelSignal> signals, ModelFailure failure) {

        String text() {
            StringBuilder text = new StringBuilder();
            signals.forEach(signal -> {
                if (signal instanceof ModelSignal.Text piece) {
                    text.append(piece.delta());
                }
            });
            return text.toString();
        }

        ModelSignal.Finished finished() {
            return (ModelSignal.Finished) signals.getLast();
        }

        ModelSignal.ToolCalls calls() {
            return signals.stream()
                    .filter(ModelSignal.ToolCalls.class::isInstance)
                    .map(ModelSignal.ToolCalls.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no calls but " + this));
        }
    }

    @Override
    public void close() {
        connections.close();
        gemini.close();
    }

    /** In the place of the engine: one sentence, at once. */
    private static final class OfflineStandIn implements StreamingChatModel {

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onPartialResponse("Ohne Netz: ");
            handler.onPartialResponse("gern.");
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from("Ohne Netz: gern."))
                    .build());
        }
    }
}
