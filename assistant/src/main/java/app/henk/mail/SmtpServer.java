package app.henk.mail;

import app.henk.platform.StartRefused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Where mail is handed over, as {@code HENK_SMTP_URL} says it.
 *
 * @param tls from the first byte, instead of when the server offers it
 */
record SmtpServer(String host, int port, boolean tls, Optional<Login> login) {

    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(smtps?)://(?:(.*)@)?([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?/?");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_WITH_TLS = 465;
    private static final int LAST_PORT = 65_535;

    static SmtpServer of(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw refused("is not the address of a mail server.");
        }
        boolean tls = matcher.group(1).equalsIgnoreCase("smtps");
        int port =
                matcher.group(4) != null ? Integer.parseInt(matcher.group(4)) : tls ? SUBMISSION_WITH_TLS : SUBMISSION;
        if (port < 1 || port > LAST_PORT) {
            throw refused("names a port that cannot be.");
        }
        return new SmtpServer(
                matcher.group(3),
                port,
                tls,
                Optional.ofNullable(matcher.group(2)).map(SmtpServer::login));
    }

    /** A password crosses no wire in the open, except inside of this machine. */
    boolean needsTls() {
        return tls || (login.isPresent() && !THIS_MACHINE.contains(host));
    }

    private static Login login(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw refused("has a user without a password.");
        }
        try {
            return new Login(
                    UriUtils.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                    UriUtils.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refused("has a user or password with a % that is none; write it %25.");
        }
    }

    /** Never repeats the address: a password stands in it. */
    private static StartRefused refused(String what) {
        return new StartRefused(
                "HENK_SMTP_URL " + what, "It looks like smtp://user:password@mail.example.com:587 or smtps://….");
    }
}
