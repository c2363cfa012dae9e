package app.henk.customers;

import app.henk.customers.PersonalRecords.Held;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.identity.Principal;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
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
                () -> subjects.of(who)
                        .flatMap(person -> records.of(person).collectList())
                        .flatMap(rows -> records.modules()
                                .collectMap(
                                        PersonalData::section,
                                        module -> ofModule(module, rows),
                                        LinkedHashMap<String, Map<String, List<Map<String, Object>>>>::new))
                        .map(held -> new Content(clock.instant(), held)));
    }

    private static Map<String, List<Map<String, Object>>> ofModule(PersonalData module, List<Held> rows) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        for (PersonalTable table : module.tables()) {
            tables.put(
                    table.table(),
                    rows.stream()
                            .filter(row -> row.table().equals(table.table()))
                            .map(Held::fields)
                            .toList());
        }
        return tables;
    }
}
