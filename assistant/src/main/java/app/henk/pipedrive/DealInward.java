package app.henk.pipedrive;

import app.henk.crm.Changed;
import app.henk.crm.Deal;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.NewDeal;
import app.henk.identity.Principal;
import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A deal as it was changed or made there: its fields, where it stands, and how it ended, all in one step. */
@Component
class DealInward {

    private final Deals deals;
    private final StageTable stages;
    private final Owners owners;
    private final Neighbours neighbours;

    DealInward(Deals deals, StageTable stages, Owners owners, Neighbours neighbours) {
        this.deals = deals;
        this.stages = stages;
        this.owners = owners;
        this.neighbours = neighbours;
    }

    /** Gives what was taken over; fails when nothing can be. */
    Mono<Values> take(Account account, Principal.Staff who, Ours ours, Values changes, Theirs theirs) {
        return mapped(account, whole(ours, changes, theirs.values()))
                .filter(known -> !known.values().isEmpty())
                .flatMap(known -> references(account, known.values(), fields(known.values()))
                        .flatMap(plain -> update(who, ours, known.standing(plain)))
                        .thenReturn(known.values()))
                .defaultIfEmpty(Values.NONE);
    }

    private Mono<Changed<Deal>> update(Principal.Staff who, Ours ours, DealChange change) {
        return deals.update(who, ours.id(), change, ours.version(), Inward.DOOR)
                // won there after it was lost here: it is open in between
                .onErrorResume(
                        DealInward::isClosed,
                        closed -> deals.reopen(who, ours.id(), Optional.empty(), ours.version(), Inward.DOOR)
                                .map(open -> OptionalInt.of(open.now().version()))
                                .flatMap(version -> deals.update(who, ours.id(), change, version, Inward.DOOR)));
    }

    private static boolean isClosed(Throwable failure) {
        return failure instanceof Problem problem && problem.type().equals("deal-closed");
    }

    /** With what belongs together: a deal that is open again stands where it stands there, and what is won has a value. */
    private static Values whole(Ours ours, Values changes, Values theirs) {
        return switch (changes.text("status").orElse("")) {
            case "open" -> changes.with("stage", theirs.get("stage").orElse(""));
            case "won" -> {
                boolean known = changes.has("value")
                        || !ours.values().get("value").orElse("0").equals("0");
                Values won = changes.without("stage");
                yield known ? won : won.with("value", theirs.get("value").orElse("0"));
            }
            case "lost" ->
                changes.without("stage").with("reason", theirs.get("reason").orElse(""));
            // why a deal was lost is said with that it is
            default ->
                changes.text("reason").isPresent()
                                && ours.values().text("status").equals(Optional.of("lost"))
                        ? changes.with("status", "lost")
                        : changes.without("reason");
        };
    }

    /** @param stage here, when one is said that is known */
    private record Known(Values values, Optional<String> stage) {

        DealChange standing(DealChange plain) {
            DealChange change = stage.map(plain::stage).orElse(plain);
            String status = values.text("status").orElse("");
            if (status.isEmpty()) {
                return change;
            }
            DealChange ended = change.status(status);
            return status.equals("lost") ? ended.lostReason(values.text("reason")) : ended;
        }
    }

    /** Without a stage that nobody has said what it is here. */
    private Mono<Known> mapped(Account account, Values values) {
        return Mono.justOrEmpty(values.text("stage"))
                .flatMap(remote -> stages.keyOf(account.tenant(), remote))
                .map(key -> new Known(values, Optional.of(key)))
                .defaultIfEmpty(new Known(values.without("stage"), Optional.empty()));
    }

    private static DealChange fields(Values values) {
        DealChange change = DealChange.none();
        if (values.text("title").isPresent()) {
            change = change.title(Columns.bounded(values.text("title").get(), Columns.LONGEST_TITLE));
        }
        if (values.has("value")) {
            change = change.value(values.text("value").map(BigDecimal::new));
        }
        if (values.text("currency").isPresent()) {
            change = change.currency(values.text("currency").get());
        }
        if (values.has("close")) {
            change = change.expectedClose(values.text("close").map(LocalDate::parse));
        }
        return change;
    }

    private Mono<DealChange> references(Account account, Values values, DealChange change) {
        return referenced(account, values, "person", Remote.PERSON)
                .zipWith(referenced(account, values, "org", Remote.ORGANIZATION), (person, org) -> {
                    DealChange all = values.has("person") ? change.contact(person) : change;
                    return values.has("org") ? all.organisation(org) : all;
                })
                .flatMap(all -> Mono.justOrEmpty(values.text("owner"))
                        .flatMap(remote -> owners.colleague(account.tenant(), remote))
                        .map(colleague -> all.assignee(Optional.of(colleague)))
                        .defaultIfEmpty(all));
    }

    private Mono<Optional<UUID>> referenced(Account account, Values values, String field, Remote kind) {
        return Mono.justOrEmpty(values.text(field))
                .flatMap(remote -> neighbours.of(account, new Item.Link(kind, remote)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Makes it open and, where it ended there, ends it. */
    Mono<Creation.Making> make(Account account, Principal.Staff who, Theirs theirs, Values values) {
        Mono<Optional<UUID>> lead = Mono.justOrEmpty(theirs.sourceLead())
                .flatMap(id -> neighbours.known(account.tenant(), new Item.Link(Remote.LEAD, id)))
                // a lead has one deal at a time
                .filterWhen(id ->
                        neighbours.dealOf(account.tenant(), id).hasElement().map(has -> !has))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
        boolean ended =
                values.text("status").filter(status -> !status.equals("open")).isPresent();
        return mapped(account, values)
                .flatMap(known -> references(account, values, fields(values))
                        .zipWith(lead, (change, from) -> new NewDeal(change, known.stage(), from, Optional.empty()))
                        .map(deal -> () -> deals.create(who, deal, Inward.DOOR)
                                .map(made -> made.now().id())
                                .delayUntil(id -> ended
                                        ? deals.update(
                                                who,
                                                id,
                                                new Known(values, Optional.empty()).standing(DealChange.none()),
                                                OptionalInt.empty(),
                                                Inward.DOOR)
                                        : Mono.empty())
                                .map(id -> new OurKey(Kind.DEAL, id))));
    }
}
