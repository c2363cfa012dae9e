package app.henk.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fills a database with sales of years: made by PostgreSQL itself, because only what is measured afterwards matters.
 * Needs the superuser: triggers and foreign keys are left out, and indexes are made when the rows are there, which makes
 * an hour of it minutes. Half of the rows are activities: they are made beside the others.
 *
 * @param scale 1 for a million leads, a million deals and ten million activities
 */
record SalesRows(DatabaseProbe probe, String tenant, double scale) {

    private static final int OTHER_TENANTS = 99;
    private static final int ROWS_OF_ANOTHER = 200;

    private static final String SETUP = """
            set session_replication_role = replica;
            set row_security = off;
            set jit = off;
            set maintenance_work_mem = '512MB';
            create or replace function pg_temp.id(kind int, n bigint) returns uuid language sql immutable as
            $$ select (lpad(to_hex(1600000000000 + n * 1000 / 10), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || 'b'
                       || substr(md5(n::text || '/' || kind::text), 1, 15))::uuid $$;
            create or replace function pg_temp.pick(words text[], n bigint) returns text language sql immutable as
            $$ select words[1 + abs(hashtext(n::text)) % cardinality(words)] $$;
            """;

    private static final String FIRST = "array['Anna','Bert','Clara','David','Eva','Finn','Greta','Hugo','Ida','Jonas',"
            + "'Karla','Leo','Mia','Noah','Olga','Paul','Rosa','Sven','Tina','Uwe','Vera','Willi','Zoë','Jürgen']";
    private static final String LAST =
            "array['Müller','Schmidt','Schneider','Fischer','Weber','Meyer','Wagner','Becker',"
                    + "'Schulz','Hoffmann','Koch','Bauer','Richter','Klein','Wolf','Schröder','Neumann','Schwarz','Braun','Krüger',"
                    + "'Lefèvre','Dubois','Smith','Taylor']";
    private static final String TRADE = "array['Maschinenbau','Textil','Logistik','Software','Bau','Druck','Metall',"
            + "'Elektro','Handel','Technik']";
    private static final String SECTOR = "array['technology','retail','medical','software','finance','marketing',"
            + "'services','manufacturing','construction','energy']";
    private static final String THING = "array['Fräse','Presse','Säge','Drehbank','Anzug','Uniform','Lizenz','Wartung',"
            + "'Schulung','Anlage','Roboter','Förderband']";

    /** Each with how many rows there are at scale 1; what reads another table comes behind it. */
    private static final List<List<Map.Entry<String, Long>>> LANES = List.of(
            List.of(
                    Map.entry("organisation", 100_000L),
                    Map.entry("contact", 1_000_000L),
                    Map.entry("lead", 1_000_000L),
                    Map.entry("deal", 1_000_000L),
                    Map.entry("stage_visit", 1_000_000L),
                    Map.entry("task", 200_000L)),
            List.of(Map.entry("activity", 10_000_000L)));
    // what a crash would cost is begun anew
    private static final Map<String, String> CARELESS =
            Map.of("fsync", "off", "full_page_writes", "off", "max_wal_size", "'8GB'", "autovacuum", "off");

    void make() throws Exception {
        try (Connection database = probe.connect()) {
            for (var setting : CARELESS.entrySet()) {
                run(database, "alter system set " + setting.getKey() + " = " + setting.getValue());
            }
            run(database, "select pg_reload_conf()");
            run(database, SETUP);
            others(database);
            inParallel();
            run(database, "vacuum (analyze) salesperson");
            // the sums are added up by their own function, which is no superuser's
            run(database, "set row_security = on; select set_config('app.authority', 'system', false)");
            run(
                    database,
                    "select henk.sum_deals_anew() from (select set_config('app.tenant', id::text, false) from tenant"
                            + " offset 0) each");
            run(database, "vacuum (analyze) deal_sum");
            run(database, "select henk.keep_all_words()");
            run(database, "vacuum (analyze) name_word");
            for (String setting : CARELESS.keySet()) {
                run(database, "alter system reset " + setting);
            }
            run(database, "select pg_reload_conf()");
            run(database, "checkpoint");
        }
    }

