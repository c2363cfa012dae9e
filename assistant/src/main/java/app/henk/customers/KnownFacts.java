package app.henk.customers;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Everything that is known of a person, over all modules, in one query. */
@Service
public class KnownFacts {

    /** What a turn reads of earlier conversations: the latest. */
    private static final int FOR_ADVICE = 40;

    private static final int ALL = 300;

    private static final String WHO = """
            with who as (
                select case when :account::uuid is null then '{}'::uuid[] else array[:account::uuid] end as accounts,
                       case when :account::uuid is null then array[:conversation::uuid]
                            else array(select henk.conversations_of(:account::uuid)) end as conversations,
                       array(select email from proven_email
                              where tenant_id = henk.tenant() and account_id = :account::uuid) as emails)
            select * from (
            """;

    private final ObjectProvider<PersonalFacts> sources;
    private final DatabaseClient database;

    KnownFacts(ObjectProvider<PersonalFacts> sources, DatabaseClient database) {
        this.sources = sources;
        this.database = database;
    }

    /**
     * What was told outside of this conversation and may be used in it, the latest first. Joins the caller's transaction,
     * which speaks for the customer.
     */
    public Mono<List<KnownFact>> earlier(Principal.Customer who, UUID conversation) {
        String sql = WHO + union(sources.orderedStream().filter(PersonalFacts::isForAdvice))
                + ") facts where conversation_id is distinct from :conversation order by at desc limit " + FOR_ADVICE;
        return database.sql(sql)
                .bind("account", who.user())
                .bind("conversation", conversation)
                .map(KnownFacts::fact)
                .all()
                .collectList();
    }

    /** All of it, the latest first. In the caller's transaction, which speaks for the system. */
    Mono<List<KnownFact>> all(Principal who) {
        Owner owner = Owner.of(who, Optional.empty());
        String sql = WHO + union(sources.orderedStream()) + ") facts order by at desc limit " + ALL;
        return owner.bind(database.sql(sql)).map(KnownFacts::fact).all().collectList();
    }

    Stream<PersonalFacts> sources() {
        return sources.orderedStream();
    }

    private static String union(Stream<PersonalFacts> sources) {
        return sources.map(source -> "(select '" + source.section()
                        + "' as section, ref::text, topic::text, value::text, at, conversation_id, message_id from ("
                        + source.query() + ") q)")
                .collect(Collectors.joining(" union all "));
    }

    private static KnownFact fact(Readable row) {
        return new KnownFact(
                Row.value(row, "section", String.class),
                Row.value(row, "ref", String.class),
                Row.value(row, "topic", String.class),
                Row.value(row, "value", String.class),
                Row.value(row, "at", Instant.class),
                Optional.ofNullable(row.get("conversation_id", UUID.class)),
                Optional.ofNullable(row.get("message_id", UUID.class)));
    }
}
