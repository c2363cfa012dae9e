package app.henk.agent;

import app.henk.agent.grounding.Grounding;
import app.henk.agent.model.ModelChain;
import app.henk.agent.model.ModelCosts;
import app.henk.agent.prompt.PromptFiles;
import app.henk.crm.NextActionWriter;
import app.henk.identity.ModelBudget;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Joins the turn to the models. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

    @Bean
    AgentModels agentModels(ModelChain chain) {
        return new AgentModels(chain, chain.offline());
    }

    @Bean
    NextActionWriter nextActionWriter(
            ModelChain chain, PromptFiles prompts, Grounding grounding, ModelBudget budget, TurnCosts costs) {
        return new NextActionModel(chain.withoutEngine(), prompts, grounding, budget, costs);
    }

    @Bean
    TurnCosts turnCosts(ModelCosts costs) {
        return costs::of;
    }
}
