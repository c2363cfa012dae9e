package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The things that lie before somebody: shown now and before, and chosen of them. */
final class Table {

    private static final int MOST_SEEN = 3;
    private static final int MOST_NAMED = 12;

    List<Offer> shown = List.of();
    /** What lay there when the message being answered came. */
    List<Offer> shownBefore = List.of();

    final Set<String> everShown = new HashSet<>();
    Optional<Offer> chosen = Optional.empty();
    /** What was chosen before this message. */
    Optional<Offer> chosenBefore = Optional.empty();

    private List<Offer> seen = List.of();
    private List<Offer> past = List.of();

    /** A message came: what lies there is what lay there before it. */
    void heard() {
        chosenBefore = chosen;
        shownBefore = shown;
        see(shown);
        shown.forEach(offer -> everShown.add(offer.sku()));
    }

    /** Keeps the last three distinct things. */
    private void see(List<Offer> offers) {
        List<Offer> all = new ArrayList<>(seen);
        all.removeIf(old -> offers.stream().anyMatch(offer -> offer.sku().equals(old.sku())));
        all.addAll(offers);
        seen = List.copyOf(all.subList(Math.max(0, all.size() - MOST_SEEN), all.size()));
        List<Offer> named = new ArrayList<>(past);
        offers.stream().filter(offer -> !named.contains(offer)).forEach(named::add);
        past = List.copyOf(named.subList(Math.max(0, named.size() - MOST_NAMED), named.size()));
    }

    /** What was called by its name lies there now; one alone is what is spoken of. */
    void lay(List<Offer> named) {
        if (!named.isEmpty()) {
            shown = named;
            chosen = named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        }
    }

    /** Of what a search found, the person has been shown what the answer named, in its order. */
    void keepNamed(String answer) {
        List<Offer> named = shown.stream()
                .filter(offer -> answer.contains(offer.name()))
                .sorted(Comparator.comparingInt(offer -> answer.indexOf(offer.name())))
                .toList();
        shown = named.isEmpty() ? shownBefore : named;
    }

    /** What lay there in the course of the conversation. */
    List<Offer> before() {
        return past;
    }

    /** What can be compared: what was shown last, or the last few things when that was one alone. */
    List<Offer> comparable() {
        return shown.size() > 1 || seen.isEmpty() ? shown : seen;
    }
}
