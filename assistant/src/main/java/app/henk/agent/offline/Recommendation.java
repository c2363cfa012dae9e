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
import tools.jackson.databind.JsonNode;

/** Presents what a search found: three at most, each with a reason from its own facts that no other one has taken. */
final class Recommendation {

    private static final int SHOWN = 3;
    private static final List<String> TELLING = List.of(
            "weight.light",
            "weight.warm",
            "crease.high",
            "formality.high",
            "season",
            "occasion",
            "fibre",
            "pattern",
            "time.ample",
            "price.within",
            "stock.now");

    private final Dialogue dialogue;
    private final Consultation consultation;
    private final Show show;

    Recommendation(Dialogue dialogue, Consultation consultation, Show show) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.show = show;
    }

    /** Adds what this turn's search found. Whether there was anything to show. */
    boolean addTo(List<Line> lines) {
        Optional<ToolResult> search = dialogue.result(Tools.SEARCH);
        if (search.isEmpty()) {
            return false;
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
            nothing(lines, search.get());
            return false;
        }
        boolean more = dialogue.wantsOthers();
        if (more && fresh.isEmpty()) {
            lines.add(reply("search.no_more"));
            return false;
        }
        List<Offer> list = more ? fresh : found.stream().limit(SHOWN).toList();
        if (!dialogue.table.shownBefore.isEmpty() && skus(list).containsAll(skus(dialogue.table.shownBefore))) {
            lines.add(reply("search.same"));
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
                .filter(concept -> consultation.arguments().containsKey(Change.kind(concept)))
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
        Map<String, Object> values = new HashMap<>(facts(ours));
        values.put("reason", reason(ours, new HashSet<>()));
        values.put("description", Quotes.first(ours.text("description").orElse(""), dialogue.language));
        return List.of(Line.of("favourite", values).at(Place.PARAGRAPH));
    }

    /** Of what lies on the table, for whoever finds it dear. */
    Optional<Line> cheapest() {
        return dialogue.table.shown.stream()
                .filter(offer -> offer.price().isPresent())
                .min(Comparator.comparing(offer -> offer.price().orElseThrow()))
                .map(offer -> Line.of("haggle.cheapest", facts(offer)).ifNew());
    }

    /** "Schaffen Sie das bis dahin?" of what lies on the table and a day that is known. */
    Optional<Line> inTime(Heard.Act act) {
        List<Integer> days = dialogue.table.shown.stream()
                .flatMap(offer -> offer.number("lead_days").stream())
                .sorted()
                .toList();
        boolean asks = dialogue.words().of("in_time").isIn(Token.of(act.sentence()));
        if (asks && days.isEmpty() && !dialogue.relaxation.isBlank()) {
            return Optional.of(Line.of("in_time.then", Map.of("words", dialogue.relaxation)));
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

    private void nothing(List<Line> lines, ToolResult search) {
        if (dialogue.heard.does(Intent.CHEAPER) && !dialogue.table.shownBefore.isEmpty()) {
            lines.add(Line.of("search.none_cheaper").at(Place.PARAGRAPH));
            return;
        }
        JsonNode relaxation = search.result().path("relaxation");
        String limit = relaxation.path("limit").asString("");
        lines.add(reply(limit.equals("needed_by") ? "search.none.time" : "search.none"));
        String words = relaxation.path("words").asString("");
        if (!words.isBlank() && dialogue.said.indexOf(words) >= 0) {
            lines.add(Line.of("relax.again"));
        } else if (!words.isBlank()) {
            lines.add(Line.of("errand.words", Map.of("words", words)));
            lines.add(Line.of("relax.ask"));
        } else if (!limit.isBlank()) {
            String to = relaxation.path("to").asString("");
            String key = switch (limit) {
                case "price_max", "price_min" -> "relax.price";
                case "needed_by" -> "relax.date";
                default -> "relax.taste";
            };
            lines.add(Line.of(
                    key,
                    Map.of(
                            "to",
                            shown(limit, to, relaxation.path("price").asString("")),
                            "limit",
                            word(limit),
                            "opens",
                            relaxation.path("opens").asString(""))));
        }
    }

    private String shown(String limit, String to, String price) {
        return switch (limit) {
            case "price_max", "price_min" ->
                price.isBlank() ? Numbers.digits(to).map(show::money).orElse(to) : price;
            case "needed_by" -> to.isBlank() ? "" : show.day(java.time.LocalDate.parse(to));
            default -> to;
        };
    }

    private String word(String limit) {
        return show.slot(limit);
    }

    private List<Line> items(List<Offer> offers) {
        Set<String> used = new HashSet<>();
        return offers.stream().map(offer -> item(offer, used)).toList();
    }

    private Line item(Offer offer, Set<String> used) {
        Map<String, Object> values = new HashMap<>(facts(offer));
        values.put("reason", reason(offer, used));
        values.put("description", Quotes.first(offer.text("description").orElse(""), dialogue.language));
        return Line.of(dialogue.table.everShown.contains(offer.sku()) ? "search.item_again" : "search.item", values)
                .at(Place.ITEM);
    }

    /** The most telling reason that none above has, in words with the figure that proves it. */
    private String reason(Offer offer, Set<String> used) {
        List<String> reasons = offer.list("reasons");
        for (String telling : TELLING) {
            Optional<String> key = reasons.stream()
                    .filter(r -> r.equals(telling) || r.startsWith(telling + "."))
                    .filter(r -> !telling.equals("occasion") || isSaid(r))
                    .findFirst();
            if (key.isPresent() && show.has("reason." + telling, consultation.wording()) && used.add(telling)) {
                return show.say("reason." + telling, consultation.wording(), facts(offer, key.get()));
            }
        }
        return offer.text("handle").isPresent() && used.add("handle")
                ? show.say("reason.handle", consultation.wording(), facts(offer))
                : "";
    }

    /** The catalogue's word for an occasion is none of the person's own. */
    private boolean isSaid(String occasion) {
        return dialogue.brief.wanted(Change.kind(occasion)).contains(occasion);
    }

    private Map<String, Object> facts(Offer offer, String reason) {
        Map<String, Object> facts = facts(offer);
        facts.put("what", show.concept(reason));
        return facts;
    }

    Map<String, Object> facts(Offer offer) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("name", offer.name());
        facts.put("price", offer.text("price").orElse(""));
        facts.put("per", show.unit(offer.text("price_per").orElse("")));
        facts.put("weight", offer.text("weight_g_m2").orElse(""));
        facts.put("days", offer.text("lead_days").orElse(""));
        facts.put("handle", offer.text("handle").orElse(""));
        facts.put(
                "colour",
                offer.text("colour").map(c -> show.concept("colour." + c)).orElse(""));
        return facts;
    }

    /** Things compared: the facts that this trade compares, where a product has them. */
    List<Line> compared(List<Offer> offers) {
        List<Line> lines = new ArrayList<>();
        for (Offer offer : offers) {
            lines.add(Line.of("compare.item", Map.of("name", offer.name(), "facts", facts(List.of(offer))))
                    .at(Place.ITEM));
        }
        return lines;
    }

    String facts(List<Offer> offers) {
        StringBuilder all = new StringBuilder();
        for (Offer offer : offers) {
            all.append(consultation.compared().stream()
                    .filter(field -> offer.text(field).isPresent() && show.has("fact." + field, consultation.wording()))
                    .map(field -> show.say(
                            "fact." + field,
                            consultation.wording(),
                            Map.of("value", offer.text(field).orElse(""))))
                    .collect(Collectors.joining(", ")));
        }
        return all.toString();
    }
}
