package app.henk;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.platform.VectorSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@HenkTest
class StartTests {

    @Autowired
    DatabaseClient database;

    @Autowired
    VectorSupport vector;

    @Test
    void the_application_connects_as_a_role_that_row_level_security_binds() {
        var role = database.sql(
                        "select current_user || ' ' || rolsuper || rolbypassrls from pg_roles where rolname = current_user")
                .map(row -> row.get(0, String.class))
                .one()
                .block();

        assertThat(role).isEqualTo("henk_app falsefalse");
    }

    @Test
    void says_where_vectors_are_searched() {
        assertThat(vector.description()).contains(vector.pgvector() ? "pgvector" : "in memory");
    }

    @Test
    void letters_outside_of_ascii_fold_as_a_reader_expects() {
        assertThat(database.sql("select lower('ANZÜGE Été')")
                        .map(row -> row.get(0, String.class))
                        .one()
                        .block())
                .isEqualTo("anzüge été");
    }
}
