package app.henk.customers;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person owns, piece by piece. */
@Component
@Order(40)
class WardrobeFacts implements PersonalFacts {

    private final DatabaseClient database;

    WardrobeFacts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String section() {
        return "wardrobe";
    }

    @Override
    public String query() {
        return "select id as ref, 'owned' as topic, item as value, told_at as at, conversation_id, message_id"
                + " from wardrobe_item where tenant_id = henk.tenant() and (account_id = " + ACCOUNTS
                + " or conversation_id = " + CONVERSATIONS + ")";
    }

    @Override
    public boolean isForAdvice() {
        return true;
    }

    @Override
    public boolean isCorrectable(String topic) {
        return true;
    }

    @Override
    public boolean isForgettable(String topic) {
        return true;
    }

    @Override
    public Mono<Boolean> correct(Principal who, String ref, Correction correction) {
        return database.sql("update wardrobe_item set item = left(:item, 300), told_at = now()"
                        + " where tenant_id = henk.tenant() and id = :id")
                .bind("item", correction.value())
                .bind("id", UUID.fromString(ref))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Boolean> forget(Principal who, String ref) {
        return database.sql("delete from wardrobe_item where tenant_id = henk.tenant() and id = :id")
                .bind("id", UUID.fromString(ref))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }
}
