package app.henk.groups;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of a group's people. Runs in the caller's transaction. */
@Component
class MemberStore {

    /** More than this a link lets nobody in, whatever the organiser expects. */
    static final int MOST = 200;

    private final DatabaseClient database;

    MemberStore(DatabaseClient database) {
        this.database = database;
    }

    record Member(
            UUID id,
            UUID party,
            Optional<String> name,
            Optional<String> email,
            String language,
            boolean agreed,
            List<String> known) {}

    /** False when the group is full. */
    Mono<Boolean> insert(TenantId tenant, UUID id, UUID party, UUID conversation, String language) {
        return database.sql("""
                        insert into party_member (tenant_id, id, party_id, conversation_id, language)
                        select :tenant, :id, :party, :conversation, :language
                         where (select count(*) from party_member where tenant_id = :tenant and party_id = :party) < :most
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("party", party)
                .bind("conversation", conversation)
                .bind("language", language)
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Whose conversation this is, if anybody's in a group; as far as the scope sees it. */
    Mono<Member> of(TenantId tenant, UUID conversation) {
        return database.sql("""
                        select *, array(select henk.measures_known(tenant_id, conversation_id)) as known
                          from party_member where tenant_id = :tenant and conversation_id = :conversation
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(MemberStore::member)
                .one();
    }

    /** The conversation in which somebody with this account is in the group already. */
    Mono<UUID> conversationOf(TenantId tenant, UUID party, UUID account) {
        return database.sql("""
                        select m.conversation_id from party_member m join conversation c
                            on c.tenant_id = m.tenant_id and c.id = m.conversation_id
                         where m.tenant_id = :tenant and m.party_id = :party and c.account_id = :account
                         order by m.joined_at limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("party", party)
                .bind("account", account)
                .map(row -> Row.value(row, "conversation_id", UUID.class))
                .one();
    }

    /** Who somebody is, and how to be reached; what was told before and is not told again stays. */
    record Person(String name, Optional<String> email, Optional<String> phone) {}

    /** Keeps who agreed. True when there is now a way to reach this person; false for a place that is erased. */
    Mono<Boolean> agreed(TenantId tenant, UUID conversation, Person person, String version, Instant at) {
        return database.sql("""
                        update party_member set name = :name, email = coalesce(:email, email),
                               phone = coalesce(:phone, phone), consent_version = :version,
                               consented_at = coalesce(consented_at, :at), changed_at = now()
                         where tenant_id = :tenant and conversation_id = :conversation
                        returning (email is not null or phone is not null) as reachable
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .bind("name", person.name())
                .bind("email", Parameter.fromOrEmpty(person.email().orElse(null), String.class))
                .bind("phone", Parameter.fromOrEmpty(person.phone().orElse(null), String.class))
                .bind("version", version)
                .bind("at", at)
                .map(row -> Row.value(row, "reachable", Boolean.class))
                .one()
                .defaultIfEmpty(false);
    }

    /**
     * Those who agreed, can be written to, and have something missing. Who is there on two devices is one person, by the
     * address, and knows what was told on either. As the system.
     */
    Flux<Member> late(TenantId tenant, UUID party, List<String> needed) {
        return database.sql("""
                        select * from (
                            select distinct on (lower(m.email)) m.*, array(
                                       select kind from party_member other,
                                              henk.measures_known(other.tenant_id, other.conversation_id) kind
                                        where other.tenant_id = m.tenant_id and other.party_id = m.party_id
                                          and lower(other.email) = lower(m.email)) as known
                              from party_member m
                             where m.tenant_id = :tenant and m.party_id = :party and m.consented_at is not null
                               and m.email is not null
                             order by lower(m.email), m.joined_at) person
                         where not known @> :needed order by joined_at limit 200
                        """)
                .bind("tenant", tenant.value())
                .bind("party", party)
                .bind("needed", needed.toArray(String[]::new))
                .map(MemberStore::member)
                .all();
    }

    private static Member member(Readable row) {
        String[] known = Row.value(row, "known", String[].class);
        return new Member(
                Row.value(row, "id", UUID.class),
                Row.value(row, "party_id", UUID.class),
                Optional.ofNullable(row.get("name", String.class)),
                Optional.ofNullable(row.get("email", String.class)),
                Row.value(row, "language", String.class),
                row.get("consented_at", Instant.class) != null,
                Arrays.asList(known));
    }
}
