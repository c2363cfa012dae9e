package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words what somebody wants as a search of the catalogue: what was told as limits, the rest as words beside them. */
final class SearchWish {

    private static final int SHOWN = 3;

    private final Dialogue dialogue;
    private final Consultation consultation;

    SearchWish(Dialogue dialogue, Consultation consultation) {
        this.dialogue = dialogue;
        this.consultation = consultation;
    }

    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (var kind : consultation.arguments().entrySet()) {
            put(arguments, kind.getValue(), dialogue.brief.wanted(kind.getKey()));
            if (consultation.excludes().contains(kind.getKey())) {
                put(arguments, "not_" + kind.getValue(), leftOut(kind.getKey()));
            }
        }
        seasonOfDate().ifPresent(seasons -> arguments.putIfAbsent("seasons", seasons));
        dialogue.brief
                .wanted()
                .forEach(id -> arguments.putAll(consultation.limits().getOrDefault(id, Map.of())));
        dialogue.brief
                .avoided()
                .forEach(id -> arguments.putAll(consultation.avoidedLimits().getOrDefault(id, Map.of())));
        dialogue.brief.weight().ifPresent(weight -> {
            weight.least().ifPresent(grams -> arguments.put("weight_min", grams));
            weight.most().ifPresent(grams -> arguments.put("weight_max", grams));
        });
        dialogue.brief.budget().flatMap(Budget::max).ifPresent(max -> arguments.put("price_max", max));
        dialogue.brief.budget().flatMap(Budget::min).ifPresent(min -> arguments.put("price_min", min));
        dialogue.brief
                .when()
                .ifPresent(when -> arguments.put("needed_by", when.from().toString()));
        text().ifPresent(text -> arguments.put("text", text));
        if (dialogue.heard.does(Intent.CHEAPER)) {
            prices().min(Comparator.naturalOrder())
                    .map(low -> low.subtract(BigDecimal.ONE))
                    .map(low -> dialogue.brief
                            .budget()
                            .flatMap(Budget::max)
                            .map(low::min)
                            .orElse(low))
                    .ifPresent(low -> lower(arguments, low));
        }
        if (dialogue.heard.does(Intent.FINER)) {
            prices().max(Comparator.naturalOrder())
                    .ifPresent(high -> arguments.put("price_min", high.add(BigDecimal.ONE)));
        }
        arguments.put("limit", dialogue.wantsOthers() || sifts() ? 2 * SHOWN : SHOWN);
        return arguments;
    }

    /** Who finds it all too dark wants neither black nor charcoal. */
    private List<String> leftOut(String kind) {
        List<String> wanted = dialogue.brief.wanted(kind);
        List<String> avoided = dialogue.brief.avoided(kind).stream()
                // "Anthrazit, nicht so ein Mausgrau": of what is wanted nothing is left out with the rest
                .filter(id -> consultation.covers().getOrDefault(id, List.of()).stream()
                        .noneMatch(wanted::contains))
                .collect(Collectors.toCollection(ArrayList::new));
        Stream.concat(
                        dialogue.brief.avoided(kind).stream(),
                        wanted.stream()
                                .flatMap(id -> Stream.ofNullable(
                                        consultation.opposites().get(id))))
                .flatMap(id -> consultation.leavesOut().getOrDefault(id, List.of()).stream())
                .filter(id -> !wanted.contains(id))
                .forEach(avoided::add);
        return avoided;
    }

    /** What is worn in June is made for the summer, if nothing else was said. */
    private Optional<List<String>> seasonOfDate() {
        boolean said = dialogue.brief.knows("season")
                || dialogue.brief.isOpen("season")
                || !dialogue.brief.avoided("season").isEmpty();
        return !consultation.seasons() || said
                ? Optional.empty()
                : dialogue.brief
                        .when()
                        .filter(when -> when.grain() != When.Grain.YEAR)
                        .map(When::seasons);
    }

    /** Whether some of what is found must be left out again. */
    private boolean sifts() {
        return dialogue.brief.wanted().stream().anyMatch(consultation.without()::containsKey)
                || dialogue.brief.avoided().stream()
                        .map(Change::kind)
                        .anyMatch(kind -> !consultation.excludes().contains(kind));
    }

    private static void lower(Map<String, Object> arguments, BigDecimal low) {
        arguments.put("price_max", low);
        arguments.remove("price_min");
    }

    private Stream<BigDecimal> prices() {
        return dialogue.table.shown.stream().map(Offer::price).flatMap(Optional::stream);
    }

    /** Concepts that are no filter still order the result. */
    private Optional<String> text() {
        Stream<String> family = dialogue.wantsItOtherwise()
                ? dialogue.table.chosen.stream().map(offer -> offer.name().split(" ")[0])
                : Stream.empty();
        String text = String.join(
                " ",
                Stream.concat(
                                family,
                                dialogue.brief.wanted().stream()
                                        .filter(id -> !consultation.isLimit(id))
                                        .map(id -> dialogue.concepts.label(id, dialogue.language)))
                        .toList());
        return text.isBlank() ? Optional.empty() : Optional.of(text.substring(0, Math.min(200, text.length())));
    }

    private void put(Map<String, Object> arguments, String name, List<String> concepts) {
        List<String> values = concepts.stream()
                .filter(consultation::isLimit)
                .map(consultation::value)
                .distinct()
                .limit(6)
                .toList();
        if (!values.isEmpty()) {
            arguments.put(name, values);
        }
    }
}
