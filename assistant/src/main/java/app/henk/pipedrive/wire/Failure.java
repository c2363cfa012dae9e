package app.henk.pipedrive.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a request did not do what it should. The words are Pipedrive's, shortened, and hold no secret of ours; they may
 * hold a customer's data and so belong into a record's row, not into a log.
 */
public final class Failure extends RuntimeException {

    /** What follows from it. */
    public enum Kind {
        /** The request itself is wrong or not allowed for this record: the same again fails again. */
        REFUSED,
        /** A limit of the plan is reached, for this kind of record. */
        CAP,
        /** There is no such record (any more). */
        GONE,
        /** The token is not valid, or no longer. */
        UNAUTHORIZED,
        /** The account is closed or not paid for, or may not do this at all. */
        FORBIDDEN,
        /** Too many in two seconds. */
        BURST,
        /** The day's tokens are spent. */
        DAILY,
        /** Shut out for having asked too often. */
        BLOCKED,
        /** Nobody answered the door: nothing was done. */
        UNREACHABLE,
        /** Whoever wanted it had no right to it any more when its turn came: nothing was done. */
        EXPIRED,
        /** It may have been done or not. */
        UNKNOWN
    }

    private final Kind kind;
    private final Optional<Duration> retryAfter;

    Failure(Kind kind, String detail, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public static Failure of(Kind kind, String detail) {
        return new Failure(kind, detail, Optional.empty());
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whether it is about the whole account, and every other request would fail likewise. */
    public boolean ofTheAccount() {
        return switch (kind) {
            case UNAUTHORIZED, FORBIDDEN, BURST, DAILY, BLOCKED, UNREACHABLE -> true;
            case REFUSED, CAP, GONE, EXPIRED, UNKNOWN -> false;
        };
    }

    /** Whether it is certain that nothing was done. */
    public boolean nothingDone() {
        return kind != Kind.UNKNOWN;
    }

    public String detail() {
        return Optional.ofNullable(getMessage()).orElse("");
    }
}
