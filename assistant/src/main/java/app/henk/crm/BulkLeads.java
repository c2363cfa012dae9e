package app.henk.crm;

import app.henk.platform.Ids;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Leads in bulk, scored by the tenant's formula like every other one. */
@Component
class BulkLeads {

    private static final String INSERT = """
            insert into lead (tenant_id, id, contact_id, organisation_id, first_name, last_name, email, phone, company,
                budget, currency, company_size, industry, urgency, occasion, event_date, source, status, assignee_id,
                notes, language, score, formula_version, origin)
            select :tenant, g.id, g.contact, g.organisation, g.first_name, g.last_name, g.email, g.phone, g.company,
                g.budget, :currency, g.size, g.industry, g.urgency, g.occasion, g.event, g.source, g.status, g.assignee,
                g.notes, :language, g.score, g.formula, g.origin
              from unnest(:ids::uuid[], :contacts::uuid[], :organisations::uuid[], :firsts::text[], :lasts::text[],
                          :emails::text[], :phones::text[], :companies::text[], :budgets::numeric[], :sizes::int[],
                          :industries::text[], :urgencies::text[], :occasions::text[], :events::date[],
                          :sources::text[], :statuses::text[], :assignees::uuid[], :notes::text[], :scores::int[],
                          :formulas::text[], :origins::text[])
                   as g (id, contact, organisation, first_name, last_name, email, phone, company, budget, size, industry,
                         urgency, occasion, event, source, status, assignee, notes, score, formula, origin)
            on conflict (tenant_id, origin) where origin is not null do nothing
            """;

    private final BulkChanges changes;
    private final BulkRelations relations;

    BulkLeads(BulkChanges changes, BulkRelations relations) {
        this.changes = changes;
        this.relations = relations;
    }

    private record Ready(
            BulkRecord.Lead lead,
            BulkRules.Prepared.OfLead judged,
            UUID contact,
            Optional<UUID> organisation,
            Optional<UUID> assignee) {}

    /** None of them may be here yet. How many were made. */
    Mono<Integer> write(BulkBatch batch, BulkRules rules, List<BulkRules.Checked> rows) {
        return relations
                .of(batch, rules, rows.stream().map(BulkLeads::named).toList(), false)
                .flatMap(known -> insert(
                        batch,
                        rules,
                        rows.stream().map(row -> ready(row, known)).toList()));
    }

    private static BulkRecord.Lead lead(BulkRules.Checked row) {
        return (BulkRecord.Lead) row.record();
    }

    private static BulkRelations.Named named(BulkRules.Checked row) {
        return new BulkRelations.Named(
                Optional.of(((BulkRules.Prepared.OfLead) row.prepared()).person()),
                lead(row).company(),
                lead(row).assignee());
    }

    private static Ready ready(BulkRules.Checked row, BulkRelations.Known known) {
        BulkRelations.Named named = named(row);
        return new Ready(
                lead(row),
                (BulkRules.Prepared.OfLead) row.prepared(),
                known.contact(named).orElseThrow(),
                known.organisation(named),
                known.salesperson(named));
    }

    private Mono<Integer> insert(BulkBatch batch, BulkRules rules, List<Ready> rows) {
        return changes.create(
                batch,
                Entity.LEAD,
                INSERT,
                statement -> new BulkRows<>(rows, statement)
                        .column("ids", UUID[]::new, row -> Ids.next())
                        .column("contacts", UUID[]::new, Ready::contact)
                        .optional("organisations", UUID[]::new, Ready::organisation)
                        .column(
                                "firsts",
                                String[]::new,
                                row -> row.judged().person().firstName())
                        .column(
                                "lasts",
                                String[]::new,
                                row -> row.judged().person().lastName())
                        .optional(
                                "emails",
                                String[]::new,
                                row -> row.judged().person().email())
                        .optional(
                                "phones",
                                String[]::new,
                                row -> row.judged().person().phone())
                        .optional("companies", String[]::new, row -> row.lead().company())
                        .optional(
                                "budgets", BigDecimal[]::new, row -> row.lead().budget())
                        .optional("sizes", Integer[]::new, row -> row.lead().companySize())
                        .optional("industries", String[]::new, row -> row.lead().industry())
                        .optional("urgencies", String[]::new, row -> row.lead().urgency())
                        .optional("occasions", String[]::new, row -> row.lead().occasion())
                        .optional("events", LocalDate[]::new, row -> row.lead().eventDate())
                        .column(
                                "sources",
                                String[]::new,
                                row -> row.lead().source().orElse("import"))
                        .column(
                                "statuses",
                                String[]::new,
                                row -> row.lead().status().orElse("new"))
                        .optional("assignees", UUID[]::new, Ready::assignee)
                        .column("notes", String[]::new, row -> row.lead().notes())
                        .column(
                                "scores",
                                Integer[]::new,
                                row -> row.judged().score().total())
                        .column(
                                "formulas",
                                String[]::new,
                                row -> row.judged().score().formula())
                        .column("origins", String[]::new, row -> row.lead().origin())
                        .statement()
                        .bind("currency", rules.currency())
                        .bind("language", rules.language()));
    }
}
