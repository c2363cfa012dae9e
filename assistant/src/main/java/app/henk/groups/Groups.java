package app.henk.groups;

import app.henk.groups.GroupStore.Party;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Groups that order together, as they stand. Who began one sees who has come and what is still missing; each person
 * tells sizes in a conversation of their own, which nobody else of the group sees.
 */
@Service
public class Groups {

    private final TenantTransactions transactions;
    private final GroupStore groups;
    private final MemberStore members;
    private final GroupRulesStore rules;
    private final GroupLinks links;
    private final Clock clock;

    Groups(
            TenantTransactions transactions,
            GroupStore groups,
            MemberStore members,
            GroupRulesStore rules,
            GroupLinks links,
            Clock clock) {
        this.transactions = transactions;
        this.groups = groups;
        this.members = members;
        this.rules = rules;
        this.links = links;
        this.clock = clock;
    }

    /** A group as its organiser or staff see it. Fails with a not-found problem for everybody else. */
    public Mono<GroupProgress> progress(Principal who, UUID id) {
        return transactions
                .in(who.scope(), () -> groups.find(who.tenant(), id))
                .switchIfEmpty(Mono.error(Problem.notFound("group")))
                .flatMap(party -> progress(who, party));
    }

    /** The latest group of this organiser; for somebody who was invited, that person's own part of it; else empty. */
    public Mono<GroupProgress> mine(Principal who, UUID conversation) {
        return transactions
                .in(
                        who.scope(),
                        () -> groups.visible(who.tenant())
                                .filter(party ->
                                        party.organiser().equals(conversation) || who instanceof Principal.Customer)
                                .next())
                .flatMap(party -> progress(who, party))
                .switchIfEmpty(Mono.defer(() -> ownPart(who, conversation)));
    }

    /** Staff see the latest hundred. */
    public Mono<List<GroupProgress>> all(Principal.Staff staff) {
        return transactions
                .in(staff.scope(), () -> groups.visible(staff.tenant()).collectList())
                .flatMapMany(Flux::fromIterable)
                .concatMap(party -> progress(staff, party))
                .collectList();
    }

    private Mono<GroupProgress> ownPart(Principal who, UUID conversation) {
        return transactions
                .in(who.scope(), () -> members.of(who.tenant(), conversation))
                .zipWhen(member ->
                        transactions.in(Scope.system(who.tenant()), () -> groups.find(who.tenant(), member.party())))
                .zipWith(rules.rules(who.tenant()), (found, needed) -> {
                    MemberStore.Member member = found.getT1();
                    int known = (int) needed.needed().stream()
                            .filter(member.known()::contains)
                            .count();
                    boolean done = member.agreed()
                            && member.name().isPresent()
                            && known >= needed.needed().size();
                    var own = new GroupProgress.Member(
                            member.id(),
                            member.name(),
                            member.agreed(),
                            known,
                            done,
                            Optional.empty(),
                            Optional.empty());
                    return progress(found.getT2(), Optional.empty(), needed, List.of(own));
                });
    }

    Mono<GroupProgress> progress(Principal who, Party party) {
        return rules.rules(who.tenant()).flatMap(known -> progress(who, party, known));
    }

    Mono<GroupProgress> progress(Principal who, Party party, GroupRules known) {
        return transactions
                .in(who.scope(), () -> groups.members(party.id(), known.needed()))
                .map(people -> progress(
                        party,
                        Optional.of(party.key())
                                .filter(key -> party.isOpen(clock.instant()))
                                .map(links::of),
                        known,
                        people));
    }

    private static GroupProgress progress(
            Party party, Optional<String> link, GroupRules known, List<GroupProgress.Member> people) {
        return new GroupProgress(
                party.id(),
                party.kind(),
                party.name(),
                party.date(),
                Math.max(party.size(), people.size()),
                party.deadline(),
                link,
                link.map(open -> party.until()),
                known.needed().size(),
                people);
    }
}
