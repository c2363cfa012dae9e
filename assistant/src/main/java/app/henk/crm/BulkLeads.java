package app.henk.crm;

import app.henk.platform.Ids;
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
              from unnest(:id::uuid[], :contact_id::uuid[], :organisation_id::uuid[], :first_name::text[],
                          :last_name::text[], :email::text[], :phone::text[], :company::text[], :budget::numeric[],
                          :company_size::int[], :industry::text[], :urgency::text[], :occasion::text[],
                          :event_date::date[], :source::text[], :status::text[], :assignee_id::uuid[], :notes::text[],
                          :score::int[], :formula_version::text[], :origin::text[])
                   as g (id, contact, organisation, first_name, last_name, email, phone, company, budget, size, industry,
                         urgency, occasion, event, source, status, assignee, notes, score, formula, origin)
            on conflict (tenant_id, origin) where origin is not null and deleted_at is null do nothing
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
            Optional<UUID> assignee) {

        PersonDetails person() {
            return judged.person();
        }
    }

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
        return changes.createNoted(
                batch,
                Entity.LEAD,
                INSERT,
                statement ->
                        columns(new BulkRows<>(rows, statement), rules).noted().statement());
    }

    private static BulkRows<Ready> columns(BulkRows<Ready> rows, BulkRules rules) {
        return rows.column("id", row -> Ids.next())
                .field("contact_id", Ready::contact)
                .optionalField("organisation_id", Ready::organisation)
                .field("first_name", row -> row.person().firstName())
                .field("last_name", row -> row.person().lastName())
                .optionalField("email", row -> row.person().email())
                .optionalField("phone", row -> row.person().phone())
                .optionalField("company", row -> row.lead().company())
                .optionalField("budget", row -> row.lead().budget())
                .optionalField("company_size", row -> row.lead().companySize())
                .optionalField("industry", row -> row.lead().industry())
                .optionalField("urgency", row -> row.lead().urgency())
                .optionalField("occasion", row -> row.lead().occasion())
                .optionalField("event_date", row -> row.lead().eventDate())
                .field("source", row -> row.lead().source().orElse("import"))
                .field("status", row -> row.lead().status().orElse("new"))
                .optionalField("assignee_id", Ready::assignee)
                .field("notes", row -> row.lead().notes())
                .field("score", row -> row.judged().score().total())
                .field("formula_version", row -> row.judged().score().formula())
                .field("origin", row -> row.lead().origin())
                .same("currency", rules.currency())
                .same("language", rules.language())
                .initially("wish", "[]");
    }
}
