package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may write into HENK_SMTP_URL and HENK_MAIL_FROM. */
class SmtpServerTests {

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.com, mail.example.com, 587, false",
        "smtps://mail.example.com, mail.example.com, 465, true",
        "SMTP://mail.example.com:2525/, mail.example.com, 2525, false",
        "smtp://[::1]:25, [::1], 25, false"
    })
    void a_server_is_an_address_with_or_without_a_port(String text, String host, int port, boolean tls) {
        SmtpServer server = SmtpServer.of(text);

        assertThat(server.host()).isEqualTo(host);
        assertThat(server.port()).isEqualTo(port);
        assertThat(server.tls()).isEqualTo(tls);
        assertThat(server.login()).isEmpty();
    }

    @Test
    void user_and_password_are_written_as_in_an_address_or_plainly() {
        var written = SmtpServer.of("smtp://shop%40example.com:p%40ss%3Aw@mail.example.com:587");
        var plain = SmtpServer.of("smtp://shop@example.com:p@ss:w@mail.example.com:587");

        assertThat(written).isEqualTo(plain);
        assertThat(written.login()).contains(new SmtpServer.Login("shop@example.com", "p@ss:w"));
        assertThat(written.toString()).doesNotContain("p@ss");
    }

    @Test
    void a_password_crosses_the_network_under_tls_alone() {
        assertThat(SmtpServer.of("smtp://a:b@mail.example.com").needsTls()).isTrue();
        assertThat(SmtpServer.of("smtp://mail.example.com").needsTls()).isFalse();
        assertThat(SmtpServer.of("smtp://a:b@localhost:2525").needsTls()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com",
                "http://mail.example.com",
                "smtp://",
                "smtp://a@mail.example.com",
                "smtp://a:@mail.example.com",
                "smtp://:hunter2@mail.example.com",
                "smtp://a:hunter2%zz@mail.example.com",
                "smtp://a:hunter2@mail.example.com:0",
                "smtp://a:hunter2@mail.example.com:70000",
                "smtp://a:hunter2@mail.example.com/path"
            })
    void what_is_none_is_refused_without_repeating_a_password(String text) {
        assertThatThrownBy(() -> new MailSettings(text, "a@example.com").way())
                .isInstanceOfSatisfying(StartRefused.class, refused -> {
                    assertThat(refused).hasMessageStartingWith("HENK_SMTP_URL ");
                    assertThat(refused.getMessage() + refused.remedy())
                            .doesNotContain("hunter2")
                            .contains("smtp://user:password@mail.example.com:587");
                });
    }

    @Test
    void a_server_needs_a_sender() {
        assertThatThrownBy(() -> new MailSettings("smtp://mail.example.com", "").way())
                .hasMessageContaining("HENK_MAIL_FROM");
        assertThatThrownBy(() -> new MailSettings("", "atelier").way())
                .hasMessage("HENK_MAIL_FROM: \"atelier\" is not an e-mail address.");
        assertThat(new MailSettings("", "").way()).isEmpty();
    }
}
