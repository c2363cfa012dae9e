package app.henk.crm;

import app.henk.crm.NextAction.Author;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Three things to do next for one deal. Asked for one deal at a time, never for a list: a model may write them. */
@Service
public class NextActions {

    private static final Logger LOG = LoggerFactory.getLogger(NextActions.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST_KEPT = 5_000;
    private static final int LONGEST = 200;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final DealSituations situations;
    private final NextActionRules rules;
    private final Optional<NextActionWriter> writer;
    private final Clock clock;
    private final AsyncCache<Written, List<NextAction>> written =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).buildAsync();

    NextActions(
            TenantTransactions transactions,
            Tenants tenants,
            DealSituations situations,
            NextActionRules rules,
            ObjectProvider<NextActionWriter> writer,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.situations = situations;
        this.rules = rules;
        this.writer = Optional.ofNullable(writer.getIfAvailable());
        this.clock = clock;
    }

    /** What a model wrote holds for a deal as it stands: with its history, its tasks and its health on that day. */
    private record Written(TenantId tenant, UUID deal, String language, DealSituation situation) {}

    /**
     * Fails with a not-found problem for a deal that the asker does not see.
     *
     * @param language de, en or fr; for another one the tenant's own
     */
    public Mono<List<NextAction>> of(Principal.Staff staff, UUID deal, String language) {
        return tenants.tenant(staff.tenant()).flatMap(tenant -> {
            String spoken = tenant.languages().contains(language) ? language : tenant.language();
            return situation(staff, tenant, deal, spoken)
                    .flatMap(found -> writer.isPresent() && found.health().isPresent()
                            ? byModel(writer.get(), tenant, new Written(staff.tenant(), deal, spoken, found))
                            : Mono.just(byRules(found, spoken)));
        });
    }

    private Mono<DealSituation> situation(Principal.Staff staff, Tenant tenant, UUID deal, String language) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, tenant.zone());
        return transactions
                .in(staff.scope(), () -> situations.of(deal, language, now, today, tenant.zone()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("deal")));
    }

    /** A model is asked once for a deal as it stands, however many ask; what fails is asked again the next time. */
    private Mono<List<NextAction>> byModel(NextActionWriter model, Tenant tenant, Written key) {
        return Mono.fromFuture(
                        () -> written.get(
                                key,
                                (asked, executor) -> model.write(tenant, asked.situation(), asked.language())
                                        .timeout(PATIENCE)
                                        .filter(NextActions::isUsable)
                                        .map(texts -> texts.stream()
                                                .map(text -> new NextAction(text.strip(), Author.MODEL))
                                                .toList())
                                        .toFuture()),
                        true)
                .onErrorResume(failure -> {
                    LOG.info("Rules write the next actions of deal {}: {}", key.deal(), failure.toString());
                    return Mono.empty();
                })
                .switchIfEmpty(Mono.fromSupplier(() -> byRules(key.situation(), key.language())));
    }

    private static boolean isUsable(List<String> texts) {
        return texts.size() == NextActionRules.ACTIONS
                && texts.stream().allMatch(text -> !text.isBlank() && text.length() <= LONGEST);
    }

    private List<NextAction> byRules(DealSituation situation, String language) {
        return rules.write(situation, language).stream()
                .map(text -> new NextAction(text, Author.RULE))
                .toList();
    }
}
