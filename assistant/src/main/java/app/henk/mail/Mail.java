package app.henk.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mail to be kept and sent.
 *
 * @param key once per tenant, for ever: the same again is the same mail, for instance {@code
 *     appointment-reminder:<appointment>:<its version>}
 * @param to the address as it was given
 * @param template a name in {@code mail/templates.yaml}, where stands which values it needs
 * @param language de, en or fr; anything else becomes English
 * @param values texts, numbers and lists of them; {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code
 *     ZonedDateTime} and {@code Money} are written as the language writes them
 * @param notBefore when it may leave; empty: at once
 */
public record Mail(
        String key,
        String to,
        String template,
        String language,
        Map<String, Object> values,
        List<Attachment> attachments,
        Optional<Instant> notBefore) {

    private static final int LONGEST_KEY = 200;

    public Mail {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("The key of a mail has 1 to " + LONGEST_KEY + " characters");
        }
        if (attachments.size() > Attachment.MOST) {
            throw new IllegalArgumentException("A mail has at most " + Attachment.MOST + " attachments");
        }
        if (attachments.stream().mapToInt(file -> file.content().length).sum() > Attachment.MOST_BYTES_TOGETHER) {
            throw new IllegalArgumentException(
                    "The attachments of a mail have at most " + Attachment.MOST_BYTES_TOGETHER + " bytes together");
        }
        values = Map.copyOf(values);
        attachments = List.copyOf(attachments);
    }

    /** Without attachments, to be sent at once. */
    public Mail(String key, String to, String template, String language, Map<String, Object> values) {
        this(key, to, template, language, values, List.of(), Optional.empty());
    }
}
