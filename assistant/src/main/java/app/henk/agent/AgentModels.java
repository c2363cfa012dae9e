package app.henk.agent;

import app.henk.agent.model.ModelStream;

/**
 * Who words the answers.
 *
 * @param chain the models in their order, with the offline engine behind them
 * @param offline the engine alone: where no model may be asked, or one broke off
 */
record AgentModels(ModelStream chain, ModelStream offline) {}
