package app.henk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://henk:s%40cret@db.example.com:5433/shop?sslmode=require",
                "postgresql://henk:s%40cret@db.example.com:5433/shop?sslmode=require",
                "jdbc:postgresql://db.example.com:5433/shop?user=henk&password=s%40cret&sslmode=require",
                "r2dbc:postgresql://henk:s%40cret@db.example.com:5433/shop?sslMode=require",
                "r2dbc:pool:postgresql://henk:s%40cret@db.example.com:5433/shop?sslmode=require&application_name=x"
            })
    void reads_every_form_that_people_have_in_their_settings(String text) {
        assertThat(DatabaseAddress.parse(text))
                .isEqualTo(new DatabaseAddress("db.example.com", 5433, "shop", "henk", "s@cret", "require"));
    }

    @Test
    void a_plus_in_a_password_stays_a_plus() {
        assertThat(DatabaseAddress.parse("postgres://a:b+c@h/d").password()).isEqualTo("b+c");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://a:b@h/d, must begin with postgres://",
        "postgres://a:b@/d, names no host",
        "postgres://a:b@h, names no database",
        "postgres://h/d, names no user",
        "postgres://a@h/d, has no password",
        "postgres://a:b@h/d?sslmode=maybe, sslmode must be one of",
        "postgres://a:b@h/d?ssl=true, a parameter that Henk does not know: ssl",
        "postgres://a:b c@h/d, is not an address"
    })
    void says_what_is_wrong(String text, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(text))
                .withMessageContaining(fault);
    }

    @Test
    void never_shows_the_password() {
        var address = DatabaseAddress.parse("postgres://henk:secret@h/d");

        assertThat(address.toString()).doesNotContain("secret");
        assertThat(address.jdbcUrl()).doesNotContain("secret");
    }
}
