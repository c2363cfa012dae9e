package app.henk.groups;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import app.henk.promises.InvitedGuests;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The guests of groups, as far as they have said who they are. */
@Component
class GroupGuests implements InvitedGuests {

    private final DatabaseClient database;

    GroupGuests(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Guest> ofConversation(TenantId tenant, UUID conversation) {
        return database.sql("""
                        select m.name, m.email, m.phone, p.deal_id, m.consented_at is not null as agreed
                          from party_member m join party p on p.tenant_id = m.tenant_id and p.id = m.party_id
                         where m.tenant_id = :tenant and m.conversation_id = :conversation and m.name is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(row -> new Guest(
                        Row.value(row, "name", String.class),
                        Optional.ofNullable(row.get("email", String.class)),
                        Optional.ofNullable(row.get("phone", String.class)),
                        Row.value(row, "deal_id", UUID.class),
                        Boolean.TRUE.equals(row.get("agreed", Boolean.class))))
                .one();
    }
}
