package app.henk.crm;

import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deals in bulk, each with its company, its person and the stage that it stands in. */
@Component
class BulkDeals {

    private static final String INSERT = """
            insert into deal (tenant_id, id, title, contact_id, organisation_id, value, currency, stage_key, status,
                probability, stage_since, expected_close, assignee_id, sector, product, source, notes, closed_at,
                lost_reason, origin, created_at)
            select :tenant, g.id, g.title, g.contact, g.organisation, g.value, :currency, g.stage, g.status,
                g.probability, g.since, g.expected, g.assignee, coalesce(g.sector, o.sector), g.product, g.source,
                g.notes, g.closed, g.reason, g.origin, g.created
              from unnest(:ids::uuid[], :titles::text[], :contacts::uuid[], :organisations::uuid[], :values::numeric[],
                          :stages::text[], :statuses::text[], :probabilities::int[], :sinces::timestamptz[],
                          :expected::date[], :assignees::uuid[], :sectors::text[], :products::text[], :sources::text[],
                          :notes::text[], :closed::timestamptz[], :reasons::text[], :origins::text[],
                          :created::timestamptz[])
                   as g (id, title, contact, organisation, value, stage, status, probability, since, expected, assignee,
                         sector, product, source, notes, closed, reason, origin, created)
              left join organisation o on o.tenant_id = :tenant and o.id = g.organisation
            on conflict (tenant_id, origin) where origin is not null do nothing
            """;
    private final BulkChanges changes;
    private final BulkPeople people;

    BulkDeals(BulkChanges changes, BulkPeople people) {
        this.changes = changes;
        this.people = people;
    }

    private record Ready(
            UUID id,
            BulkRecord.Deal deal,
            Stage stage,
            Optional<UUID> contact,
            Optional<UUID> organisation,
            Optional<UUID> assignee) {

        boolean isOpen() {
            return stage.isOpen();
        }

        /** In the stage: an open one since it began, another since it was closed. */
        Instant since(BulkRules rules) {
            return (isOpen() ? deal.started() : deal.close().or(deal::started))
                    .map(rules::startOf)
                    .orElse(rules.now());
        }

        Instant created(BulkRules rules) {
            return deal.started()
                    .or(() -> isOpen() ? Optional.empty() : deal.close())
                    .map(rules::startOf)
                    .orElse(rules.now());
        }
    }

    /** None of them may be here yet. How many were made. */
    Mono<Integer> write(BulkBatch batch, BulkRules rules, List<BulkRules.Checked> rows) {
        return people.organisations(
                        batch,
                        rows.stream()
                                .flatMap(row -> deal(row).company().stream())
                                .toList(),
                        true)
                .flatMap(organisations -> people.salespeople(
                                batch,
                                rows.stream()
                                        .flatMap(row -> deal(row).assignee().stream())
                                        .toList())
                        .flatMap(salespeople -> people.contacts(
                                        batch,
                                        rows.stream()
                                                .filter(row ->
                                                        !deal(row).person().isNobody())
                                                .map(row -> wanted(row, organisations))
                                                .toList(),
                                        rules.language())
                                .flatMap(contacts -> insert(
                                        batch,
                                        rules,
                                        rows.stream()
                                                .map(row -> ready(row, contacts, organisations, salespeople))
                                                .toList()))));
    }

    private static BulkRecord.Deal deal(BulkRules.Checked row) {
        return (BulkRecord.Deal) row.record();
    }

    private static BulkPeople.Wanted wanted(BulkRules.Checked row, Map<String, UUID> organisations) {
        return new BulkPeople.Wanted(
                ((BulkRules.Prepared.OfDeal) row.prepared()).person(),
                deal(row).company(),
                organisation(deal(row), organisations),
                Optional.empty());
    }

    private static Optional<UUID> organisation(BulkRecord.Deal deal, Map<String, UUID> organisations) {
        return deal.company().map(name -> organisations.get(BulkPeople.lower(name)));
    }

    private static Ready ready(
            BulkRules.Checked row,
            Map<String, UUID> contacts,
            Map<String, UUID> organisations,
            Map<String, UUID> salespeople) {
        BulkRecord.Deal deal = deal(row);
        return new Ready(
                Ids.next(),
                deal,
                ((BulkRules.Prepared.OfDeal) row.prepared()).stage(),
                deal.person().isNobody()
                        ? Optional.empty()
                        : Optional.of(Objects.requireNonNull(
                                contacts.get(wanted(row, organisations).key()))),
                organisation(deal, organisations),
                deal.assignee().map(name -> salespeople.get(BulkPeople.lower(name))));
    }

    private Mono<Integer> insert(BulkBatch batch, BulkRules rules, List<Ready> rows) {
        return changes.create(
                batch,
                Entity.DEAL,
                INSERT,
                statement -> new BulkRows<>(rows, statement)
                        .column("ids", UUID[]::new, Ready::id)
                        .column("titles", String[]::new, row -> row.deal().title())
                        .optional("contacts", UUID[]::new, Ready::contact)
                        .optional("organisations", UUID[]::new, Ready::organisation)
                        .optional("values", BigDecimal[]::new, row -> row.deal().value())
                        .column("stages", String[]::new, row -> row.stage().key())
                        .column("statuses", String[]::new, row -> row.stage().state())
                        .column(
                                "probabilities",
                                Integer[]::new,
                                row -> row.stage().probability())
                        .column("sinces", Instant[]::new, row -> row.since(rules))
                        .optional(
                                "expected",
                                LocalDate[]::new,
                                row -> row.isOpen() ? row.deal().close() : Optional.<LocalDate>empty())
                        .optional("assignees", UUID[]::new, Ready::assignee)
                        .optional("sectors", String[]::new, row -> row.deal().sector())
                        .optional("products", String[]::new, row -> row.deal().product())
                        .column(
                                "sources",
                                String[]::new,
                                row -> row.deal().source().orElse("import"))
                        .column("notes", String[]::new, row -> row.deal().notes())
                        .optional(
                                "closed",
                                Instant[]::new,
                                row -> row.isOpen() ? Optional.<Instant>empty() : Optional.of(row.since(rules)))
                        .optional("reasons", String[]::new, row -> row.deal().lostReason())
                        .column("origins", String[]::new, row -> row.deal().origin())
                        .column("created", Instant[]::new, row -> row.created(rules))
                        .statement()
                        .bind("currency", rules.currency()));
    }
}
