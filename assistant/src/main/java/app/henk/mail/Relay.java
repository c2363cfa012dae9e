package app.henk.mail;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.TenantId;
import app.henk.platform.jobs.Job;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Hands mail that is due to the mail server. A mail is claimed under a lease, given to the server while no transaction
 * is open, and marked: so it is sent once. One window is left that no sender can close: an instance that dies after the
 * server took the mail and before the mark is written. Then the mail goes out again when the lease has ended, under the
 * same Message-ID. A stop is no such death: it waits for what is under way.
 */
@Component
class Relay implements Job, SmartLifecycle {

    static final int MOST_ATTEMPTS = 14;
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final int MOST_TENANTS = 20;
    private static final int MOST_MAILS = 50;
    private static final int AT_ONCE = 3;
    /** Longer than the server may take for its last answer, and shorter than a mail is claimed for. */
    static final Duration LONGEST_CONVERSATION = Duration.ofMinutes(12);

    // whoever is slow holds up the others for so long; the next run takes what is due beside what is under way
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final int MOST_UNDER_WAY = 30;
    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration LONGEST_DELAY = Duration.ofHours(4);
    private static final Duration PATIENCE_AT_A_STOP = Duration.ofSeconds(8);
    // after the jobs, which begin no more then; before the connections are closed
    private static final int PHASE = 1;

    private static final Scheduler WORKERS = Schedulers.fromExecutorService(
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("mail-", 0).factory()),
            "mail");

    private final MailConfiguration.MailWay way;
    private final MailClaims claims;
    private final Letters letters;
    private final Templates templates;
    private final Tenants tenants;
    private final MeterRegistry registry;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean running;
    private volatile boolean stopping;

    Relay(
            MailConfiguration.MailWay way,
            MailClaims claims,
            Letters letters,
            Templates templates,
            Tenants tenants,
            MeterRegistry registry) {
        this.way = way;
        this.claims = claims;
        this.letters = letters;
        this.templates = templates;
        this.tenants = tenants;
        this.registry = registry;
    }

    @Override
    public String name() {
        return "mail-relay";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Void> run() {
        return run(LONGEST_RUN);
    }

    /** @param longest after which nobody waits for the mails that are under way; they go to their end */
    Mono<Void> run(Duration longest) {
        return Mono.justOrEmpty(way.smtp())
                .flatMapMany(smtp -> claims.tenants(MOST_TENANTS)
                        .collectList()
                        .flatMapIterable(found -> found)
                        .concatMap(tenant -> ofTenant(smtp, tenant), 1))
                .takeUntil(outcome -> outcome instanceof Handover.Unreachable)
                .take(longest)
                .then();
    }

    private Flux<Handover> ofTenant(Smtp smtp, TenantId tenant) {
        return Flux.range(0, AT_ONCE)
                .flatMap(lane -> one(smtp, tenant)
                        .expand(done -> done instanceof Handover.Unreachable ? Mono.empty() : one(smtp, tenant))
                        .take(MOST_MAILS / AT_ONCE));
    }

    /** Goes to its end whoever stops waiting for it. Empty when there is nothing to send, or too much under way. */
    private Mono<Handover> one(Smtp smtp, TenantId tenant) {
        return Mono.defer(() -> stopping || underWay.get() >= MOST_UNDER_WAY
                ? Mono.empty()
                : Mono.fromFuture(
                        () -> {
                            underWay.incrementAndGet();
                            return claims.next(tenant)
                                    .flatMap(claim -> settled(smtp, claim))
                                    .doFinally(end -> underWay.decrementAndGet())
                                    .toFuture();
                        },
                        true));
    }

    private Mono<Handover> settled(Smtp smtp, MailClaims.Claim claim) {
        if (!claim.toBeSent()) {
            String reason = claim.mail().problem().orElse("");
            count(claim, claim.mail().state());
            return Mono.just(new Handover.Refused(reason));
        }
        return tenants.tenant(claim.tenant())
                .flatMap(tenant -> attempt(smtp, claim.mail(), tenant))
                .delayUntil(outcome -> mark(smtp, claim, outcome));
    }

    private Mono<Handover> attempt(Smtp smtp, StoredMail mail, Tenant tenant) {
        Letter letter;
        try {
            letter = letters.of(mail, tenant);
        } catch (RuntimeException e) {
            log.error("The mail {} cannot be put into words", mail.id(), e);
            return Mono.just(new Handover.Refused(
                    "It cannot be put into words: " + e.getClass().getSimpleName()));
        }
        return handedOver(smtp, letter);
    }

    private static Mono<Handover> handedOver(Smtp smtp, Letter letter) {
        return Mono.fromCallable(() -> {
                    // the library looks for its parts there, and a worker inherits it from whoever comes by
                    Thread.currentThread().setContextClassLoader(Relay.class.getClassLoader());
                    return smtp.send(letter);
                })
                .subscribeOn(WORKERS)
                .timeout(LONGEST_CONVERSATION)
                .onErrorResume(failure -> Mono.just(new Handover.Unreachable(
                        "No end after " + LONGEST_CONVERSATION.toSeconds() + " s: " + failure)));
    }

    private Mono<Void> mark(Smtp smtp, MailClaims.Claim claim, Handover outcome) {
        Mono<Boolean> marked = switch (outcome) {
            case Handover.Accepted accepted ->
                claims.sent(
                        claim,
                        smtp.messageId(claim.mail().id()),
                        Set.copyOf(templates.named(claim.mail().template()).secret()));
            case Handover.Refused(String reason) -> claims.failed(claim, reason);
            case Handover.Deferred(String reason) -> again(claim, reason);
            case Handover.Unreachable(String reason) -> {
                log.warn("Mail cannot be handed over: {}", reason);
                yield again(claim, reason);
            }
        };
        return marked.retryWhen(Retry.backoff(6, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(10)))
                .doOnNext(mine -> {
                    count(claim, outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
                    if (!mine) {
                        log.warn(
                                "The mail {} was taken over or erased while it was sent",
                                claim.mail().id());
                    }
                })
                .then();
    }

    private Mono<Boolean> again(MailClaims.Claim claim, String reason) {
        int attempts = claim.mail().attempts();
        return attempts >= MOST_ATTEMPTS ? claims.failed(claim, reason) : claims.later(claim, reason, delay(attempts));
    }

    /** A minute, then twice as long each time, up to four hours: about a day in all. */
    static Duration delay(int attempts) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, 20));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private void count(MailClaims.Claim claim, String outcome) {
        registry.counter("henk.mail", "template", claim.mail().template(), "outcome", outcome)
                .increment();
    }

    @Override
    public void start() {
        stopping = false;
        running = true;
    }

    @Override
    public void stop() {
        stopping = true;
        running = false;
    }

    @Override
    public void stop(Runnable stopped) {
        stop();
        Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .takeUntil(tick -> underWay.get() == 0)
                .take(PATIENCE_AT_A_STOP)
                .doFinally(end -> stopped.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
