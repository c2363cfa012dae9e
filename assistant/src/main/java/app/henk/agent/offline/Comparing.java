package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts two to four of the things shown side by side. */
final class Comparing implements Errand {

    private static final int MOST = 4;

    private final Dialogue dialogue;
    private final Recommendation recommendation;

    Comparing(Dialogue dialogue, Recommendation recommendation) {
        this.dialogue = dialogue;
        this.recommendation = recommendation;
    }

    @Override
    public List<ToolCall> calls() {
        if (!(dialogue.heard.does(Intent.COMPARE) || dialogue.named().areCompared())
                || dialogue.named().areElsewhere()
                || (dialogue.pointing().comparesInGeneral() && !dialogue.named().areCompared())
                || dialogue.pointing().asksForFavourite()) {
            return List.of();
        }
        List<String> skus = meant();
        return skus.size() < 2 || Set.copyOf(skus).equals(Set.copyOf(dialogue.matters.compared()))
                ? List.of()
                : List.of(new ToolCall(Tools.COMPARE, Map.of("skus", skus)));
    }

    /** What was called by its name was only just found. */
    @Override
    public List<ToolCall> next() {
        return dialogue.named().found().isEmpty()
                        || dialogue.result(Tools.COMPARE).isPresent()
                ? List.of()
                : calls();
    }

    /** Those that were named; one that was named with the one that is being spoken of; else all that were shown. */
    private List<String> meant() {
        Set<String> named = new LinkedHashSet<>();
        Picking.all(dialogue.heard, dialogue.table.shown, dialogue.concepts).forEach(offer -> named.add(offer.sku()));
        if (named.size() < 2) {
            named.addAll(places());
        }
        if (named.size() == 1) {
            dialogue.table.chosenBefore.map(Offer::sku).ifPresent(named::add);
        }
        List<Offer> all = pair(dialogue.table.comparable());
        List<String> skus = named.size() > 1
                ? new ArrayList<>(named)
                : all.stream().map(Offer::sku).distinct().toList();
        return skus.stream().limit(MOST).toList();
    }

    /** "Zwischen 1 und 3": of things that lie side by side bare numbers are places. */
    private List<String> places() {
        List<Offer> shown = dialogue.table.shown;
        List<String> places = Token.of(dialogue.heard.text()).stream()
                .map(Token::folded)
                .filter(word -> word.matches("[1-9]"))
                .map(Integer::parseInt)
                .filter(place -> place <= shown.size())
                .map(place -> shown.get(place - 1).sku())
                .distinct()
                .toList();
        return places.size() > 1 ? places : List.of();
    }

    /** "The first two", "die letzten beiden" of several. */
    private List<Offer> pair(List<Offer> offers) {
        Optional<String> end = dialogue.words()
                .of("pick_pair")
                .in(Token.of(dialogue.heard.text()))
                .map(Lookup.Hit::value);
        int from = end.filter("last"::equals)
                .map(last -> Math.max(0, offers.size() - 2))
                .orElse(0);
        return end.isEmpty() ? offers : offers.subList(from, Math.min(offers.size(), from + 2));
    }

    private List<Offer> compared(ToolResult result) {
        List<String> skus = new ArrayList<>();
        result.arguments().path("skus").forEach(sku -> skus.add(sku.asString("")));
        return dialogue.table.comparable().stream()
                .filter(offer -> skus.contains(offer.sku()))
                .toList();
    }

    @Override
    public boolean addTo(List<Line> lines) {
        var result = dialogue.result(Tools.COMPARE);
        if (result.isEmpty() || result.get().failed()) {
            return false;
        }
        lines.add(Line.of("compare.table"));
        List<String> differences = new ArrayList<>();
        result.get().result().path("differences").forEach(difference -> differences.add(difference.asString("")));
        differences.removeIf(said -> said.isBlank() || dialogue.said.indexOf(said) >= 0);
        boolean property = dialogue.words().of("properties").isIn(Token.of(dialogue.heard.text()));
        if (differences.isEmpty() || property) {
            lines.addAll(recommendation.compared(compared(result.get())));
        }
        differences.stream().limit(MOST).forEach(said -> lines.add(Line.of("errand.words", Map.of("words", said))));
        return false;
    }
}
