package app.henk.bench;

import app.henk.agent.model.ModelRequest;
import app.henk.agent.model.ModelSignal;
import app.henk.agent.model.ModelStream;
import app.henk.agent.model.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.output.FinishReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model that searches for something else than was asked for, or not at all, and then says what it likes. For one turn.
 */
final class LyingModel implements ModelStream {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Random random;
    private final Shelf shelf;
    private final LocalDate today;
    private final Statement statement;
    /** What it has said, true and false. */
    final List<Lie> said = new ArrayList<>();

    JsonNode result = JSON.createObjectNode();

    LyingModel(long seed, Shelf shelf, LocalDate today, Statement statement) {
        this.random = new Random(seed);
        this.shelf = shelf;
        this.today = today;
        this.statement = statement;
    }

    @Override
    public Flux<ModelSignal> stream(ModelRequest request) {
        boolean searched = request.messages().getLast() instanceof ToolExecutionResultMessage;
        if (!searched && random.nextInt(8) > 0) {
            return search();
        }
        if (request.messages().getLast() instanceof ToolExecutionResultMessage tool) {
            result = JSON.readTree(tool.text());
        }
        said.addAll(new Lies(random, shelf, today, statement.limits(), result).some());
        return text(said.stream().map(Lie::sentence).collect(Collectors.joining(" ")));
    }

    private Flux<ModelSignal> search() {
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("call-1")
                .name("search_fabrics")
                .arguments(JSON.writeValueAsString(arguments()))
                .build();
        AiMessage message = AiMessage.from(List.of(call));
        return Flux.concat(
                Flux.just(new ModelSignal.ToolCalls(message, List.of(call))),
                finished(message, FinishReason.TOOL_EXECUTION));
    }

    /** As it was said, or with limits that were moved or left out. */
    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>(statement.limits());
        for (String limit : statement.limits().keySet()) {
            switch (random.nextInt(3)) {
                case 0 -> arguments.remove(limit);
                case 1 -> arguments.computeIfPresent(limit, this::widened);
                default -> {}
            }
        }
        arguments.put("limit", 1 + random.nextInt(6));
        return arguments;
    }

    private Object widened(String limit, Object value) {
        return switch (limit) {
            case "price_max" -> 5_000;
            case "needed_by" -> today.plusDays(300).toString();
            case "seasons" -> List.of("spring", "summer", "autumn", "winter");
            default -> List.of("burgundy");
        };
    }

    private Flux<ModelSignal> text(String text) {
        List<ModelSignal> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            pieces.add(new ModelSignal.Text(text.substring(at, end)));
            at = end;
        }
        return Flux.concat(Flux.fromIterable(pieces), finished(AiMessage.from(text), FinishReason.STOP));
    }

    private static Flux<ModelSignal> finished(AiMessage message, FinishReason reason) {
        return Flux.just(new ModelSignal.Finished(message, new Usage(100, 0, 20, 0), "lying", reason));
    }
}