    private void others(Connection database) throws SQLException {
        people(database, tenant);
        for (int i = 1; i <= OTHER_TENANTS; i++) {
            String id = "pg_temp.id(9, " + i + ")";
            run(
                    database,
                    "insert into tenant select (jsonb_populate_record(t, jsonb_build_object('id', " + id
                            + ", 'slug', 'bench-" + i + "'))).* from tenant t where t.id = '" + tenant + "'");
            for (String table : List.of("pipeline", "stage", "scoring_formula", "sales_settings")) {
                run(
                        database,
                        "insert into " + table + " select (jsonb_populate_record(s, jsonb_build_object('tenant_id', "
                                + id + "))).* from " + table + " s where s.tenant_id = '" + tenant + "'");
            }
            String other = one(database, "select " + id + "::text");
            people(database, other);
            for (var lane : LANES) {
                rows(database, lane, other, ROWS_OF_ANOTHER / 1e6);
            }
        }
    }

    private static void people(Connection database, String of) throws SQLException {
        run(
                database,
                "insert into salesperson (tenant_id, id, name, team) select '" + of
                        + "', pg_temp.id(1, n), 'Verkäufer ' || n, 'Team ' || n % 5 from generate_series(1, 50) n");
    }

    private void inParallel() throws Exception {
        try (var lanes = Executors.newFixedThreadPool(LANES.size())) {
            List<Future<Void>> all = lanes.invokeAll(
                    LANES.stream().<Callable<Void>>map(lane -> () -> fill(lane)).toList());
            for (Future<Void> lane : all) {
                lane.get();
            }
        }
    }

    private Void fill(List<Map.Entry<String, Long>> lane) throws SQLException {
        try (Connection database = probe.connect()) {
            run(database, SETUP);
            for (var table : lane) {
                List<String> indexes = withoutIndexes(database, table.getKey());
                rows(database, List.of(table), tenant, scale);
                for (String index : indexes) {
                    run(database, index);
                }
                run(database, "vacuum (analyze) " + table.getKey());
            }
        }
        return null;
    }

