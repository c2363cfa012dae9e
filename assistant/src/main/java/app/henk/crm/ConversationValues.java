package app.henk.crm;

import app.henk.platform.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What conversations are worth to the tenant. Joins the caller's transaction, which is of staff or the system. */
@Service
public class ConversationValues {

    private static final String VALUES = """
            select c.id, greatest(
                (select max(d.value) from deal d where d.conversation_id = c.id and d.status <> 'lost'),
                (select max(l.budget) from lead l where l.conversation_id = c.id and l.status <> 'lost')) as value
            from unnest($1::uuid[]) c(id)
            """;

    private final DatabaseClient database;

    ConversationValues(DatabaseClient database) {
        this.database = database;
    }

    /** The deal's value, or the budget that was told where that is more; without those that have led to nothing. */
    public Mono<Map<UUID, BigDecimal>> of(List<UUID> conversations) {
        return conversations.isEmpty()
                ? Mono.just(Map.of())
                : database.sql("select * from (" + VALUES + ") v where value is not null")
                        .bind(0, conversations.toArray(UUID[]::new))
                        .map(row ->
                                Map.entry(Row.value(row, "id", UUID.class), Row.value(row, "value", BigDecimal.class)))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
