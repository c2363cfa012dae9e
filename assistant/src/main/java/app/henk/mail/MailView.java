package app.henk.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A mail as the administrator's page and other programs see it. */
record MailView(
        UUID id,
        String to,
        String template,
        String purpose,
        String language,
        String subject,
        String state,
        int attempts,
        Optional<String> problem,
        Instant created_at,
        Instant due_at,
        Optional<Instant> finished_at) {

    static MailView of(MailReader.Written written) {
        StoredMail mail = written.mail();
        return new MailView(
                mail.id(),
                mail.address(),
                mail.template(),
                mail.purpose().key(),
                mail.language(),
                written.letter().subject(),
                mail.state(),
                mail.attempts(),
                mail.problem(),
                mail.createdAt(),
                mail.dueAt(),
                mail.finishedAt());
    }

    /**
     * @param html where the page lies that shows it as a mail program would
     */
    record Whole(MailView mail, String text, String html, List<File> attachments) {

        static Whole of(MailReader.Written written) {
            String self = "/api/mail/" + written.mail().id();
            List<Attachment> files = written.mail().attachments();
            return new Whole(
                    MailView.of(written),
                    written.letter().text(),
                    self + "/html",
                    IntStream.range(0, files.size())
                            .mapToObj(i -> new File(
                                    files.get(i).name(),
                                    files.get(i).contentType(),
                                    files.get(i).content().length,
                                    self + "/attachments/" + i))
                            .toList());
        }
    }

    record File(String name, String content_type, int bytes, String href) {}
}
