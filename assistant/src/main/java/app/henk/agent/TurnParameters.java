package app.henk.agent;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.List;
import java.util.Optional;

/**
 * A model request's parameters with the turn's facts beside them, for a model in the same process: the offline engine.
 * They survive being merged with a model's defaults.
 */
public final class TurnParameters extends DefaultChatRequestParameters {

    private final Optional<TurnContext> turn;

    private TurnParameters(Builder builder) {
        super(builder);
        this.turn = builder.turn;
    }

    public static TurnParameters of(TurnContext turn, List<ToolSpecification> tools, int maxOutputTokens) {
        Builder builder = new Builder();
        builder.turn = Optional.of(turn);
        return builder.toolSpecifications(tools)
                .maxOutputTokens(maxOutputTokens)
                .build();
    }

    /** @throws IllegalArgumentException when the request carries no turn: an engine of ours cannot do without */
    public static TurnContext of(ChatRequest request) {
        if (request.parameters() instanceof TurnParameters parameters) {
            return parameters.turn().orElseThrow(() -> new IllegalArgumentException("The turn's facts are missing"));
        }
        throw new IllegalArgumentException("The offline engine needs the turn's facts beside the messages");
    }

    /** Parameters that say nothing, as a model's defaults: merged with others they keep the turn. */
    public static TurnParameters none() {
        return new Builder().build();
    }

    public Optional<TurnContext> turn() {
        return turn;
    }

    @Override
    public ChatRequestParameters overrideWith(ChatRequestParameters that) {
        Builder builder = new Builder();
        builder.overrideWith(this);
        builder.overrideWith(that);
        builder.turn = that instanceof TurnParameters other && other.turn.isPresent() ? other.turn : turn;
        return builder.build();
    }

    private static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
        private Optional<TurnContext> turn = Optional.empty();

        @Override
        public TurnParameters build() {
            return new TurnParameters(this);
        }
    }
}
