package app.henk.agent.tools;

import app.henk.agent.TurnContext.Speaker;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a tool is to the registry. Descriptions stand in {@code prompts/model/tools.yaml} under the tool's name.
 *
 * @param speakers who may have it run
 */
public record ToolDefinition(String name, Effect effect, Set<Speaker> speakers, List<Parameter> parameters) {

    public ToolDefinition {
        if (!name.matches("[a-z][a-z0-9_]{2,39}")) {
            throw new IllegalArgumentException("not a tool's name: " + name);
        }
        if (effect.compareTo(Effect.OWN) > 0 && !speakers.equals(Set.of(Speaker.STAFF))) {
            throw new IllegalArgumentException(name + " changes the tenant's data: only staff may have it");
        }
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(name + " has " + parameter.name() + " twice");
            }
        }
    }

    /** About what the house sells, and the speaker's own person and wishes. */
    public static ToolDefinition forVisitorsAndCustomers(String name, Effect effect, Parameter... parameters) {
        return new ToolDefinition(name, effect, Set.of(Speaker.VISITOR, Speaker.CUSTOMER), List.of(parameters));
    }

    public static ToolDefinition forStaff(String name, Effect effect, Parameter... parameters) {
        return new ToolDefinition(name, effect, Set.of(Speaker.STAFF), List.of(parameters));
    }

    Optional<Parameter> parameter(String wanted) {
        return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
    }
}
