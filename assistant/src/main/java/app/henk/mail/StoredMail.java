package app.henk.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail as its row keeps it.
 *
 * @param withdrawKey of a consent that is open for it; none for staff and where it was withdrawn
 */
record StoredMail(
        UUID id,
        String address,
        String template,
        MailPurpose purpose,
        String language,
        Map<String, Object> values,
        String state,
        int attempts,
        Optional<String> problem,
        Instant createdAt,
        Instant dueAt,
        Optional<Instant> finishedAt,
        Optional<byte[]> withdrawKey,
        List<Attachment> attachments) {

    StoredMail with(List<Attachment> files) {
        return new StoredMail(
                id,
                address,
                template,
                purpose,
                language,
                values,
                state,
                attempts,
                problem,
                createdAt,
                dueAt,
                finishedAt,
                withdrawKey,
                files);
    }
}
