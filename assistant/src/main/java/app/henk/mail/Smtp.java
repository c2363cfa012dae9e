package app.henk.mail;

import app.henk.identity.Email;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** The mail server: one conversation for each mail. Blocks, and is bounded by time at every word. */
class Smtp {

    /**
     * How long the server is waited for. Who hangs up before it has said that it took the mail sends the mail once more,
     * so it gets the ten minutes that RFC 5321 (4.5.3.2) asks for.
     *
     * @param write until it takes the next piece of the mail
     * @param answer until it answers a word, the end of the mail included
     */
    record Patience(Duration connect, Duration write, Duration answer) {

        static final Patience USUAL =
                new Patience(Duration.ofSeconds(10), Duration.ofMinutes(3), Duration.ofMinutes(10));
    }

    private static final int LONGEST_REASON = 400;
    // it is closing, or wants a login that it did not get: nothing that this mail could help
    private static final Set<Integer> OF_THE_SERVER = Set.of(421, 530, 535, 538);

    private final SmtpServer server;
    private final Email sender;
    private final Patience patience;

    Smtp(SmtpServer server, Email sender) {
        this(server, sender, Patience.USUAL);
    }

    Smtp(SmtpServer server, Email sender, Patience patience) {
        this.server = server;
        this.sender = sender;
        this.patience = patience;
    }

    String messageId(UUID mail) {
        return MimeLetter.messageId(mail, sender);
    }

    Handover send(Letter letter) {
        boolean international = !StandardCharsets.US_ASCII
                .newEncoder()
                .canEncode(letter.to().substring(0, letter.to().lastIndexOf('@')));
        Session session = Session.getInstance(properties(international));
        MimeMessage message;
        try {
            message = MimeLetter.of(letter, sender, session);
        } catch (MessagingException | RuntimeException e) {
            return new Handover.Refused(reason(e));
        }
        try {
            SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
            try {
                return handOver(message, international, transport);
            } finally {
                hangUp(transport);
            }
        } catch (AddressException e) {
            return new Handover.Refused(reason(e));
        } catch (SendFailedException e) {
            return ofRefusal(e);
        } catch (MessagingException e) {
            return new Handover.Unreachable(reason(e));
        }
    }

    private Handover handOver(MimeMessage message, boolean international, SMTPTransport transport)
            throws MessagingException {
        connect(transport);
        if (international && !transport.supportsExtension("SMTPUTF8")) {
            return new Handover.Refused("The server takes no addresses with letters outside of ASCII.");
        }
        transport.sendMessage(message, message.getAllRecipients());
        return new Handover.Accepted();
    }

    /** What it said to the mail stands, though the line breaks at our good-bye: sent again, it would arrive twice. */
    private static void hangUp(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException broken) {
            // nothing is left to be said
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (server.login().isPresent()) {
            SmtpServer.Login login = server.login().get();
            transport.connect(server.host(), server.port(), login.user(), login.password());
        } else {
            transport.connect(server.host(), server.port(), null, null);
        }
    }

    /** 5 is for ever and 4 for now, by what was refused: the reader, the mail, or us. */
    private static Handover ofRefusal(SendFailedException thrown) {
        for (Exception cause : chain(thrown)) {
            if (cause instanceof SMTPSenderFailedException refused) {
                return new Handover.Unreachable(reason(refused));
            }
            if (cause instanceof SMTPAddressFailedException refused) {
                // 5.7: forbidden, which may well be how the server is set up
                boolean forEver =
                        refused.getReturnCode() >= 500 && !reason(refused).contains(" 5.7.");
                return forEver ? new Handover.Refused(reason(refused)) : new Handover.Deferred(reason(refused));
            }
        }
        if (thrown instanceof SMTPSendFailedException refused && !OF_THE_SERVER.contains(refused.getReturnCode())) {
            return refused.getReturnCode() >= 500
                    ? new Handover.Refused(reason(refused))
                    : new Handover.Deferred(reason(refused));
        }
        return new Handover.Unreachable(reason(thrown));
    }

    private static List<Exception> chain(MessagingException thrown) {
        List<Exception> all = new ArrayList<>();
        for (Exception next = thrown;
                next != null && all.size() < 10;
                next = next instanceof MessagingException messaging ? messaging.getNextException() : null) {
            all.add(next);
        }
        return all;
    }

    private static String reason(Exception failure) {
        String said = String.valueOf(failure.getMessage() == null ? failure : failure.getMessage());
        if (failure instanceof MessagingException messaging
                && messaging.getNextException() != null
                && !(messaging instanceof SendFailedException)) {
            said += ": " + messaging.getNextException().getMessage();
        }
        String line = MailMarkdown.line(said);
        return line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }

    private Properties properties(boolean international) {
        var properties = new Properties();
        properties.put(
                "mail.smtp.connectiontimeout", String.valueOf(patience.connect().toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(patience.answer().toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(patience.write().toMillis()));
        properties.put("mail.smtp.ssl.enable", String.valueOf(server.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", String.valueOf(!server.tls()));
        properties.put("mail.smtp.starttls.required", String.valueOf(server.needsTls() && !server.tls()));
        properties.put("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        properties.put("mail.smtp.from", MimeLetter.ascii(sender.value()));
        // what it says to our good-bye changes nothing
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.mime.allowutf8", String.valueOf(international));
        return properties;
    }
}
