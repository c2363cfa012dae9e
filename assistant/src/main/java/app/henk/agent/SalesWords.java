package app.henk.agent;

import app.henk.crm.Change;
import app.henk.crm.CrmChange;
import app.henk.crm.CrmChangeListener;
import app.henk.crm.Entity;
import app.henk.crm.Pipelines;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Principal;
import app.henk.insights.Questions;
import app.henk.platform.TenantId;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Learns what a tenant calls its own things before a colleague's message is read: stages, colleagues, teams, companies,
 * products, sectors, sources, countries. Kept for each asker, since each sees other deals; read anew behind an answer when
 * older than a minute, and before the next one when something was named anew.
 */
@Component
class SalesWords implements CrmChangeListener {

    private static final Logger LOG = LoggerFactory.getLogger(SalesWords.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST_ASKERS = 500;
    /** No message waits longer for the words: without them it is understood, only less of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A change is heard before it is committed. */
    private static final Duration COMMITTED = Duration.ofSeconds(2);

    private static final Set<String> NAMING = Set.of("product", "sector", "source");

    private record Kept(SalesTerms terms, Instant at) {}

    private final Pipelines pipelines;
    private final Questions questions;
    private final Clock clock;
    private final AsyncLoadingCache<Principal.Staff, Kept> kept;
    private final Cache<TenantId, Instant> changed =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(10_000).build();

    SalesWords(Pipelines pipelines, Questions questions, Clock clock) {
        this.pipelines = pipelines;
        this.questions = questions;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_ASKERS)
                .buildAsync((staff, executor) -> read(staff).toFuture());
    }

    /** Nothing for whoever is no colleague. Never fails. */
    Mono<SalesTerms> of(Principal principal) {
        return switch (principal) {
            case Principal.Staff staff ->
                Mono.fromFuture(() -> kept.get(staff), true)
                        .flatMap(terms -> isOutdated(staff, terms) ? again(staff) : Mono.just(terms))
                        .map(Kept::terms)
                        .timeout(PATIENCE)
                        .onErrorResume(fault -> {
                            LOG.warn("the words of a tenant's sales cannot be read", fault);
                            return Mono.just(SalesTerms.NONE);
                        });
            case Principal.Customer _, Principal.Visitor _ -> Mono.just(SalesTerms.NONE);
        };
    }

    private boolean isOutdated(Principal.Staff staff, Kept terms) {
        Instant change = changed.getIfPresent(staff.tenant());
        return change != null && terms.at().isBefore(change.plus(COMMITTED));
    }

    private Mono<Kept> again(Principal.Staff staff) {
        return Mono.fromFuture(
                () -> {
                    kept.synchronous().invalidate(staff);
                    return kept.get(staff);
                },
                true);
    }

    private Mono<Kept> read(Principal.Staff staff) {
        Instant at = clock.instant();
        return Mono.zip(
                pipelines.stages(staff.tenant()),
                questions.words(staff),
                (stages, values) -> new Kept(new SalesTerms(names(stages), values), at));
    }

    @Override
    public boolean hears(Entity entity) {
        return entity == Entity.ORGANISATION || entity == Entity.SALESPERSON || entity == Entity.DEAL;
    }

    @Override
    public Mono<Void> changed(CrmChange change) {
        return Mono.fromRunnable(() -> {
            if (change.changes().stream().anyMatch(SalesWords::names)) {
                changed.put(change.tenant(), clock.instant());
            }
        });
    }

    private static boolean names(Change change) {
        return switch (change.entity()) {
            case ORGANISATION, SALESPERSON -> true;
            case DEAL -> change.after().keySet().stream().anyMatch(NAMING::contains);
            case CONTACT, LEAD, TASK, ACTIVITY -> false;
        };
    }

    private static Map<String, List<String>> names(Stages stages) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Stage stage : stages.all()) {
            List<String> words = new ArrayList<>(stage.name().values());
            words.addAll(stage.synonyms());
            names.putIfAbsent(stage.key(), words);
        }
        return names;
    }
}
