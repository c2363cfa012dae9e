package app.henk.agent.tools;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of what a model may have done in one turn.
 *
 * @param callsPerTurn calls of all kinds, refused ones included (HENK_AGENT_TOOLS_CALLSPERTURN)
 * @param timeout of one tool (HENK_AGENT_TOOLS_TIMEOUT)
 * @param confirmWithin how long a confirmation stays open (HENK_AGENT_TOOLS_CONFIRMWITHIN)
 */
@ConfigurationProperties("henk.agent.tools")
public record ToolProperties(
        @DefaultValue("12") int callsPerTurn,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("5m") Duration confirmWithin) {

    public ToolProperties {
        if (callsPerTurn < 1 || callsPerTurn > 100) {
            throw new IllegalArgumentException("HENK_AGENT_TOOLS_CALLSPERTURN must be from 1 to 100");
        }
        if (!timeout.isPositive() || !confirmWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "HENK_AGENT_TOOLS_TIMEOUT and HENK_AGENT_TOOLS_CONFIRMWITHIN must be longer than nothing");
        }
    }
}
