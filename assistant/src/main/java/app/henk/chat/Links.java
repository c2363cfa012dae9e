package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.mail.Mail;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.mail.Outbox;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * A visitor's talk goes on at another device: by a link that opens it once, within ten minutes. The other device gets a
 * key of its own; the first one's keeps working. Whoever has an account simply signs in there.
 */
@Service
class Links {

    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Duration HANDED_OUT_LIFE = Duration.ofDays(7);

    /** Behind the address, where no server's log sees it. */
    private static final String FRAGMENT = "#henk=";

    private final TenantTransactions transactions;
    private final LinkStore store;
    private final LinkPages pages;
    private final Outbox outbox;
    private final MailConsents consents;
    private final Limits limits;
    private final Wording wording;
    private final Clock clock;

    Links(
            TenantTransactions transactions,
            LinkStore store,
            LinkPages pages,
            Outbox outbox,
            MailConsents consents,
            Limits limits,
            Wording wording,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.pages = pages;
        this.outbox = outbox;
        this.consents = consents;
        this.limits = limits;
        this.wording = wording;
        this.clock = clock;
    }

    /** @param modules of a QR code of the URL, a line of 0 and 1 for each row, without a margin */
    record Link(String url, Instant expires, List<String> modules) {}

    /** Fails with a not-found problem for a conversation that is not the visitor's. */
    Mono<Link> create(Principal.Visitor visitor, ServerHttpRequest request) {
        return create(visitor, request, LIFE);
    }

    /** For somebody who is not there: an administrator hands it out. Joins the caller's transaction. */
    Mono<Link> toHandOut(Principal.Visitor visitor, ServerHttpRequest request) {
        return create(visitor, request, HANDED_OUT_LIFE);
    }

    private Mono<Link> create(Principal.Visitor visitor, ServerHttpRequest request, Duration life) {
        LinkToken token = LinkToken.fresh();
        Instant expires = clock.instant().plus(life);
        return talk(visitor)
                .flatMap(talk -> pages.of(visitor.tenant(), talk.page(), request))
                .flatMap(page -> transactions
                        .in(visitor.scope(), () -> store.add(visitor.conversation(), token, expires))
                        .thenReturn(link(page, token, expires)));
    }

    /**
     * Sends the link by mail: whoever asks for it with an address agrees to that mail. It is done when this completes,
     * whether or not the address receives mail from here: nobody learns that.
     */
    Mono<Void> mail(Principal.Visitor visitor, Tenant tenant, String address, String language) {
        LinkToken token = LinkToken.fresh();
        Instant expires = clock.instant().plus(LIFE);
        return talk(visitor)
                .flatMap(talk -> pages.ofMail(tenant.id(), talk.page()))
                .flatMap(page -> transactions.in(
                        visitor.scope(),
                        () -> store.add(visitor.conversation(), token, expires)
                                .then(consents.agree(visitor, address, MailPurpose.ACCOUNT))
                                .then(outbox.post(mail(
                                        token,
                                        address,
                                        language,
                                        Map.of(
                                                "link",
                                                page + FRAGMENT + token.wire(),
                                                "until",
                                                expires.atZone(tenant.zone())))))))
                .then();
    }

    private static Mail mail(LinkToken token, String address, String language, Map<String, Object> values) {
        return new Mail("magic-link:" + token.id(), address, "magic-link", language, values);
    }

    /** So many links are made of one conversation as a person needs, and none of one that is not the visitor's. */
    private Mono<LinkStore.Talk> talk(Principal.Visitor visitor) {
        return limits.check(Limit.CHAT_LINK, visitor.conversation().toString())
                .then(transactions.in(visitor.scope(), () -> store.talk(visitor.conversation())))
                .switchIfEmpty(Mono.error(SessionKey::unknown));
    }

    private static Link link(String page, LinkToken token, Instant expires) {
        String url = page + FRAGMENT + token.wire();
        return new Link(url, expires, QrModules.of(url));
    }

    /**
     * Opens a link, once: the first who shows it gets a key to the conversation.
     *
     * @param language of the sentence that says why it opens nothing
     */
    Mono<SessionKey> redeem(Tenant tenant, String wire, String language) {
        Optional<LinkToken> token = LinkToken.parse(wire);
        if (token.isEmpty()) {
            return Mono.error(refused(LinkStore.Refusal.UNKNOWN, language));
        }
        Instant now = clock.instant();
        return transactions.in(
                Scope.system(tenant.id()),
                () -> store.use(token.get(), now)
                        .map(SessionKey::anew)
                        .flatMap(key -> store.addKey(key).thenReturn(key))
                        .switchIfEmpty(Mono.defer(() ->
                                store.refusal(token.get(), now).flatMap(why -> Mono.error(refused(why, language))))));
    }

    private Problem refused(LinkStore.Refusal why, String language) {
        String word = why.name().toLowerCase(Locale.ROOT);
        HttpStatus status = why == LinkStore.Refusal.UNKNOWN ? HttpStatus.NOT_FOUND : HttpStatus.GONE;
        return new Problem(status, "link-" + word, wording.say("customers.link." + word, language));
    }
}
