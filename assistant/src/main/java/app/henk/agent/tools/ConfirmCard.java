package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.platform.DayFormats;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The question as a card: what would be done, what of it may still be changed, until when it can be answered. */
final class ConfirmCard {

    private final Wording wording;

    ConfirmCard(Wording wording) {
        this.wording = wording;
    }

    Card of(ToolDefinition tool, Proposal.Ask proposal, String token, Instant expires, String language) {
        String title = proposal.title().isBlank()
                ? wording.say("agent.confirm.message", language, Map.of("tool", tool.name()))
                : proposal.title();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", title);
        content.put("fallback", fallback(title, proposal.facts(), language));
        content.put("fields", proposal.facts());
        content.put("interruptId", token);
        content.put("reason", "confirmation");
        content.put("expiresAt", expires.toString());
        content.put("approve", wording.say("agent.confirm.approve", language));
        content.put("decline", wording.say("agent.confirm.decline", language));
        Map<String, Object> editable = editable(tool, proposal, language);
        if (!editable.isEmpty()) {
            content.put("schema", Map.of("type", "object", "properties", editable));
        }
        return new Card(Ids.next().toString(), "confirm", content);
    }

    String title(Card confirm) {
        return String.valueOf(confirm.content().get("title"));
    }

    private static String fallback(String title, List<Map<String, Object>> facts, String language) {
        String lines = facts.stream()
                .map(fact -> fact.get("label") + ": "
                        + (fact.containsKey("before") ? said(fact, "before", language) + " → " : "")
                        + said(fact, "value", language))
                .collect(Collectors.joining("; "));
        return lines.isEmpty() ? title : title + " " + lines;
    }

    /** As a reader of the language writes it. */
    private static String said(Map<String, Object> fact, String side, String language) {
        String value = String.valueOf(fact.get(side));
        return switch (String.valueOf(fact.get("type"))) {
            case "money" ->
                Amounts.say(
                        Money.of(CurrencyUnit.of(String.valueOf(fact.get("currency"))), new BigDecimal(value)),
                        language);
            case "date" -> LocalDate.parse(value).format(DayFormats.of(FormatStyle.LONG, Amounts.locale(language)));
            default -> value;
        };
    }

    private Map<String, Object> editable(ToolDefinition tool, Proposal.Ask proposal, String language) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Parameter parameter : tool.parameters()) {
            if (proposal.editable().contains(parameter.name())) {
                Map<String, Object> field = schema(parameter, language);
                field.put("title", label("staff.argument." + parameter.name(), parameter.name(), language));
                proposal.arguments().plain(parameter.name()).ifPresent(value -> field.put("default", value));
                properties.put(parameter.name(), field);
            }
        }
        return properties;
    }

    private Map<String, Object> schema(Parameter parameter, String language) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (parameter.kind()) {
            case TEXT -> {
                schema.put("type", "string");
                schema.put("maxLength", parameter.max());
            }
            case WHOLE, DECIMAL, SIGNED -> {
                schema.put("type", parameter.kind() == Parameter.Kind.WHOLE ? "integer" : "number");
                schema.put("minimum", parameter.kind() == Parameter.Kind.SIGNED ? -parameter.max() : 0);
                schema.put("maximum", parameter.max());
            }
            case FLAG -> schema.put("type", "boolean");
            case DATE -> {
                schema.put("type", "string");
                schema.put("format", "date");
            }
            case CHOICE -> {
                schema.put("type", "string");
                schema.put("oneOf", options(parameter, language));
            }
            case TEXTS, CHOICES -> throw new IllegalArgumentException(parameter.name() + " is a list: not editable");
        }
        return schema;
    }

    private List<Map<String, String>> options(Parameter parameter, String language) {
        List<Map<String, String>> options = new ArrayList<>();
        for (String option : parameter.options()) {
            String key = "staff.option." + option;
            options.add(Map.of("const", option, "title", label(key, option, language)));
        }
        return options;
    }

    private String label(String key, String otherwise, String language) {
        return wording.has(key, language) ? wording.say(key, language) : otherwise;
    }
}
