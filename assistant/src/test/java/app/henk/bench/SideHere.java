package app.henk.bench;

import app.henk.bench.BothSides.Entry;
import app.henk.bench.Ledger.Sort;
import app.henk.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All records of Henk's that are to stand in Pipedrive, read past everything of Henk's own code. */
final class SideHere implements AutoCloseable {

    private static final String LINK = " left join pipedrive_record %1$s on %1$s.tenant_id = t.tenant_id"
            + " and %1$s.entity = '%2$s' and %1$s.id = %3$s";
    private static final String OWN = "t.id::text as id, coalesce(r.remote_id, '') as link,"
            + " coalesce(r.state, 'none') as state, coalesce(r.reason, '') as reason";
    // what it hangs on there: the deal, the lead, or the deal that the lead became; nobody asks when that is gone
    private static final String ABOUT =
            "case when coalesce(d.deleted_at, l.deleted_at, p.deleted_at) is not null then '?'"
                    + " else coalesce(dr.remote_id, lr.remote_id, cr.remote_id, lr.base ->> 'deal', '') end as about";
    private static final String ABOUT_JOINS = " left join deal dm on dm.tenant_id = t.tenant_id and dm.id = t.deal_id"
            + " left join deal d on d.tenant_id = t.tenant_id and d.id = coalesce(dm.merged_into, dm.id)"
            + " left join lead l on l.tenant_id = t.tenant_id and l.id = t.lead_id"
            + " left join contact p on p.tenant_id = t.tenant_id and p.id = t.contact_id"
            + " left join lateral (select x.remote_id from deal c join pipedrive_record x on x.tenant_id = c.tenant_id"
            + " and x.entity = 'deal' and x.id = coalesce(c.merged_into, c.id) where c.tenant_id = t.tenant_id"
            + " and c.lead_id = t.lead_id and t.deal_id is null and x.remote_id is not null"
            + " and (c.deleted_at is null or c.merged_into is not null) limit 1) cr on true"
            + LINK.formatted("dr", "deal", "d.id")
            + LINK.formatted("lr", "lead", "t.lead_id");
    private static final Map<Sort, String> SQL = new EnumMap<>(Map.of(
            Sort.ORGANISATION,
            "select t.name as word, " + OWN + ", t.name, coalesce(t.employees::text, '') as employees"
                    + " from organisation t" + LINK.formatted("r", "organisation", "t.id")
                    + " where t.deleted_at is null",
            Sort.PERSON,
            "select t.email as word, " + OWN + ", trim(t.first_name || ' ' || t.last_name) as name,"
                    + " lower(coalesce(t.email, '')) as email,"
                    + " regexp_replace(coalesce(t.phone, ''), '[^+0-9]', '', 'g') as phone,"
                    + " case when o.deleted_at is not null then '?' else coalesce(c.remote_id, '') end as org"
                    + " from contact t left join organisation o on o.tenant_id = t.tenant_id and o.id = t.organisation_id"
                    + LINK.formatted("r", "contact", "t.id") + LINK.formatted("c", "organisation", "t.organisation_id")
                    + " where t.deleted_at is null",
            Sort.LEAD,
            "select t.email as word, " + OWN + ", coalesce(trim_scale(t.budget)::text, '') as value,"
                    + " (t.status in ('lost', 'won'))::text as archived,"
                    + " case when p.deleted_at is not null then '?' else coalesce(c.remote_id, '') end as person"
                    + " from lead t left join contact p on p.tenant_id = t.tenant_id and p.id = t.contact_id"
                    + LINK.formatted("r", "lead", "t.id") + LINK.formatted("c", "contact", "t.contact_id")
                    + " where t.deleted_at is null",
            Sort.DEAL,
            "select t.title as word, " + OWN
                    + ", t.title, coalesce(trim_scale(t.value)::text, '0') as value, t.currency,"
                    + " t.status, coalesce(t.lost_reason, '') as lost_reason,"
                    + " case when t.status = 'open' then t.stage_key else '' end as stage,"
                    + " coalesce(t.expected_close::text, '') as close,"
                    + " case when p.deleted_at is not null then '?' else coalesce(c.remote_id, '') end as person,"
                    + " case when o.deleted_at is not null then '?' else coalesce(oc.remote_id, '') end as org,"
                    + " coalesce(lr.remote_id, '') as \"_lead\""
                    + " from deal t left join lead l on l.tenant_id = t.tenant_id and l.id = t.lead_id"
                    + " left join contact p on p.tenant_id = t.tenant_id and p.id = coalesce(t.contact_id, l.contact_id)"
                    + " left join organisation o on o.tenant_id = t.tenant_id and o.id = t.organisation_id"
                    + LINK.formatted("r", "deal", "t.id") + LINK.formatted("c", "contact", "p.id")
                    + LINK.formatted("oc", "organisation", "t.organisation_id")
                    + LINK.formatted("lr", "lead", "t.lead_id") + " where t.deleted_at is null",
            Sort.TASK,
            "select t.subject as word, " + OWN + ", t.subject, coalesce(t.due::text, '') as due,"
                    + " (t.done_at is not null)::text as done, " + ABOUT + " from task t"
                    + LINK.formatted("r", "task", "t.id") + ABOUT_JOINS + " where t.deleted_at is null",
            Sort.ACTIVITY,
            "select t.subject as word, " + OWN + ", t.subject, t.body as text, t.type, " + ABOUT + " from activity t"
                    + LINK.formatted("r", "activity", "t.id") + ABOUT_JOINS
                    + " where t.type in ('call', 'email', 'meeting')",
            Sort.NOTE,
            "select t.subject || ' ' || t.body as word, " + OWN
                    + ", case when starts_with(t.body, t.subject) then t.body"
                    + " else t.subject || E'\\n' || t.body end as text, " + ABOUT + " from activity t"
                    + LINK.formatted("r", "activity", "t.id") + ABOUT_JOINS + " where t.type = 'note'"));
    private static final String WAITING = "select (select count(*) from pipedrive_record where state = 'waiting')"
            + " + (select count(*) from pipedrive_news where state = 'waiting')";
    private static final String STAGES = "select remote_id, stage_key from pipedrive_stage where stage_key is not null";
    private static final String PARKED =
            "select entity, reason, detail, count(*) from pipedrive_record where state = 'failed' group by 1, 2, 3";
    private static final String NOTED =
            "select 'record ' || r::text from pipedrive_record r where id::text = ? or remote_id = ?"
                    + " union all select 'news ' || n::text from pipedrive_news n where remote_id = ?"
                    + " union all select 'change ' || s.at || ' ' || s.channel || ' ' || s.action || ' ' || c.operation"
                    + " || ' ' || c.before || ' -> ' || c.after from change c join change_set s on s.tenant_id = c.tenant_id"
                    + " and s.id = c.change_set_id where c.entity_id::text = ?"
                    + " or c.entity_id in (select id from pipedrive_record where remote_id = ?)"
                    + " union all select 'conflict ' || p::text from pipedrive_conflict p where record_id::text = ?";
    private static final int IDS = 6;
    // what Pipedrive's other company has is not compared
    private static final String COMPANY = " and t.tenant_id = (select tenant_id from pipedrive_connection limit 1)";

