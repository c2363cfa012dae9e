package app.henk.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What mail is about. People agree to each of them apart, by what they ask for, and withdraw each apart. */
public enum MailPurpose {
    /** An appointment that the person makes: confirmed, moved, cancelled, remembered. */
    APPOINTMENT,
    /** What the person ordered: late, ready. */
    ORDER,
    /** A question that is answered later, a promise that was made. */
    ANSWER,
    /** A wedding party or a team that the person belongs to. */
    GROUP,
    /** A link that the person asked for to go on elsewhere. */
    ACCOUNT,
    /** What was asked by the law: a receipt for an erasure. */
    PRIVACY,
    /** Being written back to about a form. */
    CONTACT,
    /** To those who work for the tenant; needs no consent on record, only an active account of staff. */
    WORK;

    /** As the database and the wording name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MailPurpose> of(String key) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.key().equals(key))
                .findFirst();
    }
}
