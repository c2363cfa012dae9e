package app.henk.insights;

import java.util.List;

/** Carries a refusal out of a parser's depths; never leaves the module. */
final class NotUnderstood extends RuntimeException {

    private final transient Refusal refusal;

    NotUnderstood(Refusal.Reason reason, String what, List<String> nearest) {
        this(new Refusal(reason, what, nearest));
    }

    NotUnderstood(Refusal refusal) {
        super(refusal.what(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
