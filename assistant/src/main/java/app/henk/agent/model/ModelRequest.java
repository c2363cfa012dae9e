package app.henk.agent.model;

import app.henk.agent.TurnContext;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;

/**
 * What the model is to answer.
 *
 * @param messages the instructions first, then the exchange; the last one is the person's or a tool's result
 * @param tools what the model may call; flat schemas, the same instances from call to call (they are encoded once)
 * @param maxOutputTokens bound of the answer in tokens, the model's thinking included
 * @param conversationKey calls of one conversation stay some seconds with the model that took over from another
 * @param turn the facts that the offline engine words its answer by; they are not sent anywhere
 * @param usage told what each call that this request leads to has used
 */
public record ModelRequest(
        List<ChatMessage> messages,
        List<ToolSpecification> tools,
        int maxOutputTokens,
        String conversationKey,
        TurnContext turn,
        UsageListener usage) {

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one message");
        }
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be positive, was " + maxOutputTokens);
        }
    }
}
