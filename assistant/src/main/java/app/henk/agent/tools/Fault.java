package app.henk.agent.tools;

import java.util.Map;

/**
 * What is wrong with one argument of a call.
 *
 * @param argument its name; empty when it is none that could be named, or all of them
 * @param rule that it breaks, told through {@code agent.fault.<rule>}
 * @param values that the rule's sentence names
 */
record Fault(String argument, String rule, Map<String, Object> values) {

    static Fault of(String argument, String rule) {
        return new Fault(argument, rule, Map.of());
    }
}
