package app.henk.mail;

import app.henk.identity.Email;
import app.henk.platform.Ids;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where mail waits from the moment that it is decided. Both calls join the caller's transaction and speak for its
 * tenant, whoever the speaker is: what is rolled back is never sent, what is committed is sent once.
 */
@Service
public class Outbox {

    // no conflict target: naming one would ask for the right to read, which visitors have not
    private static final String INSERT = "insert into mail"
            + " (tenant_id, id, key, address, template, purpose, language, values, due_at)"
            + " select henk.tenant(), $1, $2, $3, $4, $5, $6, $7, $8 where henk.mail_is_welcome($3, $5)"
            + " on conflict do nothing";
    private static final String ATTACH = "insert into mail_attachment"
            + " (tenant_id, mail_id, ordinal, name, content_type, content) values (henk.tenant(), $1, $2, $3, $4, $5)";
    private static final String WITHDRAW = "select henk.withdraw_mail($1) as gone";

    private final DatabaseClient database;
    private final Templates templates;
    private final Clock clock;

    Outbox(DatabaseClient database, Templates templates, Clock clock) {
        this.database = database;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * Keeps a mail. False when it will not be sent: the address is none or has not agreed to mail of this purpose (see
     * {@link MailConsents}), it had too many today, or a mail with this key exists. A tool must not repeat that to a
     * visitor: it would tell who agreed.
     *
     * @throws IllegalArgumentException when there is no such template or it lacks a value: a mistake in the code
     */
    public Mono<Boolean> post(Mail mail) {
        Templates.Template template = templates.named(mail.template());
        String language = templates.language(mail.language());
        String values = MailValues.json(template.checked(mail.values()), language);
        UUID id = Ids.next();
        return Mono.justOrEmpty(Email.of(mail.to()))
                .flatMap(address -> database.sql(INSERT)
                        .bind(0, id)
                        .bind(1, mail.key())
                        .bind(2, address.value())
                        .bind(3, mail.template())
                        .bind(4, template.purpose().key())
                        .bind(5, language)
                        .bind(6, Json.of(values))
                        .bind(7, mail.notBefore().orElseGet(clock::instant))
                        .fetch()
                        .rowsUpdated())
                .flatMap(rows -> rows == 0 ? Mono.just(false) : attach(id, mail).thenReturn(true))
                .defaultIfEmpty(false);
    }

    /** Takes back a mail that nobody has begun to send. False when there is none such; its key stays used. */
    public Mono<Boolean> withdraw(String key) {
        return database.sql(WITHDRAW)
                .bind(0, key)
                .map(row -> Boolean.TRUE.equals(row.get("gone", Boolean.class)))
                .one();
    }

    private Mono<Void> attach(UUID id, Mail mail) {
        return Flux.fromIterable(mail.attachments())
                .index()
                .concatMap(numbered -> database.sql(ATTACH)
                        .bind(0, id)
                        .bind(1, numbered.getT1().intValue())
                        .bind(2, numbered.getT2().name())
                        .bind(3, numbered.getT2().contentType())
                        .bind(4, numbered.getT2().content())
                        .then())
                .then();
    }
}
