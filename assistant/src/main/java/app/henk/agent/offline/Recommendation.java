package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Presents what a search found: three at most, each with a reason from its own facts that no other one has taken. */
final class Recommendation {

    private static final int SHOWN = 3;

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Show show;
    final OfferFacts facts;

    Recommendation(Dialogue dialogue, Consultation consultation, Show show) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.show = show;
        this.facts = new OfferFacts(dialogue, consultation, show);
    }

    /** Adds what this turn's search found. Whether there was anything to show. */
    boolean addTo(List<Line> lines) {
        Optional<ToolResult> search = dialogue.result(Tools.SEARCH);
        if (search.isEmpty()) {
            return false;
        }
        if (dialogue.named().isFor(search.get())) {
            lines.addAll(named());
            return !dialogue.named().found().isEmpty();
        }
        List<Offer> found = named(allowed(search.get().offers()));
        List<Offer> fresh = found.stream()
                .filter(offer -> !dialogue.table.everShown.contains(offer.sku()))
                .limit(SHOWN)
                .toList();
        if (search.get().failed()) {
            lines.add(Line.of("search.failed"));
            return false;
        }
        if (found.isEmpty()) {
            new Relaxing(dialogue, show).addTo(lines, search.get());
            return false;
        }
        boolean more = dialogue.wantsOthers();
        if (more && fresh.isEmpty()) {
            lines.add(reply("search.no_more"));
            return false;
        }
        List<Offer> list = more ? fresh : found.stream().limit(SHOWN).toList();
        if (!dialogue.table.shownBefore.isEmpty() && skus(list).containsAll(skus(dialogue.table.shownBefore))) {
            lines.addAll(dialogue.heard.does(Intent.SHOW) ? again(list) : List.of(same()));
            return true;
        }
        Optional<Offer> liked = dialogue.wantsItOtherwise() ? dialogue.table.chosen : Optional.empty();
        lines.add(liked.filter(
                        offer -> list.stream().noneMatch(other -> family(other).equals(family(offer))))
                .map(offer -> Line.of("search.other_family", Map.of("name", offer.name()))
                        .at(Place.PARAGRAPH))
                .orElseGet(() -> reply(intro(list.size()))));
        lines.addAll(items(list));
        if (dialogue.table.everShown.isEmpty()) {
            new Owned(dialogue).beside(list).ifPresent(lines::add);
        }
        missed(search.get(), lines);
        return true;
    }

    /** What was called by its name, with all that is told of it unless that was answered for itself. */
    private List<Line> named() {
        boolean told = dialogue.heard.acts().stream()
                .anyMatch(act -> act.intent() == Intent.PRICE
                        || act.intent() == Intent.COMPARE
                        || act.intent() == Intent.MORE_ABOUT
                        || (act.intent() == Intent.QUESTION && dialogue.named().tell(act)));
        return told
                ? List.of()
                : dialogue.named().found().stream()
                        .limit(SHOWN)
                        .map(this::details)
                        .toList();
    }

    /** All that is told of one. */
    Line details(Offer offer) {
        return Line.of(
                        "details",
                        Map.of(
                                "name", offer.name(),
                                "description", offer.text("description").orElse(""),
                                "facts", facts.listed(offer)))
                .at(Place.PARAGRAPH);
    }

    /** Who asks to be shown something is not told that they have seen it. */
    private List<Line> again(List<Offer> list) {
        return Stream.concat(Stream.of(reply("search.again")), items(list).stream())
                .toList();
    }

    /** What was shown has what was told just now: it is named, so that nobody thinks they were not heard. */
    private Line same() {
        String what = dialogue.news.stream()
                .flatMap(
                        change -> change instanceof Change.Wanted wanted ? Stream.of(wanted.concept()) : Stream.empty())
                .map(show::concept)
                .distinct()
                .collect(Collectors.joining(", "));
        return what.isBlank()
                ? reply("search.same")
                : Line.of("search.same_with", Map.of("what", what, "names", names()))
                        .at(Place.PARAGRAPH);
    }

    private String names() {
        return dialogue.table.shownBefore.stream().map(Offer::name).collect(Collectors.joining(", "));
    }

    /** Why the one that comes to mind is not among them; said once. */
    private void missed(ToolResult search, List<Line> lines) {
        String words = search.result().path("fourth").path("words").asString("");
        boolean price =
                search.result().path("fourth").path("limit").asString("").startsWith("price");
        // who named a sum is not shown what is above it unasked
        if (!words.isBlank() && !price && dialogue.said.indexOf(words) < 0 && dialogue.table.everShown.isEmpty()) {
            lines.add(Line.of("errand.words", Map.of("words", words)).at(Place.PARAGRAPH));
        }
    }

    /** Cloths of one kind bear its name first. */
    private static String family(Offer offer) {
        return offer.name().split(" ")[0];
    }

    private static Set<String> skus(List<Offer> offers) {
        return offers.stream().map(Offer::sku).collect(Collectors.toSet());
    }

    /** Of what was found, what names the kind of thing that is wanted; all of it when nothing does. */
    private List<Offer> named(List<Offer> found) {
        List<Offer> kept = found;
        for (String kind : consultation.named()) {
            List<String> wanted = dialogue.brief.wanted(kind);
            List<Offer> naming = kept.stream()
                    .filter(offer -> wanted.stream().anyMatch(id -> names(offer, id)))
                    .toList();
            kept = naming.isEmpty() ? kept : naming;
        }
        return kept;
    }

    /** Without what is not wanted, where the search cannot leave it out by itself. */
    private List<Offer> allowed(List<Offer> found) {
        Stream<String> forbidden = dialogue.brief.wanted().stream()
                .flatMap(concept -> consultation.without().getOrDefault(concept, List.of()).stream());
        List<String> avoided = Stream.concat(dialogue.brief.avoided().stream(), forbidden)
                .filter(concept -> !consultation.excludes().contains(Change.kind(concept)))
                .toList();
        return found.stream()
                .filter(offer -> avoided.stream().noneMatch(concept -> names(offer, concept)))
                .toList();
    }

    private boolean names(Offer offer, String concept) {
        String text = offer.name() + ", " + offer.text("composition").orElse("") + ", "
                + offer.text("type").orElse("") + ", " + offer.text("materials").orElse("");
        return dialogue.concepts.find(Token.of(text), dialogue.language, word -> true, word -> false).stream()
                .anyMatch(span -> span.value().equals(concept));
    }

    private Line reply(String key) {
        return reply(dialogue, show, key);
    }

    /** With what is known of the wish. */
    static Line reply(Dialogue dialogue, Show show, String key) {
        String brief = show.brief(dialogue.brief);
        return Line.of(key, Map.of("brief", brief, "has_brief", !brief.isBlank()))
                .at(Place.PARAGRAPH);
    }

    private String intro(int size) {
        Heard heard = dialogue.heard;
        if (heard.does(Intent.CHEAPER)) {
            return "search.cheaper";
        }
        if (heard.does(Intent.FINER)) {
            return "search.finer";
        }
        if (dialogue.wantsOthers()) {
            return "search.other";
        }
        String start = dialogue.table.everShown.isEmpty() ? "search.found" : "search.changed";
        return size == 1 ? start + ".one" : start + ".some";
    }

    /** Which one we would take, and why. */
    List<Line> favourite() {
        Offer ours = dialogue.table.chosen.orElseGet(() -> dialogue.table.shown.getFirst());
        Map<String, Object> values = new HashMap<>(facts.of(ours));
        values.put("reason", facts.reason(ours, new HashSet<>()));
        values.put("description", Quotes.first(ours.text("description").orElse(""), dialogue.language));
        return List.of(Line.of("favourite", values).at(Place.PARAGRAPH));
    }

    /** Of what lies on the table, for whoever finds it dear. */
    Optional<Line> cheapest() {
        return dialogue.table.shown.stream()
                .filter(offer -> offer.price().isPresent())
                .min(Comparator.comparing(offer -> offer.price().orElseThrow()))
                .map(offer -> Line.of("haggle.cheapest", facts.of(offer)).ifNew());
    }

    /** "Schaffen Sie das bis dahin?" of what lies on the table and a day that is known. */
    Optional<Line> inTime(Heard.Act act) {
        List<Integer> days = dialogue.table.shown.stream()
                .flatMap(offer -> offer.number("lead_days").stream())
                .sorted()
                .toList();
        boolean asks = dialogue.words().of("in_time").isIn(Token.of(act.sentence()));
        if (asks && days.isEmpty() && dialogue.result(Tools.SEARCH).isPresent()) {
            // what was just searched for tells it
            return Optional.empty();
        }
        boolean told = dialogue.asked.equals("relax");
        if (asks && days.isEmpty() && !dialogue.concessions.words().isBlank() && !told) {
            return Optional.of(Line.of("in_time.then", Map.of("words", dialogue.concessions.words())));
        }
        if (!asks || days.isEmpty() || dialogue.brief.when().isEmpty()) {
            return Optional.empty();
        }
        LocalDate ready = dialogue.turn.now().toLocalDate().plusDays(days.getLast());
        boolean all = !ready.isAfter(dialogue.brief.when().get().from());
        return Optional.of(
                Line.of(all ? "in_time.yes" : "in_time.no", Map.of("days", all ? days.getLast() : days.getFirst()))
                        .ifNew());
    }

    private List<Line> items(List<Offer> offers) {
        Set<String> used = new HashSet<>();
        return offers.stream().map(offer -> item(offer, used)).toList();
    }

    private Line item(Offer offer, Set<String> used) {
        Map<String, Object> values = new HashMap<>(facts.of(offer));
        values.put("reason", facts.reason(offer, used));
        values.put("description", Quotes.first(offer.text("description").orElse(""), dialogue.language));
        return Line.of(dialogue.table.everShown.contains(offer.sku()) ? "search.item_again" : "search.item", values)
                .at(Place.ITEM);
    }

    /** Things compared: the facts that this trade compares, where a product has them. */
    List<Line> compared(List<Offer> offers) {
        List<Line> lines = new ArrayList<>();
        for (Offer offer : offers) {
            lines.add(Line.of("compare.item", Map.of("name", offer.name(), "facts", facts.listed(offer)))
                    .at(Place.ITEM));
        }
        return lines;
    }
}
