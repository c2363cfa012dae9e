package app.henk.crm;

import app.henk.platform.Row;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what is known of a deal. Runs in the caller's transaction. */
@Component
class DealSituations {

    private static final int ACTIVITIES = 10;
    private static final int TASKS = 5;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    private static final String DEAL =
            "select d.title, d.probability, d.value, d.currency, s.names, " + DealHealth.COLUMNS + """
                   , (select n.names from stage n where n.tenant_id = s.tenant_id and n.pipeline_key = s.pipeline_key
                         and n.position > s.position and n.state = 'open' order by n.position limit 1) as next_names,
                   nullif(trim(c.first_name || ' ' || c.last_name), '') as contact, coalesce(o.name, c.company) as company
              from deal d
              join stage s on s.tenant_id = d.tenant_id and s.key = d.stage_key
              left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id
              left join organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id
             where d.tenant_id = henk.tenant() and d.id = :deal and d.deleted_at is null
            """;

    private final DatabaseClient database;

    DealSituations(DatabaseClient database) {
        this.database = database;
    }

    Mono<DealSituation> of(UUID deal, String language, Instant now, LocalDate today, ZoneId zone) {
        return Mono.zip(activities(deal, zone), tasks(deal))
                .flatMap(history -> database.sql(DEAL)
                        .bind("deal", deal)
                        .map(row -> situation(row, language, now, today, history.getT1(), history.getT2()))
                        .one());
    }

    private static DealSituation situation(
            Readable row,
            String language,
            Instant now,
            LocalDate today,
            List<DealSituation.Happened> activities,
            List<DealSituation.Planned> tasks) {
        return new DealSituation(
                Row.value(row, "title", String.class),
                Row.value(row, "status", String.class),
                name(Row.value(row, "names", Json.class), language),
                Row.value(row, "probability", Short.class),
                Optional.ofNullable((@Nullable Json) row.get("next_names", Json.class))
                        .map(names -> name(names, language)),
                Optional.ofNullable(row.get("company", String.class)),
                Optional.ofNullable(row.get("contact", String.class)),
                Optional.ofNullable(row.get("value", BigDecimal.class)),
                Row.value(row, "currency", String.class),
                Optional.ofNullable(row.get("expected_close", LocalDate.class)),
                DealHealth.of(row, now, today),
                activities,
                tasks,
                today);
    }

    private Mono<List<DealSituation.Happened>> activities(UUID deal, ZoneId zone) {
        return database.sql("""
                        select type, subject, at from activity where tenant_id = henk.tenant()
                           and deal_id in (select d.id from deal d where d.tenant_id = henk.tenant()
                                              and (d.id = :deal or d.merged_into = :deal))
                           and type in ('call', 'email', 'meeting', 'note', 'conversation')
                         order by at desc, id desc limit :most
                        """)
                .bind("deal", deal)
                .bind("most", ACTIVITIES)
                .map(row -> new DealSituation.Happened(
                        Row.value(row, "type", String.class),
                        Row.value(row, "subject", String.class),
                        LocalDate.ofInstant(Row.value(row, "at", Instant.class), zone)))
                .all()
                .collectList();
    }

    private Mono<List<DealSituation.Planned>> tasks(UUID deal) {
        return database.sql("""
                        select subject, due from task where tenant_id = henk.tenant() and deal_id = :deal
                           and done_at is null and deleted_at is null order by due, id limit :most
                        """)
                .bind("deal", deal)
                .bind("most", TASKS)
                .map(row -> new DealSituation.Planned(
                        Row.value(row, "subject", String.class), Row.value(row, "due", LocalDate.class)))
                .all()
                .collectList();
    }

    private static String name(Json names, String language) {
        Map<String, String> byLanguage = JSON.readValue(names.asString(), NAMES);
        return byLanguage.getOrDefault(
                language, byLanguage.values().stream().findFirst().orElse(""));
    }
}
