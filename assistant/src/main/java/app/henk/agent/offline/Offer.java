package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A product as the search returned it. */
record Offer(JsonNode node) {

    String name() {
        return text("name").orElse("");
    }

    String sku() {
        return text("sku").orElseGet(this::name);
    }

    Optional<BigDecimal> price() {
        JsonNode price = find("price");
        String amount = price.isObject() ? price.path("amount").asString("") : price.asString("");
        return Numbers.digits(amount.replaceAll("[^\\d.,]", "")).filter(value -> value.signum() > 0);
    }

    Optional<String> text(String field) {
        JsonNode value = find(field);
        return value.isMissingNode()
                        || value.isNull()
                        || value.isContainer()
                        || value.asString("").isBlank()
                ? Optional.empty()
                : Optional.of(value.asString(""));
    }

    Optional<Integer> number(String field) {
        JsonNode value = find(field);
        return value.isNumber() ? Optional.of(value.asInt()) : Optional.empty();
    }

    List<String> list(String field) {
        List<String> values = new ArrayList<>();
        find(field).forEach(value -> values.add(value.asString("")));
        return values;
    }

    /** Facts may stand beside the name or be grouped by the tool. */
    private JsonNode find(String field) {
        if (node.has(field)) {
            return node.path(field);
        }
        for (String group : List.of("facts", "cloth")) {
            if (node.path(group).has(field)) {
                return node.path(group).path(field);
            }
        }
        return node.path(field);
    }
}
