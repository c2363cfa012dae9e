package app.henk.crm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds or makes all whom the leads or deals of a batch name: companies, salespeople and the people themselves. */
@Component
class BulkRelations {

    private final BulkPeople people;

    BulkRelations(BulkPeople people) {
        this.people = people;
    }

    /**
     * Whom one row names.
     *
     * @param person empty when it names nobody
     * @param assignee by name
     */
    record Named(Optional<PersonDetails> person, Optional<String> company, Optional<String> assignee) {

        private Optional<BulkPeople.Wanted> wanted(Map<String, UUID> organisations) {
            return person.map(details ->
                    new BulkPeople.Wanted(details, company, known(company, organisations), Optional.empty()));
        }
    }

    /** Who is there now. */
    record Known(Map<String, UUID> organisations, Map<String, UUID> salespeople, Map<String, UUID> contacts) {

        Optional<UUID> organisation(Named row) {
            return known(row.company(), organisations);
        }

        Optional<UUID> salesperson(Named row) {
            return known(row.assignee(), salespeople);
        }

        Optional<UUID> contact(Named row) {
            return row.wanted(organisations).map(wanted -> contacts.get(wanted.key()));
        }
    }

    /** @param makeCompanies also those that are not there; without it a company that nobody knows stays a word */
    Mono<Known> of(BulkBatch batch, BulkRules rules, List<Named> rows, boolean makeCompanies) {
        return people.organisations(
                        batch,
                        rows.stream().flatMap(row -> row.company().stream()).toList(),
                        makeCompanies)
                .flatMap(organisations -> people.salespeople(
                                batch,
                                rows.stream()
                                        .flatMap(row -> row.assignee().stream())
                                        .toList())
                        .flatMap(salespeople -> people.contacts(
                                        batch,
                                        rows.stream()
                                                .flatMap(row -> row.wanted(organisations).stream())
                                                .toList(),
                                        rules.language())
                                .map(contacts -> new Known(organisations, salespeople, contacts))));
    }

    private static Optional<UUID> known(Optional<String> name, Map<String, UUID> ids) {
        return name.map(said -> ids.get(BulkPeople.lower(said)));
    }
}
