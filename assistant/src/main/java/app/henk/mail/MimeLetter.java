package app.henk.mail;

import app.henk.identity.Email;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

/** A letter as it goes over the wire. */
final class MimeLetter extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String CALENDAR = "text/calendar";

    private final String messageId;

    private MimeLetter(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /** The same for every attempt, so that a server or a mailbox that has seen it knows it again. */
    static String messageId(UUID mail, Email sender) {
        return "<" + mail + "@" + asciiDomain(sender.value()) + ">";
    }

    static String ascii(String address) {
        return address.substring(0, address.lastIndexOf('@') + 1) + asciiDomain(address);
    }

    static MimeMessage of(Letter letter, Email sender, Session session) throws MessagingException {
        var message = new MimeLetter(session, messageId(letter.id(), sender));
        message.setFrom(address(ascii(sender.value()), letter.sender()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(ascii(letter.to())));
        if (letter.replyTo().isPresent()) {
            message.setReplyTo(
                    new InternetAddress[] {address(ascii(letter.replyTo().get()), letter.sender())});
        }
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(new Date());
        message.setHeader("Content-Language", letter.language());
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.withdrawal().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + letter.withdrawal().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setContent(content(letter));
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** An invitation is also one of the forms that the mail has: then mail programs show their buttons. */
    private static MimeMultipart content(Letter letter) throws MessagingException {
        var forms = new MimeMultipart("alternative");
        forms.addBodyPart(text(letter.text(), "plain"));
        forms.addBodyPart(text(letter.html(), "html"));
        for (Attachment file : letter.attachments()) {
            if (isInvitation(file)) {
                forms.addBodyPart(part(file.content(), withCharset(file.contentType())));
                break;
            }
        }
        if (letter.attachments().isEmpty()) {
            return forms;
        }
        var whole = new MimeMultipart("mixed");
        var body = new MimeBodyPart();
        body.setContent(forms);
        whole.addBodyPart(body);
        for (Attachment file : letter.attachments()) {
            MimeBodyPart part = part(file.content(), withCharset(file.contentType()));
            part.setDisposition(Part.ATTACHMENT);
            try {
                part.setFileName(file.name());
            } catch (IllegalArgumentException e) {
                part.setFileName("attachment");
            }
            whole.addBodyPart(part);
        }
        return whole;
    }

    private static boolean isInvitation(Attachment file) {
        String type = file.contentType().toLowerCase(Locale.ROOT);
        return type.startsWith(CALENDAR) && type.contains("method=");
    }

    private static String withCharset(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("text/") && !type.contains("charset=")
                ? contentType + "; charset=" + UTF_8
                : contentType;
    }

    private static MimeBodyPart text(String text, String form) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, form);
        return part;
    }

    private static MimeBodyPart part(byte[] content, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
        return part;
    }

    private static InternetAddress address(String address, String name) {
        try {
            return new InternetAddress(address, name, UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String asciiDomain(String address) {
        return IDN.toASCII(address.substring(address.lastIndexOf('@') + 1));
    }
}
