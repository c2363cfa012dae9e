package app.henk.agent.tools.staff;

import app.henk.agent.Card;
import app.henk.agent.tools.Shown.Item;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a deal is worth by what somebody just heard; where there is no deal yet, offers to make it. */
@Component
class DealWorth {

    private final Deals deals;
    private final DealWriting writing;
    private final StaffWords words;

    DealWorth(Deals deals, DealWriting writing, StaffWords words) {
        this.deals = deals;
        this.writing = writing;
        this.words = words;
    }

    /** @param about the deal, or the person who has none */
    Mono<Told> of(Colleague who, Item about, BigDecimal value, Door door) {
        return Kinds.entity(about.kind()).equals(Optional.of(Entity.DEAL))
                ? deals.update(
                                who.staff(),
                                about.id(),
                                DealChange.none().value(Optional.of(value)),
                                OptionalInt.empty(),
                                door)
                        .flatMap(changed -> writing.told(who, "deal.worth", changed))
                : Mono.fromSupplier(() -> offered(who, about, value));
    }

    private Told offered(Colleague who, Item about, BigDecimal value) {
        String language = who.language();
        Map<String, Object> values = Map.of(
                "name",
                about.label(),
                "value",
                words.money(value, who.context().tenant().currency().getCode(), language));
        String ask = words.say("deal.offer", language, values);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", ask);
        content.put("fallback", ask);
        content.put(
                "options",
                List.of(Map.of(
                        "label",
                        words.say("deal.offer_label", language, values),
                        "value",
                        words.say("deal.offer_words", language, values))));
        return Told.done(ask).card(new Card(Ids.next().toString(), "quick_replies", content));
    }
}
