package app.henk.agent.tools;

import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.prompt.PromptFiles;
import app.henk.identity.Tenant;
import app.henk.platform.Wording;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * All tools, and the only way to have one run. Whoever asks, a model in a chat, another program, a tool server, goes
 * through the same {@link ToolSession}: who may do what is decided here and in the database, never in a prompt.
 */
@Component
@EnableConfigurationProperties(ToolProperties.class)
public class ToolRegistry {

    private static final int MOST_PER_SPEAKER = 20;

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<Speaker, List<ToolDefinition>> bySpeaker = new EnumMap<>(Speaker.class);
    private final ToolSpecifications specifications;
    // tenants are few and change seldom; the same instances let the request's encoding be reused
    private final Cache<Audience, List<ToolSpecification>> described =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Confirmations confirmations;
    private final Answering answering;
    private final ToolAudit audit;
    private final ToolProperties limits;

    private record Audience(Tenant tenant, Speaker speaker) {}

    ToolRegistry(
            List<Tool> tools,
            PromptFiles prompts,
            Confirmations confirmations,
            Wording wording,
            ToolAudit audit,
            ToolProperties limits) {
        for (Tool tool : tools) {
            if (this.tools.put(tool.definition().name(), tool) != null) {
                throw new IllegalStateException(
                        "two tools are called " + tool.definition().name());
            }
        }
        for (Speaker speaker : Speaker.values()) {
            bySpeaker.put(speaker, definitionsFor(speaker));
        }
        this.specifications = new ToolSpecifications(prompts);
        this.confirmations = confirmations;
        this.answering = new Answering(wording);
        this.audit = audit;
        this.limits = limits;
    }

    /** What a model may see when this kind of person speaks; the same instances from turn to turn. */
    public List<ToolSpecification> specifications(Tenant tenant, Speaker speaker) {
        return described.get(
                new Audience(tenant, speaker),
                who -> bySpeaker.getOrDefault(speaker, List.of()).stream()
                        .map(tool -> specifications.describe(tool, tenant))
                        .toList());
    }

    /** The calls of one turn. */
    public ToolSession open(ToolContext context) {
        return new ToolSession(context, tools, confirmations, answering, audit, limits);
    }

    public Set<String> names() {
        return Set.copyOf(tools.keySet());
    }

    /** Names that nobody says but whoever reads them out of the model's instructions; "import" is a word like others. */
    public Set<String> tellingNames() {
        return tools.keySet().stream().filter(name -> name.contains("_")).collect(Collectors.toUnmodifiableSet());
    }

    /** What there is, for documentation and for tests that try all of it. */
    public List<ToolDefinition> definitions() {
        return tools.values().stream().map(Tool::definition).toList();
    }

    private List<ToolDefinition> definitionsFor(Speaker speaker) {
        List<ToolDefinition> own = definitions().stream()
                .filter(tool -> tool.speakers().contains(speaker))
                .toList();
        if (own.size() > MOST_PER_SPEAKER) {
            throw new IllegalStateException(speaker + " has more than " + MOST_PER_SPEAKER + " tools");
        }
        return own;
    }
}
