package app.henk.agent;

import app.henk.agent.grounding.Evidence;
import app.henk.agent.grounding.Gate;
import app.henk.agent.grounding.Grounding;
import app.henk.agent.grounding.ProductNames;
import app.henk.agent.model.ModelRequest;
import app.henk.agent.model.ModelSignal;
import app.henk.agent.model.ModelStream;
import app.henk.agent.prompt.PromptFiles;
import app.henk.crm.DealSituation;
import app.henk.crm.NextActionWriter;
import app.henk.identity.ModelBudget;
import app.henk.identity.Tenant;
import com.samskivert.mustache.Template;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.output.FinishReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has a model write what to do next for a deal, by the facts of that deal and nothing else. It has no tools, so what
 * somebody outside wrote into a subject can move nothing. A line with a figure that the facts do not have is thrown away,
 * and so is an answer that was cut: its last line may be half of one.
 */
final class NextActionModel implements NextActionWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_TOKENS = 800;
    private static final Pattern NUMBERING = Pattern.compile("^(\\d+[.)]|[-*•])\\s+");

    private final ModelStream models;
    private final Template instructions;
    private final Grounding grounding;
    private final ModelBudget budget;
    private final TurnCosts costs;

    /** @param models without the offline engine: rules do better than an engine that was made for talk */
    NextActionModel(ModelStream models, PromptFiles prompts, Grounding grounding, ModelBudget budget, TurnCosts costs) {
        this.models = models;
        this.instructions = prompts.template("next-actions");
        this.grounding = grounding;
        this.budget = budget;
        this.costs = costs;
    }

    @Override
    public Mono<List<String>> write(Tenant tenant, DealSituation deal, String language) {
        return budget.allowed(tenant.id())
                .filter(allowed -> allowed)
                .flatMap(allowed -> Mono.using(
                        Spending::new,
                        spending -> asked(tenant, deal, language, spending),
                        // also when the model failed or came too late: its tokens are paid all the same
                        spending -> budget.charge(tenant.id(), spending.total())));
    }

    private Mono<List<String>> asked(Tenant tenant, DealSituation deal, String language, Spending spending) {
        String facts = JSON.writeValueAsString(deal);
        String system = instructions.execute(Map.of(
                "company",
                tenant.name(),
                "language",
                Locale.of(language).getDisplayLanguage(Locale.ENGLISH),
                "today",
                deal.today().toString()));
        var request = new ModelRequest(
                List.of(SystemMessage.from(system), UserMessage.from(facts)),
                List.of(),
                MOST_TOKENS,
                "next-actions",
                turn(tenant, deal, language),
                spending.counting(costs));
        return models.stream(request)
                .collectList()
                .filter(NextActionModel::isWhole)
                .map(signals -> grounded(text(signals), facts, system, deal.today(), language));
    }

    private static TurnContext turn(Tenant tenant, DealSituation deal, String language) {
        return new TurnContext(
                tenant,
                TurnContext.Speaker.STAFF,
                Optional.empty(),
                language,
                deal.today().atStartOfDay(tenant.zone()),
                Map.of(),
                Map.of(),
                Optional.empty(),
                TurnContext.Consent.NOT_ASKED,
                0,
                "");
    }

    private static boolean isWhole(List<ModelSignal> signals) {
        return !signals.isEmpty()
                && signals.getLast() instanceof ModelSignal.Finished end
                && end.reason() == FinishReason.STOP;
    }

    private static String text(List<ModelSignal> signals) {
        StringBuilder text = new StringBuilder();
        for (ModelSignal signal : signals) {
            if (signal instanceof ModelSignal.Text(String delta)) {
                text.append(delta);
            }
        }
        return text.toString();
    }

    private List<String> grounded(String said, String facts, String system, LocalDate today, String language) {
        return said.lines()
                .map(line -> NUMBERING.matcher(line.strip()).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .filter(line -> isBorneOut(line, facts, system, today, language))
                .toList();
    }

    private boolean isBorneOut(String line, String facts, String system, LocalDate today, String language) {
        Evidence evidence = new Evidence(today);
        evidence.addResult(facts);
        evidence.addWords(facts);
        Gate gate = grounding.open(language, evidence, ProductNames.NONE, system, Set.of());
        String shown = gate.accept(line) + gate.end();
        return gate.withheld() == 0 && shown.strip().equals(line);
    }
}
