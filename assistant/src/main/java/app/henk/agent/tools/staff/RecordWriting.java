package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown.Item;
import app.henk.crm.Deal;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.platform.Problem;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes records of each kind through their own use cases. */
@Component
class RecordWriting {

    static final List<String> DELETED = List.of(Kinds.of(Entity.DEAL));

    private final Deals deals;

    RecordWriting(Deals deals) {
        this.deals = deals;
    }

    record Deleted(String label, UUID changeSet) {}

    /** The record with what it is called now. */
    Mono<Item> label(Colleague who, Item item) {
        return switch (Kinds.entity(item.kind()).orElseThrow()) {
            case DEAL -> deals.find(who.staff(), item.id()).map(deal -> Kinds.deal(deal.id(), deal.title()));
            default -> Mono.error(Problem.notFound(item.kind()));
        };
    }

    Mono<Deleted> delete(Colleague who, Item item, Door door) {
        return switch (Kinds.entity(item.kind()).orElseThrow()) {
            case DEAL ->
                deals.delete(who.staff(), item.id(), OptionalInt.empty(), door)
                        .map(changed -> new Deleted(title(changed.now()), changed.changeSet()));
            default -> Mono.error(Problem.notFound(item.kind()));
        };
    }

    private static String title(Deal deal) {
        return deal.title();
    }
}
