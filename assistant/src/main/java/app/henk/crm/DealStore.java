package app.henk.crm;

import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of deals and of what happened with them. Runs in the caller's transaction. */
@Component
class DealStore {

    private final DatabaseClient database;

    DealStore(DatabaseClient database) {
        this.database = database;
    }

    record NewDeal(
            UUID id,
            String title,
            UUID contact,
            UUID lead,
            BigDecimal value,
            String currency,
            SalesRules.Stage stage,
            Optional<LocalDate> expectedClose,
            @Nullable UUID conversation) {}

    Mono<Void> insert(TenantId tenant, NewDeal deal) {
        return database.sql("""
                        insert into deal (tenant_id, id, title, contact_id, lead_id, value, currency, stage_key, status,
                                          probability, expected_close, conversation_id, last_contact_at)
                        values (:tenant, :id, :title, :contact, :lead, :value, :currency, :stage, :state, :probability,
                                :close, :conversation, now())
                        """)
                .bind("tenant", tenant.value())
                .bind("id", deal.id())
                .bind("title", deal.title())
                .bind("contact", deal.contact())
                .bind("lead", deal.lead())
                .bind("value", deal.value())
                .bind("currency", deal.currency())
                .bind("stage", deal.stage().key())
                .bind("state", deal.stage().state())
                .bind("probability", deal.stage().probability())
                .bind("close", Parameter.fromOrEmpty(deal.expectedClose().orElse(null), LocalDate.class))
                .bind("conversation", Parameter.fromOrEmpty(deal.conversation(), UUID.class))
                .then();
    }

    /** Brings the deal of a wish up to date, as long as nobody has moved it on. */
    Mono<Void> update(TenantId tenant, UUID id, String title, Optional<BigDecimal> value, String firstStage) {
        return database.sql("""
                        update deal set title = :title, value = coalesce(:value, value), version = version + 1,
                               updated_at = now(), last_contact_at = now()
                         where tenant_id = :tenant and id = :id and stage_key = :stage
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("title", title)
                .bind("value", Parameter.fromOrEmpty(value.orElse(null), BigDecimal.class))
                .bind("stage", firstStage)
                .then();
    }

    record NewActivity(
            String type,
            String subject,
            String body,
            UUID contact,
            @Nullable UUID lead,
            @Nullable UUID deal,
            @Nullable UUID conversation,
            @Nullable UUID actor,
            boolean tainted) {}

    Mono<Void> log(TenantId tenant, NewActivity activity) {
        return database.sql("""
                        insert into activity (tenant_id, id, type, subject, body, contact_id, lead_id, deal_id,
                                              conversation_id, actor_id, tainted)
                        values (:tenant, :id, :type, :subject, :body, :contact, :lead, :deal, :conversation, :actor,
                                :tainted)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", Ids.next())
                .bind("type", activity.type())
                .bind("subject", activity.subject())
                .bind("body", activity.body())
                .bind("contact", activity.contact())
                .bind("lead", Parameter.fromOrEmpty(activity.lead(), UUID.class))
                .bind("deal", Parameter.fromOrEmpty(activity.deal(), UUID.class))
                .bind("conversation", Parameter.fromOrEmpty(activity.conversation(), UUID.class))
                .bind("actor", Parameter.fromOrEmpty(activity.actor(), UUID.class))
                .bind("tainted", activity.tainted())
                .then();
    }

    Flux<Deal> byEmail(TenantId tenant, String email, int limit) {
        return database.sql("""
                        select d.*, trim(c.first_name || ' ' || c.last_name) as contact_name, c.email as contact_email
                          from deal d join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id
                         where d.tenant_id = :tenant and c.email = :email order by d.id desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("email", email)
                .bind("limit", limit)
                .map(DealStore::deal)
                .all();
    }

    Flux<Activity> ofLead(TenantId tenant, UUID lead, int limit) {
        return database.sql("""
                        select id, type, subject, body, conversation_id, tainted, at from activity
                         where tenant_id = :tenant and lead_id = :lead order by at desc, id desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .bind("limit", limit)
                .map(row -> new Activity(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "type", String.class),
                        Row.value(row, "subject", String.class),
                        Row.value(row, "body", String.class),
                        Optional.ofNullable(row.get("conversation_id", UUID.class)),
                        Boolean.TRUE.equals(row.get("tainted", Boolean.class)),
                        Row.value(row, "at", Instant.class)))
                .all();
    }

    private static Deal deal(Readable row) {
        return new Deal(
                Row.value(row, "id", UUID.class),
                Row.value(row, "title", String.class),
                Row.value(row, "contact_name", String.class),
                Optional.ofNullable(row.get("contact_email", String.class)),
                Optional.ofNullable(row.get("lead_id", UUID.class)),
                Row.value(row, "value", BigDecimal.class),
                Row.value(row, "currency", String.class),
                Row.value(row, "stage_key", String.class),
                Row.value(row, "status", String.class),
                Row.value(row, "probability", Short.class),
                Row.value(row, "weighted", BigDecimal.class),
                Optional.ofNullable(row.get("expected_close", LocalDate.class)),
                Optional.ofNullable(row.get("conversation_id", UUID.class)),
                Optional.ofNullable(row.get("blocked_at", Instant.class)),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class));
    }
}
