package app.henk.knowledge;

/** What became of somebody's wish to be answered later. */
public enum Asked {
    KEPT,
    /** The question is kept; nobody knows where its answer is to go. */
    WITHOUT_ADDRESS,
    /** That is no address. */
    NO_ADDRESS,
    /** So many questions of this person are open that another one is not kept. */
    TOO_MANY
}
