package app.henk.agent;

import app.henk.agent.model.ModelChain;
import app.henk.agent.model.ModelCosts;
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
    TurnCosts turnCosts(ModelCosts costs) {
        return costs::of;
    }
}
