package app.henk.mail;

import app.henk.platform.Row;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mails as rows. Runs in the caller's transaction. */
@Component
class MailRows {

    /** Of a table that is called {@code m}; whoever reads the mailbox holds the key already. */
    static final String COLUMNS = "m.id, m.address, m.template, m.purpose, m.language, m.values, m.state, m.attempts,"
            + " m.problem, m.created_at, m.due_at, m.finished_at, (select c.withdraw_key from mail_consent c"
            + " where c.tenant_id = m.tenant_id and c.address = m.address and c.purpose = m.purpose"
            + " and c.withdrawn_at is null order by c.agreed_at desc, c.id limit 1) as withdraw_key";

    private static final String ONE =
            "select " + COLUMNS + " from mail m where m.tenant_id = henk.tenant() and m.id = $1";
    private static final String NEWEST = "select " + COLUMNS + " from mail m where m.tenant_id = henk.tenant()"
            + " and ($1::text is null or m.state = $1) and ($2::uuid is null or m.id < $2) order by m.id desc limit $3";
    private static final String FILES = "select name, content_type, content from mail_attachment"
            + " where tenant_id = henk.tenant() and mail_id = $1 order by ordinal";

    private final DatabaseClient database;

    MailRows(DatabaseClient database) {
        this.database = database;
    }

    /** With its attachments. */
    Mono<StoredMail> find(UUID id) {
        return database.sql(ONE).bind(0, id).map(MailRows::read).one().flatMap(this::withFiles);
    }

    /** Without attachments, the newest first. */
    Flux<StoredMail> newest(Optional<String> state, Optional<UUID> after, int limit) {
        return database.sql(NEWEST)
                .bind(0, Parameter.fromOrEmpty(state.orElse(null), String.class))
                .bind(1, Parameter.fromOrEmpty(after.orElse(null), UUID.class))
                .bind(2, limit)
                .map(MailRows::read)
                .all();
    }

    Mono<StoredMail> withFiles(StoredMail mail) {
        return database.sql(FILES)
                .bind(0, mail.id())
                .map(row -> new Attachment(
                        Row.value(row, "name", String.class),
                        Row.value(row, "content_type", String.class),
                        Row.value(row, "content", byte[].class)))
                .all()
                .collectList()
                .map(mail::with);
    }

    static StoredMail read(Readable row) {
        return new StoredMail(
                Row.value(row, "id", UUID.class),
                Row.value(row, "address", String.class),
                Row.value(row, "template", String.class),
                MailPurpose.valueOf(Row.value(row, "purpose", String.class).toUpperCase(Locale.ROOT)),
                Row.value(row, "language", String.class),
                MailValues.read(Row.value(row, "values", Json.class).asString()),
                Row.value(row, "state", String.class),
                Row.value(row, "attempts", Integer.class),
                Optional.ofNullable(row.get("problem", String.class)),
                Row.value(row, "created_at", Instant.class),
                Row.value(row, "due_at", Instant.class),
                Optional.ofNullable(row.get("finished_at", Instant.class)),
                Optional.ofNullable(row.get("withdraw_key", byte[].class)),
                List.of());
    }
}
