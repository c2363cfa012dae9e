package app.henk.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Fills a database with sales of years: made by PostgreSQL itself, because only what is measured afterwards matters.
 * Needs the superuser: triggers and foreign keys are left out, which makes an hour of it minutes.
 *
 * @param scale 1 for a million leads, a million deals and ten million activities
 */
record SalesRows(Connection database, String tenant, double scale) {

    private static final int OTHER_TENANTS = 99;
    private static final int ROWS_OF_ANOTHER = 200;

    private static final String SETUP = """
            set session_replication_role = replica;
            set synchronous_commit = off;
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

    /** In this order, each with how many rows there are at scale 1. */
    private static final Map<String, Long> TABLES = Map.of(
            "organisation", 100_000L,
            "contact", 1_000_000L,
            "lead", 1_000_000L,
            "deal", 1_000_000L,
            "stage_visit", 1_000_000L,
            "activity", 10_000_000L,
            "task", 200_000L);

    void make() throws SQLException {
        run(SETUP);
        // nobody's rows are told apart by a policy here
        run("set row_security = off");
        others();
        rows(tenant, TABLES, scale);
        for (String table : TABLES.keySet()) {
            run("vacuum (analyze) " + table);
        }
        run("vacuum (analyze) salesperson");
        run("checkpoint");
    }

    private void others() throws SQLException {
        for (int i = 1; i <= OTHER_TENANTS; i++) {
            String id = "pg_temp.id(9, " + i + ")";
            run("insert into tenant select (jsonb_populate_record(t, jsonb_build_object('id', " + id
                    + ", 'slug', 'bench-" + i + "'))).* from tenant t where t.id = '" + tenant + "'");
            for (String table : List.of("pipeline", "stage", "scoring_formula", "sales_settings")) {
                run("insert into " + table + " select (jsonb_populate_record(s, jsonb_build_object('tenant_id', " + id
                        + "))).* from " + table + " s where s.tenant_id = '" + tenant + "'");
            }
            rows(one("select " + id + "::text"), TABLES, ROWS_OF_ANOTHER / 1e6);
        }
    }

    private void rows(String of, Map<String, Long> sizes, double scale) throws SQLException {
        run("insert into salesperson (tenant_id, id, name, team) select '" + of
                + "', pg_temp.id(1, n), 'Verkäufer ' || n," + " 'Team ' || n % 5 from generate_series(1, 50) n");
        for (String table : List.of("organisation", "contact", "lead", "deal", "stage_visit", "activity", "task")) {
            long many = Math.max(10, Math.round(sizes.get(table) * scale));
            // in parts, so that what the server holds for one statement stays small
            for (long from = 1; from <= many; from += 500_000) {
                run(insert(table, of, from, Math.min(many, from + 499_999), Math.round(1e6 * scale)));
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
                "insert into deal (tenant_id, id, title, contact_id, organisation_id, value, currency, stage_key, status,"
                        + " probability, stage_since, last_contact_at, expected_close, closed_at, assignee_id, sector,"
                        + " product, source, created_at, updated_at) select '" + tenant
                        + "', pg_temp.id(5, n), pg_temp.pick(" + THING + ", n) || ' ' || " + family
                        + " || ' ' || n, pg_temp.id(3, n), " + org
                        + ", 500 + (n * 7919) % 90000, 'EUR', s.key, s.state,"
                        + " s.probability, greatest(" + since + ", now() - interval '60 days'), now() - (n % 40) *"
                        + " interval '1 day', case when s.state = 'open' then current_date + (n % 120)::int - 40 end,"
                        + " case when s.state <> 'open' then " + since
                        + " end, pg_temp.id(1, 1 + n % 50), pg_temp.pick("
                        + SECTOR + ", n), pg_temp.pick(" + THING + ", n), 'import', " + since
                        + " - interval '30 days', "
                        + since + series + " cross join lateral (select * from stage where tenant_id = '" + tenant
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

    String one(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
