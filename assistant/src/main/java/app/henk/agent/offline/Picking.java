package app.henk.agent.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which of the things shown is meant: by number, by name, or by a property that only one of them has. */
final class Picking {

    private Picking() {}

    static Optional<Offer> of(Heard heard, List<Offer> shown, Concepts concepts, Words words) {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        return byName(heard, shown, concepts)
                .or(() -> byNumber(heard, shown))
                .or(() -> byExtreme(heard, shown, words))
                .or(() -> byProperty(heard, shown, false));
    }

    /** The one that is called by its name. */
    static Optional<Offer> named(Heard heard, List<Offer> shown, Concepts concepts) {
        return shown.isEmpty() ? Optional.empty() : byName(heard, shown, concepts);
    }

    /** Whether one of them is called by its name. */
    static boolean isNamed(Heard heard, List<Offer> shown, Concepts concepts) {
        return byName(heard, shown, concepts).isPresent();
    }

    /** All that are named, by number, name or property. */
    static List<Offer> all(Heard heard, List<Offer> shown, Concepts concepts) {
        List<Offer> all = new ArrayList<>();
        for (int pick : heard.details().picks()) {
            int index = pick < 0 ? shown.size() + pick : pick - 1;
            if (index >= 0 && index < shown.size() && !all.contains(shown.get(index))) {
                all.add(shown.get(index));
            }
        }
        shown.stream()
                .filter(offer -> isNamed(offer, Token.of(heard.text()), shown, word -> !concepts.isWord(word)))
                .filter(offer -> !all.contains(offer))
                .forEach(all::add);
        if (all.size() < 2) {
            byProperty(heard, shown, true).filter(offer -> !all.contains(offer)).ifPresent(all::add);
        }
        return all;
    }

    /** "The cheapest one", "den leichtesten" of several. */
    private static Optional<Offer> byExtreme(Heard heard, List<Offer> shown, Words words) {
        if (shown.size() < 2 || !heard.doesAny(Intent.CHOOSE, Intent.MORE_ABOUT, Intent.PRICE)) {
            return Optional.empty();
        }
        Comparator<Offer> price = Comparator.comparing(offer -> offer.price().orElse(BigDecimal.ZERO));
        Comparator<Offer> weight =
                Comparator.comparing(offer -> offer.number("weight_g_m2").orElse(0));
        return words.of("pick_extreme")
                .in(Token.of(heard.text()))
                .map(Lookup.Hit::value)
                .map(extreme -> switch (extreme) {
                    case "cheapest" -> Collections.min(shown, price);
                    case "lightest" -> Collections.min(shown, weight);
                    case "heaviest" -> Collections.max(shown, weight);
                    default -> Collections.max(shown, price);
                });
    }

    private static Optional<Offer> byNumber(Heard heard, List<Offer> shown) {
        return heard.pick()
                .map(pick -> pick < 0 ? shown.size() + pick : pick - 1)
                .filter(index -> index >= 0 && index < shown.size())
                .map(shown::get);
    }

    /** One word of its name that no other name has, one slip allowed; a word of the trade only from who chooses. */
    private static Optional<Offer> byName(Heard heard, List<Offer> shown, Concepts concepts) {
        boolean chooses = heard.doesAny(Intent.CHOOSE, Intent.MORE_ABOUT, Intent.PRICE);
        List<Offer> whole = shown.stream()
                .filter(offer -> heard.details().goods().stream().anyMatch(offer.name()::equalsIgnoreCase))
                .toList();
        if (whole.size() == 1) {
            return Optional.of(whole.getFirst());
        }
        List<Token> tokens = Token.of(heard.text());
        List<Offer> named = shown.stream()
                .filter(offer -> isNamed(offer, tokens, shown, word -> chooses || !concepts.isWord(word)))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static boolean isNamed(Offer offer, List<Token> said, List<Offer> shown, Predicate<String> counts) {
        return Token.of(offer.name()).stream()
                .anyMatch(word -> counts.test(word.folded())
                        && unique(word, offer, shown)
                        && said.stream().anyMatch(t -> same(t, word)));
    }

    private static boolean unique(Token word, Offer of, List<Offer> shown) {
        return word.folded().length() > 3
                && shown.stream()
                        .filter(other -> !other.sku().equals(of.sku()))
                        .noneMatch(other -> Token.of(other.name()).stream()
                                .anyMatch(t -> t.folded().equals(word.folded())));
    }

    private static boolean same(Token said, Token word) {
        int allowed = Math.min(1, Spelling.allowed(word.folded()));
        boolean compound = word.folded().length() > 4 && said.folded().startsWith(word.folded());
        return compound || Spelling.distance(said.folded(), word.folded(), allowed) <= allowed;
    }

    private static Optional<Offer> byProperty(Heard heard, List<Offer> shown, boolean asked) {
        if (!asked && !heard.doesAny(Intent.CHOOSE, Intent.MORE_ABOUT, Intent.AFFIRM)) {
            return Optional.empty();
        }
        Set<String> meant = heard.mentioned().stream()
                .map(id -> id.substring(id.indexOf('.') + 1))
                .collect(Collectors.toSet());
        List<Offer> having = shown.stream()
                .filter(offer -> meant.contains(offer.text("colour").orElse("-"))
                        || meant.contains(offer.text("pattern").orElse("-")))
                .toList();
        return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
    }
}
