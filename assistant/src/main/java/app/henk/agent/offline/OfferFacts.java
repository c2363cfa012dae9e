package app.henk.agent.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be said of one thing from its own facts. */
final class OfferFacts {

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

    OfferFacts(Dialogue dialogue, Consultation consultation, Show show) {
        this.dialogue = dialogue;
        this.consultation = consultation;
        this.show = show;
    }

    /** The most telling reason that none above has, in words with the figure that proves it. */
    String reason(Offer offer, Set<String> used) {
        List<String> reasons = offer.list("reasons");
        for (String telling : TELLING) {
            Optional<String> key = reasons.stream()
                    .filter(r -> r.equals(telling) || r.startsWith(telling + "."))
                    .filter(r -> !telling.equals("occasion") || isSaid(r))
                    .findFirst();
            if (key.isPresent() && show.has("reason." + telling, consultation.wording()) && used.add(telling)) {
                return show.say("reason." + telling, consultation.wording(), of(offer, key.get()));
            }
        }
        return offer.text("handle").isPresent() && used.add("handle")
                ? show.say("reason.handle", consultation.wording(), of(offer))
                : "";
    }

    /** The catalogue's word for an occasion is none of the person's own. */
    private boolean isSaid(String occasion) {
        return dialogue.brief.wanted(Change.kind(occasion)).contains(occasion);
    }

    private Map<String, Object> of(Offer offer, String reason) {
        Map<String, Object> facts = of(offer);
        facts.put("what", show.concept(reason));
        return facts;
    }

    Map<String, Object> of(Offer offer) {
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

    /** The facts that this trade compares, where the thing has them, one behind the other. */
    String listed(Offer offer) {
        return consultation.compared().stream()
                .filter(field -> offer.text(field).isPresent() && show.has("fact." + field, consultation.wording()))
                .map(field -> show.say(
                        "fact." + field,
                        consultation.wording(),
                        Map.of("value", offer.text(field).orElse(""))))
                .collect(Collectors.joining(", "));
    }
}
