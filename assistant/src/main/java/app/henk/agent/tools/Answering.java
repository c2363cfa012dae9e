package app.henk.agent.tools;

import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is said to a person who has answered a confirm card, and what of it the person may have changed. */
final class Answering {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

    private final Wording wording;

    Answering(Wording wording) {
        this.wording = wording;
    }

    /**
     * The arguments as they were asked, with what the person changed; checked like any call's.
     *
     * @throws ArgumentReader.BadArguments for a change that the tool cannot take
     */
    static Arguments edited(ToolDefinition tool, SignedQuestion question, Map<String, String> edits) {
        Map<String, Object> arguments = new LinkedHashMap<>(JSON.readValue(question.arguments(), ARGUMENTS));
        edits.forEach((name, value) -> {
            if (question.editable().contains(name)) {
                tool.parameter(name).ifPresent(parameter -> arguments.put(name, typed(parameter, value)));
            }
        });
        return ArgumentReader.read(tool, JSON.writeValueAsString(arguments));
    }

    /** A form has texts only; what is no number stays a text, and the check says so. */
    private static Object typed(Parameter parameter, String value) {
        return switch (parameter.kind()) {
            case WHOLE, DECIMAL, SIGNED -> number(value);
            case FLAG -> Boolean.parseBoolean(value);
            case TEXT, DATE, CHOICE, TEXTS, CHOICES -> value;
        };
    }

    private static Object number(String value) {
        try {
            return value.length() > 40 ? value : new BigDecimal(value.strip());
        } catch (NumberFormatException noNumber) {
            return value;
        }
    }

    ToolResult declined(ToolContext context) {
        return ToolResult.done(said("declined", context));
    }

    ToolResult before(ToolContext context, boolean approved) {
        return ToolResult.refused("already_answered", "It was answered before.")
                .saying(wording.say(
                        "agent.confirm." + (approved ? "done_before" : "declined_before"), context.language()));
    }

    /** @param again the same question, which nothing has come of */
    ToolResult again(ToolContext context, ToolResult again) {
        return again.saying(wording.say("agent.confirm.again", context.language()));
    }

    /** It was done, and how it ended was not heard. */
    ToolResult unheard(ToolContext context, ToolResult failed) {
        return failed.saying(wording.say("agent.confirm.unheard", context.language()));
    }

    ToolResult isVoid(ToolContext context) {
        return ToolResult.refused("not_confirmed", "Ask again: this confirmation is void.")
                .saying(wording.say("agent.confirm.void", context.language()));
    }

    /** @param again the same question with a new card */
    ToolResult late(ToolContext context, ToolResult again) {
        return again.saying(wording.say("agent.confirm.late", context.language()));
    }

    ToolResult unreadable(ToolContext context, ToolResult again, List<Fault> faults) {
        return again.saying(
                wording.say("agent.confirm.unreadable", context.language(), Map.of("faults", told(context, faults))));
    }

    /** To a model by the arguments' own names, to a person in the words for them. */
    ToolResult wrongArguments(ToolContext context, List<Fault> faults) {
        List<String> named = faults.stream()
                .map(fault -> (fault.argument().isEmpty() ? "" : fault.argument() + ": ") + rule(context, fault))
                .toList();
        return ToolResult.refused("wrong_arguments", named)
                .saying(wording.say("agent.fault.say", context.language(), Map.of("faults", told(context, faults))));
    }

    private String told(ToolContext context, List<Fault> faults) {
        return faults.stream().map(fault -> told(context, fault)).collect(Collectors.joining("; "));
    }

    private String told(ToolContext context, Fault fault) {
        String label = "staff.argument." + fault.argument();
        return fault.argument().isEmpty() || !wording.has(label, context.language())
                ? (fault.argument() + " " + rule(context, fault)).strip()
                : wording.say(
                        "staff.problem.field",
                        context.language(),
                        Map.of(
                                "field", wording.say(label, context.language()),
                                "fault", rule(context, fault)));
    }

    private String rule(ToolContext context, Fault fault) {
        return wording.say(
                "agent.fault." + fault.rule(), context.language(), Amounts.written(fault.values(), context.language()));
    }

    private Map<String, String> said(String status, ToolContext context) {
        return Map.of("status", status, "say", wording.say("agent.confirm." + status, context.language()));
    }
}
