package app.henk.customers;

import app.henk.identity.Principal;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Everything that is held about a person, table by table. */
@Component
class Export {

    private final TenantTransactions transactions;
    private final DataSubjects subjects;
    private final PersonalRecords records;
    private final Clock clock;

    Export(TenantTransactions transactions, DataSubjects subjects, PersonalRecords records, Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.records = records;
        this.clock = clock;
    }

    /** @param held rows by table, by module; a table of which nothing is held is an empty list */
    record Content(Instant exportedAt, Map<String, Map<String, List<Map<String, Object>>>> held) {}

    Mono<Content> of(Principal who) {
        return transactions.in(
                Scope.system(who.tenant()),
                () -> subjects.of(who).flatMap(person -> records.of(person).collectList()).zipWith(tables(), this::content));
    }

    private Mono<Map<String, Map<String, List<Map<String, Object>>>>> tables() {
        return records.modules().collect(LinkedHashMap::new, (all, module) -> {
            Map<String, List<Map<String, Object>>> own = new LinkedHashMap<>();
            module.tables().forEach(table -> own.put(table.table(), new ArrayList<>()));
            all.put(module.section(), own);
        });
    }

    private Content content(
            List<PersonalRecords.Held> rows, Map<String, Map<String, List<Map<String, Object>>>> tables) {
        rows.forEach(row -> tables.get(row.section()).get(row.table()).add(row.fields()));
        return new Content(clock.instant(), tables);
    }
}
