package app.henk.agent;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far one turn may go before it ends honestly.
 *
 * @param rounds calls of a model in one turn; the last one gets no tools and has to answer (HENK_AGENT_ROUNDS)
 * @param time of the whole turn (HENK_AGENT_TIME)
 * @param outputTokens of one call, thinking included (HENK_AGENT_OUTPUTTOKENS)
 * @param turnTokens read and written in the whole turn (HENK_AGENT_TURNTOKENS)
 * @param transcriptTokens of earlier exchanges that a model gets to read (HENK_AGENT_TRANSCRIPTTOKENS)
 * @param messageChars of the person's message that a model gets to read (HENK_AGENT_MESSAGECHARS)
 */
@ConfigurationProperties("henk.agent")
record AgentProperties(
        @DefaultValue("6") int rounds,
        @DefaultValue("60s") Duration time,
        @DefaultValue("4096") int outputTokens,
        @DefaultValue("60000") int turnTokens,
        @DefaultValue("6000") int transcriptTokens,
        @DefaultValue("8000") int messageChars) {

    AgentProperties {
        require(rounds >= 1 && rounds <= 20, "HENK_AGENT_ROUNDS must be from 1 to 20");
        require(time.isPositive(), "HENK_AGENT_TIME must be longer than nothing, for instance 60s");
        require(outputTokens >= 256, "HENK_AGENT_OUTPUTTOKENS must be at least 256");
        require(turnTokens >= 1_000, "HENK_AGENT_TURNTOKENS must be at least 1000");
        require(transcriptTokens >= 0, "HENK_AGENT_TRANSCRIPTTOKENS must not be negative");
        require(messageChars >= 100, "HENK_AGENT_MESSAGECHARS must be at least 100");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
