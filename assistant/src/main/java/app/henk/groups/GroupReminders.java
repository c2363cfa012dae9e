package app.henk.groups;

import app.henk.groups.GroupStore.Party;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.mail.Mail;
import app.henk.mail.Outbox;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import app.henk.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reminds people of a group whose measures are still missing as its deadline comes near: those who agreed and left an
 * address, once for each of the tenant's days, as long as the link in the reminder opens the group. A deadline that has
 * moved is another one.
 */
@Component
class GroupReminders implements Job {

    private static final int AT_ONCE = 100;

    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final GroupStore groups;
    private final MemberStore members;
    private final GroupRulesStore rules;
    private final GroupLinks links;
    private final Outbox outbox;
    private final Wording wording;
    private final Clock clock;

    GroupReminders(
            Tenants tenants,
            TenantTransactions transactions,
            GroupStore groups,
            MemberStore members,
            GroupRulesStore rules,
            GroupLinks links,
            Outbox outbox,
            Wording wording,
            Clock clock) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.groups = groups;
        this.members = members;
        this.rules = rules;
        this.links = links;
        this.outbox = outbox;
        this.wording = wording;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "group-reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Void> run() {
        return groups.tenantsWithOpen()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(tenants::tenant)
                .concatMap(tenant -> rules.rules(tenant.id()).flatMap(known -> remind(tenant, known)))
                .then();
    }

    private Mono<Void> remind(Tenant tenant, GroupRules known) {
        LocalDate today = LocalDate.now(clock.withZone(tenant.zone()));
        return page(tenant, known, today, new UUID(0, 0))
                .expand(parties -> parties.size() < AT_ONCE
                        ? Mono.empty()
                        : page(tenant, known, today, parties.getLast().id()))
                .concatMapIterable(parties -> parties)
                .concatMap(party ->
                        Mono.justOrEmpty(due(party, known, today)).flatMap(days -> remind(tenant, known, party, days)))
                .then();
    }

    private Mono<List<Party>> page(Tenant tenant, GroupRules known, LocalDate today, UUID after) {
        return transactions.in(
                Scope.system(tenant.id()),
                () -> groups.due(tenant.id(), today, known.remindedUntil(today), after, AT_ONCE)
                        .collectList());
    }

    /** The latest of the tenant's days that has come, as days before the deadline; none before the first or too late. */
    private static Optional<Integer> due(Party party, GroupRules known, LocalDate today) {
        return party.deadline()
                .map(deadline -> ChronoUnit.DAYS.between(today, deadline))
                .filter(left -> left >= 0)
                .flatMap(left -> known.remindDaysBefore().stream()
                        .filter(days -> left <= days)
                        .min(Integer::compare));
    }

    private Mono<Void> remind(Tenant tenant, GroupRules known, Party party, int days) {
        return transactions.in(
                Scope.system(tenant.id()),
                () -> members.late(tenant.id(), party.id(), known.needed())
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(member -> outbox.post(mail(party, known, member, days)))
                        .then());
    }

    /** Its key makes it one mail for each person, deadline and day before it, however often the job runs. */
    private Mail mail(Party party, GroupRules known, MemberStore.Member member, int days) {
        List<String> missing = known.needed().stream()
                .filter(kind -> !member.known().contains(kind))
                .map(kind -> wording.say("groups.size." + kind, member.language()))
                .toList();
        LocalDate deadline = party.deadline().orElseThrow();
        Map<String, Object> values = new HashMap<>();
        values.put("group", party.name());
        values.put("deadline", deadline);
        values.put("link", links.of(party.key()));
        values.put("missing", missing);
        member.name().ifPresent(name -> values.put("name", name));
        return new Mail(
                "group-reminder:" + member.id() + ":" + deadline + ":" + days,
                member.email().orElseThrow(),
                "group-reminder",
                member.language(),
                values);
    }
}
