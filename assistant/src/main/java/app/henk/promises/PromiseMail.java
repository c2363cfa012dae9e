package app.henk.promises;

import app.henk.identity.Colleagues;
import app.henk.identity.Tenant;
import app.henk.mail.Mail;
import app.henk.mail.Outbox;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is written about promises, in the transaction that decides it; to a person only if they agreed to such mail. */
@Component
class PromiseMail {

    private static final int LONGEST_ABOUT = 300;
    private static final String WARNING = "promise-due";

    private final Outbox outbox;
    private final Colleagues colleagues;
    private final PromiseWords words;

    PromiseMail(Outbox outbox, Colleagues colleagues, PromiseWords words) {
        this.outbox = outbox;
        this.colleagues = colleagues;
        this.words = words;
    }

    /** Before it breaks, to the colleague who gave it, else to all. */
    Mono<Void> warn(Tenant tenant, Promise promise) {
        String language = tenant.language();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("what", words.what(promise, language));
        values.put("due", promise.due());
        values.put("who", promise.name());
        return colleagues
                .mailboxes(promise.staff())
                .concatMap(to -> outbox.post(new Mail(
                        WARNING + ":" + promise.id() + ":" + to.account(), to.address(), WARNING, language, values)))
                .then();
    }

    /**
     * SQL that tells of a mail whether it warns of one of these promises: it goes to colleagues and names whom they
     * promised something.
     *
     * @param promises SQL that selects their ids as text
     */
    static String isWarningOf(String promises) {
        return "template = '" + WARNING + "' and split_part(key, ':', 2) in (" + promises + ")";
    }

    Mono<Void> late(Promise promise) {
        Map<String, Object> values = toPerson(promise);
        values.put("due", promise.due());
        return post("promise-late", promise, values);
    }

    /** With the colleague's word, which is for the person. */
    Mono<Void> kept(Promise promise) {
        Map<String, Object> values = toPerson(promise);
        if (!promise.note().isBlank()) {
            values.put("note", promise.note());
        }
        return post("promise-kept", promise, values);
    }

    private Map<String, Object> toPerson(Promise promise) {
        Map<String, Object> values = new LinkedHashMap<>();
        String what = words.what(promise, promise.language());
        values.put("what", what.substring(0, Math.min(what.length(), LONGEST_ABOUT)));
        if (!promise.name().isBlank()) {
            values.put("name", promise.name());
        }
        return values;
    }

    private Mono<Void> post(String template, Promise promise, Map<String, Object> values) {
        return Mono.justOrEmpty(promise.email())
                .flatMap(address -> outbox.post(
                        new Mail(template + ":" + promise.id(), address, template, promise.language(), values)))
                .then();
    }
}
