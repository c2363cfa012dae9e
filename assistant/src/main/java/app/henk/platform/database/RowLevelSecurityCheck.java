package app.henk.platform.database;

import app.henk.platform.StartRefused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Isolation of tenants rests on row-level security, so Henk does not start where something undermines it: a role that
 * is above it, or a table that was forgotten. Asks as the application, about everything that it can see.
 */
final class RowLevelSecurityCheck {

    private static final String ROLE = """
            select case
              when rolsuper then 'is a superuser'
              when rolbypassrls then 'has BYPASSRLS'
              when rolcreaterole then 'has CREATEROLE'
              when exists (select from pg_roles r where r.rolname <> current_user
                             and pg_has_role(current_user, r.oid, 'member') and (r.rolsuper or r.rolbypassrls))
                then 'may become a role that is above row-level security'
              when exists (select from pg_database where datname = current_database()
                             and pg_has_role(current_user, datdba, 'member'))
                then 'owns the database'
            end
            from pg_roles where rolname = current_user
            """;

    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname) as name, case
              when pg_has_role(current_user, c.relowner, 'member') then 'is owned by the application''s role'
              when has_table_privilege(c.oid, 'TRUNCATE') then 'may be truncated by the application''s role'
              when has_table_privilege(c.oid, 'REFERENCES') then 'may be referenced by the application''s role'
              when t.attname is null then null
              when not c.relrowsecurity then 'has a tenant_id but no row-level security'
              when not c.relforcerowsecurity then 'does not force row-level security on its owner'
              when not exists (select from pg_policy p where p.polrelid = c.oid) then 'has no policy'
            end as fault
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped
            where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)'
            order by 1
            """;

    private RowLevelSecurityCheck() {}

    /** @throws StartRefused naming the role or each table at fault */
    static void run(DatabaseAddress application) {
        try (Connection connection = EmbeddedDatabase.connect(application);
                Statement sql = connection.createStatement()) {
            List<String> faults = new ArrayList<>();
            try (ResultSet role = sql.executeQuery(ROLE)) {
                if (role.next() && role.getString(1) != null) {
                    faults.add("the role " + application.user() + " " + role.getString(1));
                }
            }
            try (ResultSet tables = sql.executeQuery(TABLES)) {
                while (tables.next()) {
                    if (tables.getString("fault") != null) {
                        faults.add("the table " + tables.getString("name") + " " + tables.getString("fault"));
                    }
                }
            }
            refuse(faults);
        } catch (SQLException e) {
            throw new StartRefused(
                    "The application cannot connect as " + application + ": " + e.getMessage(),
                    "Check HENK_APP_DATABASE_URL when it is set, and that the owner may create roles.",
                    e);
        }
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new StartRefused(
                    "Tenants would not be isolated: " + String.join("; ", faults) + ".",
                    "Each table with a tenant_id needs \"enable row level security\", \"force row level security\" and"
                            + " a policy; the application's role owns nothing and is above nothing.");
        }
    }
}