    private final Connection connection;

    SideHere(DatabaseAddress address) throws SQLException {
        this.connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    List<Entry> all(Sort sort) throws SQLException {
        String sql = Objects.requireNonNull(SQL.get(sort));
        return rows(sql + COMPANY, row -> entry(sort, row));
    }

    /** What Henk itself knows to be unfinished. */
    long waiting() throws SQLException {
        return rows(WAITING, row -> row.getLong(1)).getFirst();
    }

    /** Keys of the stages here, by id there. */
    Map<String, String> stages() throws SQLException {
        Map<String, String> stages = new HashMap<>();
        rows(STAGES, row -> stages.put(row.getString(1), row.getString(2)));
        return stages;
    }

    /** What a person must look at, and why. */
    List<String> parked() throws SQLException {
        return rows(
                PARKED,
                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + ": " + row.getLong(4));
    }

    /** All that Henk itself has noted of a record, by its id on either side. */
    List<String> noted(Entry entry) throws SQLException {
        try (var statement = connection.prepareStatement(NOTED)) {
            for (int i = 1; i <= IDS; i++) {
                statement.setString(i, entry.id());
            }
            List<String> lines = new ArrayList<>();
            var found = statement.executeQuery();
            while (found.next()) {
                lines.add(found.getString(1));
            }
            return lines;
        }
    }

    private static Entry entry(Sort sort, ResultSet row) throws SQLException {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 6; i <= row.getMetaData().getColumnCount(); i++) {
            fields.put(
                    row.getMetaData().getColumnLabel(i),
                    String.valueOf(row.getString(i)).strip());
        }
        return new Entry(
                sort,
                Optional.ofNullable(row.getString("word")).flatMap(Ledger::in),
                row.getString("id"),
                row.getString("link"),
                row.getString("state"),
                row.getString("reason"),
                fields);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(reader.read(found));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
