package app.henk.mail;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail in its words, ready to be sent or shown.
 *
 * @param id never changes: the Message-ID is made of it
 * @param sender the tenant's name
 * @param replyTo the tenant's own address
 * @param withdrawal the page that ends mail about this; staff's mail has none
 */
record Letter(
        UUID id,
        String to,
        String sender,
        Optional<String> replyTo,
        String language,
        String subject,
        String text,
        String html,
        Optional<URI> withdrawal,
        List<Attachment> attachments) {}
