package app.henk.agent.grounding;

/** How one step through an answer ended; behind the first two, what was found that may not be said. */
enum Step {
    /** The text has to go on first. */
    WAIT,
    ON,
    FIGURE,
    NAME,
    PROMISE,
    /** Of our own instructions or tools. */
    SECRET
}
