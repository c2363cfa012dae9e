package app.henk.crm;

import app.henk.platform.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
            on conflict (tenant_id, origin)
                where origin is not null and (deleted_at is null or merged_into is not null) do nothing
            """;

    private final BulkChanges changes;
    private final BulkRelations relations;

    BulkDeals(BulkChanges changes, BulkRelations relations) {
        this.changes = changes;
        this.relations = relations;
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
        return relations
                .of(batch, rules, rows.stream().map(BulkDeals::named).toList(), true)
                .flatMap(known -> insert(
                        batch,
                        rules,
                        rows.stream().map(row -> ready(row, known)).toList()));
    }

    private static BulkRecord.Deal deal(BulkRules.Checked row) {
        return (BulkRecord.Deal) row.record();
    }

    private static BulkRelations.Named named(BulkRules.Checked row) {
        BulkRecord.Deal deal = deal(row);
        return new BulkRelations.Named(
                Optional.of(((BulkRules.Prepared.OfDeal) row.prepared()).person())
                        .filter(person -> !deal.person().isNobody()),
                deal.company(),
                deal.assignee());
    }

    private static Ready ready(BulkRules.Checked row, BulkRelations.Known known) {
        BulkRelations.Named named = named(row);
        return new Ready(
                Ids.next(),
                deal(row),
                ((BulkRules.Prepared.OfDeal) row.prepared()).stage(),
                known.contact(named),
                known.organisation(named),
                known.salesperson(named));
    }

    private Mono<Integer> insert(BulkBatch batch, BulkRules rules, List<Ready> rows) {
        return changes.create(
                batch,
                Entity.DEAL,
                INSERT,
                statement -> new BulkRows<>(rows, statement)
                        .column("ids", Ready::id)
                        .column("titles", row -> row.deal().title())
                        .optional("contacts", Ready::contact)
                        .optional("organisations", Ready::organisation)
                        .optional("values", row -> row.deal().value())
                        .column("stages", row -> row.stage().key())
                        .column("statuses", row -> row.stage().state())
                        .column("probabilities", row -> row.stage().probability())
                        .column("sinces", row -> row.since(rules))
                        .optional("expected", row -> row.isOpen() ? row.deal().close() : Optional.<LocalDate>empty())
                        .optional("assignees", Ready::assignee)
                        .optional("sectors", row -> row.deal().sector())
                        .optional("products", row -> row.deal().product())
                        .column("sources", row -> row.deal().source().orElse("import"))
                        .column("notes", row -> row.deal().notes())
                        .optional(
                                "closed",
                                row -> row.isOpen() ? Optional.<Instant>empty() : Optional.of(row.since(rules)))
                        .optional("reasons", row -> row.deal().lostReason())
                        .column("origins", row -> row.deal().origin())
                        .column("created", row -> row.created(rules))
                        .statement()
                        .bind("currency", rules.currency()));
    }
}