    /** How to make those that were dropped: all but the keys, which come in order. */
    private static List<String> withoutIndexes(Connection database, String table) throws SQLException {
        List<String> made = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (var statement = database.prepareStatement("""
                        select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
                         where i.indrelid = ?::regclass
                           and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                        """)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                    made.add(rows.getString(2));
                }
            }
        }
        for (String name : names) {
            run(database, "drop index " + name);
        }
        return made;
    }

    private static void rows(Connection database, List<Map.Entry<String, Long>> lane, String of, double scale)
            throws SQLException {
        for (var table : lane) {
            long many = Math.max(10, Math.round(table.getValue() * scale));
            // in parts, so that what the server holds for one statement stays small
            for (long from = 1; from <= many; from += 500_000) {
                run(
                        database,
                        insert(table.getKey(), of, from, Math.min(many, from + 499_999), Math.round(1e6 * scale)));
            }
        }
    }

    /** @param deals how many leads, contacts and deals there are */
    private static String insert(String table, String tenant, long from, long until, long deals) {
        String series = " from generate_series(" + from + "::bigint, " + until + ") n";
        String person = "pg_temp.pick(" + FIRST + ", n)";
        String family = "pg_temp.pick(" + LAST + ", n * 7)";
        String company = "pg_temp.pick(" + LAST + ", n) || ' ' || pg_temp.pick(" + TRADE + ", n * 3) || ' ' || n";
        String since = "now() - (n %% 1400) * interval '1 day' - (n %% 86400) * interval '1 second'".replace("%%", "%");
        String org = "pg_temp.id(2, 1 + n % " + Math.max(10, deals / 10) + ")";
        return switch (table) {
            case "organisation" ->
                "insert into organisation (tenant_id, id, name, sector, employees, country) select '" + tenant
                        + "', pg_temp.id(2, n), " + company + ", pg_temp.pick(" + SECTOR
                        + ", n), n % 5000, 'Deutschland'"
                        + series;
            case "contact" ->
                "insert into contact (tenant_id, id, first_name, last_name, email, company, organisation_id, created_at)"
                        + " select '" + tenant + "', pg_temp.id(3, n), " + person + ", " + family
                        + ", 'p' || n || '@mail.example', null, " + org + ", " + since + series;
            case "lead" ->
                "insert into lead (tenant_id, id, contact_id, first_name, last_name, email, budget, currency,"
                        + " company_size, industry, urgency, source, status, assignee_id, notes, score, formula_version,"
                        + " created_at, updated_at) select '" + tenant + "', pg_temp.id(4, n), pg_temp.id(3, n), "
                        + person + ", " + family + ", 'p' || n || '@mail.example', (n * 37) % 80000, 'EUR', n % 900,"
                        + " pg_temp.pick(array['tech','finance','healthcare','other'], n),"
                        + " pg_temp.pick(array['immediately','this_week','this_month','later'], n * 5),"
                        + " pg_temp.pick(array['chat','api','import','web'], n), pg_temp.pick(array['new','contacted',"
                        + "'qualified','won','lost'], n), pg_temp.id(1, 1 + n % 50), '', n * 13 % 101,"
                        + " (select version from scoring_formula where tenant_id = '" + tenant
                        + "' and active), " + since + ", " + since + series;
            case "deal" ->
                "insert into deal (tenant_id, id, title, search, contact_id, organisation_id, value, currency, stage_key, status,"
                        + " probability, stage_since, last_contact_at, expected_close, closed_at, assignee_id, sector,"
                        + " product, source, created_at, updated_at) select '" + tenant
                        + "', pg_temp.id(5, n), t.title, to_tsvector('simple', henk.fold(t.title || ' ' || "
                        + company + ")), pg_temp.id(3, n), " + org
                        + ", 500 + (n * 7919) % 90000, 'EUR', s.key, s.state,"
                        + " s.probability, greatest(" + since + ", now() - interval '60 days'), now() - (n % 40) *"
                        + " interval '1 day', case when s.state = 'open' then current_date + (n % 120)::int - 40 end,"
                        + " case when s.state <> 'open' then " + since
                        + " end, pg_temp.id(1, 1 + abs(hashtext('s' || n)) % 50), pg_temp.pick("
                        + SECTOR + ", n), pg_temp.pick(" + THING + ", n), 'import', " + since
                        + " - interval '30 days', "
                        + since + series + " cross join lateral (select pg_temp.pick(" + THING + ", n) || ' ' || "
                        + family
                        + " || ' ' || n as title) t cross join lateral (select * from stage where tenant_id = '"
                        + tenant
                        // a tenth is open, as after years of work
                        + "' and case when n % 10 = 0 then state = 'open' else state <> 'open' end"
                        + " order by (position + n / 10) % 7, position limit 1) s";
            case "stage_visit" ->
                "insert into stage_visit (tenant_id, id, deal_id, stage_key, entered_at) select d.tenant_id,"
                        + " pg_temp.id(6, n), d.id, d.stage_key, d.stage_since" + series
                        + " join deal d on d.tenant_id = '" + tenant + "' and d.id = pg_temp.id(5, n)";
            case "activity" ->
                "insert into activity (tenant_id, id, type, subject, body, contact_id, lead_id, deal_id, actor_id, at)"
                        + " select '" + tenant
                        + "', pg_temp.id(7, n), pg_temp.pick(array['call','email','meeting','note'],"
                        + " n), 'Gespräch ' || n, 'Über ' || pg_temp.pick(" + THING + ", n) || ' gesprochen',"
                        + " pg_temp.id(3, 1 + n % " + deals + "), case when n % 3 = 0 then pg_temp.id(4, 1 + n % "
                        + deals
                        + ") end, case when n % 3 > 0 then pg_temp.id(5, 1 + n % " + deals
                        + ") end, pg_temp.id(1, 1 + n %"
                        + " 50), " + since + series;
            case "task" ->
                "insert into task (tenant_id, id, subject, due, assignee_id, deal_id, done_at) select '" + tenant
                        + "', pg_temp.id(8, n), 'Nachfassen ' || n, current_date + (n % 60)::int - 30, pg_temp.id(1, 1 + n"
                        + " % 50), pg_temp.id(5, n), case when n % 4 > 0 then now() end" + series;
            default -> throw new IllegalArgumentException(table);
        };
    }

    private static String one(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
