package app.henk.agent.tools.staff;

import app.henk.crm.Deal;
import app.henk.crm.DealFilter;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What may be meant where somebody speaks of "the deal" and none was shown: a colleague's own newest ones. */
@Component
class Newest {

    private static final int MOST = 4;
    private static final int DAYS_AHEAD = 60;

    private final Deals deals;
    private final Tasks tasks;

    Newest(Deals deals, Tasks tasks) {
        this.deals = deals;
        this.tasks = tasks;
    }

    /** @param kinds what is looked for, the likeliest first; of other kinds than deals and tasks none are offered */
    Mono<List<Unsettled.Offer>> of(Colleague who, Set<Entity> kinds) {
        return switch (kinds.iterator().next()) {
            case DEAL ->
                deals.list(who.staff(), own(who), Optional.empty(), MOST)
                        .map(page -> page.items().stream().map(Newest::offer).toList());
            case TASK ->
                tasks.open(who.staff(), who.staff().user(), who.today().plusDays(DAYS_AHEAD))
                        .map(open -> open.stream()
                                .limit(MOST)
                                .map(task -> new Unsettled.Offer(
                                        Kinds.item(Entity.TASK, task.id(), task.subject()),
                                        task.due().toString()))
                                .toList());
            default -> Mono.just(List.of());
        };
    }

    private static Unsettled.Offer offer(Deal deal) {
        return new Unsettled.Offer(Kinds.deal(deal.id(), deal.title()), DealCards.with(deal));
    }

    private static DealFilter own(Colleague who) {
        return DealFilter.open(Set.of(who.staff().user()), Optional.empty(), Optional.empty());
    }
}
