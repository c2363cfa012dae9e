package app.henk.crm;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, to be kept. It stands with a deal, a lead or a contact, at least with one of them; the contact
 * of a deal or lead need not be said.
 *
 * @param subject 1 to 300 characters
 * @param body at most 20 000, in a note the subject included
 * @param at when it happened, not in the future; now, when nothing is said
 */
public record NewActivity(
        Type type,
        String subject,
        String body,
        Optional<UUID> contact,
        Optional<UUID> lead,
        Optional<UUID> deal,
        Optional<Instant> at) {

    /** What a colleague can say to have done. All but a note are contact with the person. */
    public enum Type {
        CALL,
        EMAIL,
        MEETING,
        NOTE;

        String sqlName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isContact() {
            return this != NOTE;
        }
    }

    /** What a note says in one piece: one that came from elsewhere is called as it begins. */
    public static String whole(String subject, String body) {
        return body.isEmpty() ? subject : body.startsWith(subject) ? body : subject + "\n" + body;
    }

    /** With a deal, now. */
    public static NewActivity ofDeal(Type type, String subject, String body, UUID deal) {
        return new NewActivity(
                type, subject, body, Optional.empty(), Optional.empty(), Optional.of(deal), Optional.empty());
    }
}
