package app.henk.mail;

import app.henk.identity.Email;
import app.henk.platform.StartRefused;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param smtpUrl {@code HENK_SMTP_URL}: the server that mail is handed to; empty: it stays in the outbox
 * @param from {@code HENK_MAIL_FROM}: the sender's address
 */
@ConfigurationProperties("henk.mail")
record MailSettings(
        @DefaultValue("") String smtpUrl, @DefaultValue("") String from) {

    /** How mail leaves; empty when it stays here. Refuses what cannot be meant. */
    Optional<Way> way() {
        if (!from.isBlank() && Email.of(from).isEmpty()) {
            throw new StartRefused(
                    "HENK_MAIL_FROM: \"" + from + "\" is not an e-mail address.", "It looks like atelier@example.com.");
        }
        if (smtpUrl.isBlank()) {
            return Optional.empty();
        }
        SmtpServer server = SmtpServer.of(smtpUrl.strip());
        Email sender = Email.of(from)
                .orElseThrow(() -> new StartRefused(
                        "HENK_SMTP_URL is set and HENK_MAIL_FROM is not.",
                        "Set HENK_MAIL_FROM to the address that mail comes from, such as atelier@example.com."));
        return Optional.of(new Way(server, sender));
    }

    record Way(SmtpServer server, Email sender) {}
}
