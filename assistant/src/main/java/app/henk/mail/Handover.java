package app.henk.mail;

/** What became of an attempt to hand a mail to the server. */
sealed interface Handover {

    /** The server has it and answers for it. */
    record Accepted() implements Handover {}

    /** It will never be taken: no such mailbox, or refused for what it is. */
    record Refused(String reason) implements Handover {}

    /** Not now, because of this mail's reader. */
    record Deferred(String reason) implements Handover {}

    /** The server itself cannot be used now: other mails would fare no better. */
    record Unreachable(String reason) implements Handover {}
}
