package app.henk.pipedrive;

import java.util.Map;
import java.util.Objects;

/** Our records as they stand in the CRM's tables, with what stands there for those that they point to. */
final class OursSql {

    private static final String LINK_OF = " left join pipedrive_record %1$s on %1$s.tenant_id = t.tenant_id"
            + " and %1$s.entity = '%2$s' and %1$s.id = %3$s";
    private static final String LINK = LINK_OF.replace("%3$s", "t.%3$s");
    private static final String OWNER =
            " left join pipedrive_user u on u.tenant_id = t.tenant_id" + " and u.salesperson_id = t.assignee_id";
    // the deal that a lead has become there, or the one into which that was merged
    private static final String BECAME = " left join lateral (select x.remote_id from deal y join pipedrive_record x"
            + " on x.tenant_id = y.tenant_id and x.entity = 'deal' and x.id = coalesce(y.merged_into, y.id)"
            + " where y.tenant_id = t.tenant_id and y.lead_id = %1$s and x.remote_id is not null"
            + " and (y.deleted_at is null or y.merged_into is not null)"
            + " union all select k.remote_id from pipedrive_record k where k.tenant_id = t.tenant_id"
            + " and k.remote_kind = 'deal' and k.remote_id = %2$s.base ->> 'deal' limit 1) b on true";
    // what was merged into another one is that other, and a lead that has become a deal there is that deal
    private static final String RELATED = "coalesce(tc.merged_into, tc.id) as contact_id, c.remote_id as person,"
            + " c.state as person_state, coalesce(t.lead_id, td.lead_id) as lead_id, l.remote_id as lead,"
            + " l.state as lead_state, coalesce(td.merged_into, td.id) as deal_id,"
            + " case when t.deal_id is not null then d.remote_id when l.remote_id is null then b.remote_id end as deal,"
            + " d.state as deal_state";
    private static final String RELATED_JOINS =
            " left join contact tc on tc.tenant_id = t.tenant_id and tc.id = t.contact_id"
                    + " left join deal td on td.tenant_id = t.tenant_id and td.id = t.deal_id"
                    + LINK_OF.formatted("c", "contact", "coalesce(tc.merged_into, tc.id)")
                    + LINK_OF.formatted("l", "lead", "coalesce(t.lead_id, td.lead_id)")
                    + LINK_OF.formatted("d", "deal", "coalesce(td.merged_into, td.id)")
                    + BECAME.formatted("t.lead_id", "l");
    private static final Map<Kind, String> SQL = Map.of(
            Kind.ORGANISATION,
            "select t.id, t.version, t.name, t.website, t.employees, t.merged_into, m.remote_id as into,"
                    + " m.state as into_state, t.deleted_at is not null as deleted from organisation t"
                    + LINK.formatted("m", "organisation", "merged_into"),
            Kind.CONTACT,
            "select t.id, t.version, trim(t.first_name || ' ' || t.last_name) as name, t.email, t.phone, t.organisation_id,"
                    + " o.remote_id as org, o.state as org_state, t.merged_into, m.remote_id as into,"
                    + " m.state as into_state, t.deleted_at is not null as deleted from contact t"
                    + LINK.formatted("o", "organisation", "organisation_id")
                    + LINK.formatted("m", "contact", "merged_into"),
            Kind.LEAD,
            // what it is called there is its name, until a deal says otherwise
            "select t.id, t.version, coalesce(d.title, nullif(me.base ->> 'title', ''),"
                    + " nullif(trim(t.first_name || ' ' || t.last_name), ''), t.company, t.email) as title,"
                    + " t.budget, t.currency, t.status, u.remote_id::text as owner, t.contact_id, c.remote_id as person, c.state as person_state,"
                    + " t.organisation_id, o.remote_id as org, o.state as org_state, t.deleted_at is not null as deleted,"
                    + " d.remote_id is not null or (me.remote_id is null and b.remote_id is not null) as converted"
                    + " from lead t"
                    + " left join lateral (select d.title, x.remote_id from deal d left join pipedrive_record x"
                    + " on x.tenant_id = d.tenant_id and x.entity = 'deal' and x.id = d.id"
                    + " where d.tenant_id = t.tenant_id and d.lead_id = t.id and d.deleted_at is null"
                    + " order by x.remote_id is null, d.id limit 1) d on true"
                    + LINK.formatted("me", "lead", "id")
                    + BECAME.formatted("t.id", "me")
                    + OWNER
                    + LINK.formatted("c", "contact", "contact_id")
                    + LINK.formatted("o", "organisation", "organisation_id"),
            Kind.DEAL,
            "select t.id, t.version, t.title, t.value, t.currency, t.status, t.lost_reason, t.expected_close,"
                    + " u.remote_id::text as owner,"
                    // a deal without a contact of its own is that of its lead's
                    + " coalesce(t.contact_id, w.contact_id) as contact_id, c.remote_id as person,"
                    + " c.state as person_state,"
                    + " t.organisation_id, o.remote_id as org, o.state as org_state,"
                    + " t.lead_id, l.remote_id as lead, l.state as lead_state, w.status as lead_status,"
                    + " me.remote_id is not null as there, w.deleted_at is not null as lead_deleted, "
                    // where several there are one here, it stays where it stands there
                    + " case when b.stage_key = t.stage_key then b.remote_id else s.remote_id end::text as stage,"
                    + " t.stage_key = (select f.key from stage f where f.tenant_id = t.tenant_id"
                    + " order by f.pipeline_key, f.position limit 1) as first,"
                    + " t.merged_into, m.remote_id as into, m.state as into_state,"
                    + " t.deleted_at is not null as deleted from deal t"
                    + LINK.formatted("m", "deal", "merged_into")
                    + " left join lead w on w.tenant_id = t.tenant_id and w.id = t.lead_id"
                    + " left join pipedrive_stage s on s.tenant_id = t.tenant_id and s.stage_key = t.stage_key"
                    + " and s.outward"
                    + LINK.formatted("me", "deal", "id")
                    + OWNER
                    + " left join pipedrive_stage b on b.tenant_id = t.tenant_id"
                    + " and b.remote_id::text = me.base ->> 'stage'"
                    + " left join pipedrive_record c on c.tenant_id = t.tenant_id and c.entity = 'contact'"
                    + " and c.id = coalesce(t.contact_id, w.contact_id)"
                    + LINK.formatted("o", "organisation", "organisation_id")
                    + LINK.formatted("l", "lead", "lead_id"),
            Kind.TASK,
            "select t.id, t.version, t.subject, t.due, t.done_at is not null as done, u.remote_id::text as owner, "
                    + RELATED + ", t.deleted_at is not null as deleted from task t" + OWNER + RELATED_JOINS,
            Kind.LEAD_NOTE,
            // when the lead has become a deal there, its notes have gone with it
            "select t.id, t.version, t.notes, null::uuid as contact_id, null as person, null as person_state,"
                    + " t.id as lead_id, l.remote_id as lead, l.state as lead_state,"
                    + " null::uuid as deal_id, b.remote_id as deal, null as deal_state,"
                    + " t.deleted_at is not null as deleted from lead t"
                    + LINK.formatted("l", "lead", "id")
                    + BECAME.formatted("t.id", "l"),
            Kind.DEAL_NOTE,
            "select t.id, t.version, t.notes, null::uuid as contact_id, null as person, null as person_state,"
                    + " t.lead_id, l.remote_id as lead, l.state as lead_state,"
                    + " t.id as deal_id, d.remote_id as deal, d.state as deal_state,"
                    + " t.deleted_at is not null as deleted from deal t"
                    + LINK.formatted("l", "lead", "lead_id")
                    + LINK.formatted("d", "deal", "id"),
            Kind.ACTIVITY,
            "select t.id, 1 as version, t.type, t.subject, t.body, t.at, " + RELATED
                    + ", false as deleted from activity t" + RELATED_JOINS);

    private OursSql() {}

    /** Those of the tenant with the ids in $1. */
    static String of(Kind kind) {
        return Objects.requireNonNull(SQL.get(kind)) + " where t.tenant_id = henk.tenant() and t.id = any($1)";
    }
}
