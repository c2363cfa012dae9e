package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reckons what a suit costs with its lining and options. */
final class Quoting implements Errand {

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Report report;

    Quoting(Dialogue dialogue, Consultation consultation, Report report) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.report = report;
    }

    @Override
    public List<ToolCall> calls() {
        if (dialogue.named().areElsewhere()) {
            // what it is reckoned of is looked up first
            return List.of();
        }
        Optional<Map<String, Object>> meant = dialogue.matters.proposed();
        if (meant.isPresent() && dialogue.heard.does(Intent.AFFIRM) && dialogue.news.isEmpty()) {
            return List.of(new ToolCall(Tools.QUOTE, meant.get()));
        }
        Optional<Map<String, Object>> before = dialogue.matters.quoted();
        List<Extras.Extra> extras = new Extras(dialogue, consultation).named();
        boolean asks = dialogue.heard.acts().isEmpty()
                || dialogue.heard.doesAny(Intent.PRICE, Intent.CHOOSE, Intent.SHOW)
                || (dialogue.heard.does(Intent.HAGGLE) && new Extras(dialogue, consultation).areAdded())
                || (dialogue.heard.does(Intent.QUESTION) && new Extras(dialogue, consultation).areAdded())
                || before.isPresent();
        boolean takesBack = extras.isEmpty() && dialogue.matters.justQuoted() && withoutIt();
        boolean all = dialogue.heard.doesAny(Intent.PRICE, Intent.QUESTION)
                && new Extras(dialogue, consultation).everything();
        Optional<String> sku = dialogue.pointing()
                .spokenOf()
                .or(() -> extras.isEmpty()
                        ? Optional.empty()
                        : dialogue.table.shown.stream().findFirst())
                .map(Offer::sku);
        if (sku.isEmpty() || !(all || takesBack || (!extras.isEmpty() && (asks || dialogue.matters.justQuoted())))) {
            return List.of();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("sku", sku.get());
        before.filter(old -> sku.get().equals(old.get("sku")) && dialogue.matters.justQuoted())
                .ifPresent(arguments::putAll);
        extras.forEach(extra -> apply(extra, arguments));
        if (takesBack) {
            takeBack(arguments);
        }
        return List.of(new ToolCall(Tools.QUOTE, arguments));
    }

    /** What was asked for with its price was only just found. */
    @Override
    public List<ToolCall> next() {
        boolean found = dialogue.result(Tools.SEARCH)
                .filter(search -> !search.offers().isEmpty())
                .isPresent();
        return found && dialogue.result(Tools.QUOTE).isEmpty() && dialogue.heard.does(Intent.PRICE)
                ? calls()
                : List.of();
    }

    /** "Und ohne das?" */
    private boolean withoutIt() {
        return dialogue.words().of("without_it").isIn(Token.of(dialogue.heard.text()));
    }

    /** What was added last. */
    private static void takeBack(Map<String, Object> arguments) {
        if (arguments.get("options") instanceof List<?> options && !options.isEmpty()) {
            arguments.put("options", options.subList(0, options.size() - 1));
            arguments.values().removeIf(List.of()::equals);
        } else {
            arguments.remove("lining");
        }
    }

    private static void apply(Extras.Extra extra, Map<String, Object> arguments) {
        if (extra.lining()) {
            arguments.remove("lining");
            if (!extra.without()) {
                arguments.put("lining", extra.words());
            }
            return;
        }
        List<Object> options =
                new ArrayList<>(arguments.getOrDefault("options", List.of()) instanceof List<?> old ? old : List.of());
        Set<String> stems = Extras.stems(extra.words());
        // "ohne die Hose" takes the second pair of trousers away again
        options.removeIf(option -> extra.without()
                ? Extras.stems(String.valueOf(option)).containsAll(stems)
                : Extras.stems(String.valueOf(option)).equals(stems));
        if (!extra.without()) {
            options.add(extra.words());
        }
        arguments.remove("options");
        if (!options.isEmpty()) {
            arguments.put("options", options);
        }
    }

    @Override
    public boolean addTo(List<Line> lines) {
        List<Line> asked = dialogue.result(Tools.QUOTE).map(this::asked).orElse(List.of());
        lines.addAll(asked);
        return !asked.isEmpty() || report.of(Tools.QUOTE, lines);
    }

    /** "Was macht die Weste mehr?" of a price that has it already: what it is of the whole. */
    private List<Line> asked(ToolResult quote) {
        Optional<Map<String, Object>> before = dialogue.matters.quotedBefore();
        boolean same =
                before.filter(old -> old.equals(Matters.map(quote.arguments()))).isPresent();
        if (!same || !dialogue.heard.does(Intent.PRICE)) {
            return List.of();
        }
        return new Extras(dialogue, consultation)
                .named().stream()
                        .flatMap(extra -> lineOf(extra, quote).stream())
                        .map(line -> Line.of(
                                "errand.quote_price.part",
                                Map.of(
                                        "extra",
                                        line.path("name").asString(""),
                                        "price",
                                        line.path("price").asString(""),
                                        "total",
                                        quote.text("total").orElse(""))))
                        .toList();
    }

    private static Optional<JsonNode> lineOf(Extras.Extra extra, ToolResult quote) {
        Set<String> asked = Extras.stems(extra.words());
        for (JsonNode line : quote.result().path("lines")) {
            if (Extras.stems(line.path("name").asString("")).stream().anyMatch(asked::contains)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }
}
