package app.henk.fakes.pipedrive;

/** When something happens to a request. */
public enum Moment {
    ARRIVED,
    /** The work is done, the answer is not on its way yet. */
    DONE,
    ANSWERED
}
