package app.henk.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.TestDatabase;
import app.henk.platform.StartRefused;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowLevelSecurityCheckTests {

    private static final String PROTECTED = "create table notes (tenant_id uuid not null, text text);"
            + " alter table notes enable row level security; alter table notes force row level security;"
            + " create policy own on notes using (tenant_id = henk.tenant());";

    private DatabaseAddress owner;
    private DatabaseAddress application;

    @BeforeEach
    void freshDatabase() {
        owner = TestDatabase.create();
        application = new DatabaseSetup(owner).application();
    }

    @Test
    void accepts_the_tables_that_the_migrations_make() {
        assertThatCode(() -> RowLevelSecurityCheck.run(application)).doesNotThrowAnyException();
    }

    @Test
    void accepts_a_table_whose_rows_are_protected() throws SQLException {
        asOwner(PROTECTED);

        assertThatCode(() -> RowLevelSecurityCheck.run(application)).doesNotThrowAnyException();
    }

    @Test
    void refuses_a_table_that_was_forgotten() throws SQLException {
        asOwner("create table notes (tenant_id uuid not null)");

        refusedWith("the table public.notes has a tenant_id but no row-level security");
    }

    @Test
    void refuses_a_table_whose_owner_would_be_above_its_policies() throws SQLException {
        asOwner(PROTECTED + "alter table notes no force row level security");

        refusedWith("the table public.notes does not force row-level security on its owner");
    }

    @Test
    void refuses_a_table_without_a_policy_because_somebody_forgot_it() throws SQLException {
        asOwner(PROTECTED + "drop policy own on notes");

        refusedWith("the table public.notes has no policy");
    }

    @Test
    void refuses_a_table_that_could_be_emptied_past_its_policies() throws SQLException {
        asOwner(PROTECTED + "grant truncate on notes to henk_app");

        refusedWith("the table public.notes may be truncated by the application's role");
    }

    @Test
    void refuses_a_table_whose_keys_could_be_probed_through_a_reference() throws SQLException {
        asOwner(PROTECTED + "grant references on notes to henk_app");

        refusedWith("the table public.notes may be referenced by the application's role");
    }

    @Test
    void refuses_to_run_as_the_owner_of_the_tables() {
        assertThatThrownBy(() -> RowLevelSecurityCheck.run(owner))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("the role henk_owner has CREATEROLE");
    }

    @Test
    void refuses_to_run_as_a_superuser() {
        var superuser = TestDatabase.administrator().onDatabase(owner.database());

        assertThatThrownBy(() -> RowLevelSecurityCheck.run(superuser))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("the role postgres is a superuser");
    }

    private void refusedWith(String fault) {
        assertThatThrownBy(() -> RowLevelSecurityCheck.run(application))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(fault);
    }

    private void asOwner(String statements) throws SQLException {
        try (var connection = EmbeddedDatabase.connect(owner);
                var sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }
}
