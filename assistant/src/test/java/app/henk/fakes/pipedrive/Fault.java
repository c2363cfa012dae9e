package app.henk.fakes.pipedrive;

/** What can go wrong with one request. */
public enum Fault {
    /** The work is done, the connection ends before the answer. */
    CUT_AFTER(true),
    /** The connection ends before anything is done. */
    CUT_BEFORE(false),
    /** 429 that says when to come again. */
    BURST(false),
    /** 429 without a word about when. */
    BURST_SILENT(false),
    /** 429 until the day is over. */
    DAILY(false),
    /** The content delivery network's own page, in HTML. */
    BLOCKED(false),
    MAINTENANCE(false),
    /** 500 though the work is done. */
    BROKEN_AFTER(true),
    /** 200 and a page. */
    HTML(true),
    /** 200 and nothing. */
    EMPTY(true),
    /** 200 and a half of the JSON. */
    HALF_JSON(true),
    /** 200 and JSON that says something else. */
    WRONG_JSON(true),
    /** One byte now and then, without an end. */
    DRIP(true),
    CAP(false),
    /** 400, as for a value that it does not take. */
    REFUSED(false),
    UNAUTHORIZED(false);

    private final boolean done;

    Fault(boolean done) {
        this.done = done;
    }

    boolean done() {
        return done;
    }
}
