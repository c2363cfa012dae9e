package app.henk.mail;

import app.henk.identity.Email;
import app.henk.identity.Tenant;
import app.henk.platform.Wording;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Puts a mail into words: those of its template, between the greeting and the reason why it comes. */
@Component
class Letters {

    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_NAME = 80;
    // names of people and things: whoever types more than that wants to say something in our name
    private static final Set<String> NAMES = Set.of("name", "organiser", "group", "by", "with", "who", "type");

    private final Templates templates;
    private final Wording wording;
    private final MailLinks links;
    private final Template layout;

    Letters(Templates templates, Wording wording, MailLinks links) throws IOException {
        this.templates = templates;
        this.wording = wording;
        this.links = links;
        this.layout = Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .compile(new ClassPathResource("mail/layout.html").getContentAsString(StandardCharsets.UTF_8));
    }

    Letter of(StoredMail mail, Tenant tenant) {
        String language = mail.language();
        String key = "mail." + mail.template();
        Templates.Template template = templates.named(mail.template());
        Map<String, Object> values = present(mail.values());
        String subject = subject(wording.say(key + ".subject", language, each(values, MailMarkdown::line)));
        Map<String, Object> escaped = each(values, MailMarkdown::escaped);
        template.markdown()
                .forEach(name -> Optional.ofNullable(values.get(name)).ifPresent(v -> escaped.put(name, v)));
        escaped.put("tenant", MailMarkdown.escaped(tenant.name()));
        String body = wording.say("mail.layout.greeting", language, escaped) + "\n\n"
                + wording.say(key + ".body", language, escaped) + "\n\n"
                + wording.say("mail.layout.closing", language) + "\\\n" + escaped.get("tenant");
        Optional<URI> withdrawal = mail.withdrawKey().map(secret -> links.withdrawal(secret, language));
        Footer footer = footer(mail, tenant, withdrawal);
        return new Letter(
                mail.id(),
                mail.address(),
                MailMarkdown.line(tenant.name()),
                Email.of(tenant.contact().email()).map(Email::value),
                language,
                subject,
                MailMarkdown.text(body) + "\n\n" + footer.text(),
                layout.execute(Map.of(
                        "language", language,
                        "subject", subject,
                        "body", MailMarkdown.html(body),
                        "tenant", footer.tenant(),
                        "contact", footer.contact(),
                        "why", footer.why(),
                        "withdraw", footer.label(),
                        "withdrawal", footer.withdrawal())),
                withdrawal,
                mail.attachments());
    }

    /**
     * What a mail must say about itself.
     *
     * @param withdrawal the link; empty for staff
     */
    private record Footer(String tenant, List<String> contact, String why, String label, String withdrawal) {

        String text() {
            String lines = "-- \n" + tenant + "\n" + String.join("\n", contact) + "\n\n" + why + "\n";
            return withdrawal.isEmpty() ? lines : lines + "\n" + label + "\n" + withdrawal + "\n";
        }
    }

    private Footer footer(StoredMail mail, Tenant tenant, Optional<URI> withdrawal) {
        Tenant.Contact contact = tenant.contact();
        String language = mail.language();
        return new Footer(
                tenant.name(),
                Stream.of(contact.address(), contact.phone(), contact.email())
                        .map(MailMarkdown::line)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                wording.say("mail.layout.why." + mail.purpose().key(), language, Map.of("tenant", tenant.name())),
                wording.say("mail.layout.withdraw", language),
                withdrawal.map(URI::toString).orElse(""));
    }

    private static String subject(String said) {
        return cut(MailMarkdown.line(said), LONGEST_SUBJECT);
    }

    /** What is blank is as good as not there. */
    private static Map<String, Object> present(Map<String, Object> values) {
        Map<String, Object> present = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!String.valueOf(value).isBlank()) {
                present.put(name, NAMES.contains(name) ? cut(String.valueOf(value), LONGEST_NAME) : value);
            }
        });
        return present;
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static Map<String, Object> each(Map<?, ?> values, UnaryOperator<String> change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        values.forEach((name, value) -> changed.put(String.valueOf(name), one(value, change)));
        return changed;
    }

    private static Object one(Object value, UnaryOperator<String> change) {
        return switch (value) {
            case List<?> list -> list.stream().map(item -> one(item, change)).toList();
            case Map<?, ?> map -> each(map, change);
            case Boolean flag -> flag;
            default -> change.apply(String.valueOf(value));
        };
    }
}
