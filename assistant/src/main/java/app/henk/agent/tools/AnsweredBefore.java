package app.henk.agent.tools;

/** Somebody was first: what a transaction has written for this confirmation must not stay. */
final class AnsweredBefore extends RuntimeException {

    private final boolean approved;

    AnsweredBefore(boolean approved) {
        super("the confirmation was answered before", null, false, false);
        this.approved = approved;
    }

    boolean approved() {
        return approved;
    }
}
