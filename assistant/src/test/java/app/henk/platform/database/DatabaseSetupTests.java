package app.henk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.TestDatabase;
import app.henk.platform.StartRefused;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseSetupTests {

    @Test
    void several_instances_may_set_up_the_same_empty_database_at_once() {
        var setup = new DatabaseSetup(TestDatabase.createEmpty());
        DatabaseAddress application = setup.application();

        var outcomes = java.util.stream.IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> setup.prepare(application).pgvector())
                .distinct()
                .toList();

        assertThat(outcomes).hasSize(1);
    }

    @Test
    void the_applications_password_follows_from_the_owners_and_from_nothing_else() {
        var owner = new DatabaseAddress("h", 5432, "d", "owner", "secret", "prefer");

        assertThat(new DatabaseSetup(owner).application())
                .isEqualTo(new DatabaseSetup(owner.onDatabase("d")).application());
        assertThat(new DatabaseSetup(owner.as("owner", "other")).application().password())
                .isNotEqualTo(new DatabaseSetup(owner).application().password())
                .doesNotContain("other");
    }

    @Test
    void an_owner_who_may_not_create_roles_is_told_what_to_do() throws SQLException {
        DatabaseAddress owner = TestDatabase.createEmpty();
        DatabaseAddress administrator = TestDatabase.administrator().onDatabase(owner.database());
        try (var connection = EmbeddedDatabase.connect(administrator);
                var sql = connection.createStatement()) {
            sql.execute("drop role if exists humble; create role humble login password 'humble'");
            sql.execute("alter database " + owner.database() + " owner to humble");
        }

        assertThatThrownBy(() -> {
                    var setup = new DatabaseSetup(owner.as("humble", "humble"));
                    setup.prepare(setup.application());
                })
                .isInstanceOfSatisfying(StartRefused.class, refused -> {
                    assertThat(refused).hasMessageContaining("may not create the role henk_app");
                    assertThat(refused.remedy()).contains("HENK_APP_DATABASE_URL");
                });
    }
}
