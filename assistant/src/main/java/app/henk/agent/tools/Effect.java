package app.henk.agent.tools;

/** What running a tool does to the world, and so what must happen before it runs. */
public enum Effect {
    /** Looks something up. Runs at once. */
    READ,
    /**
     * Writes what concerns the speaker alone, into the speaker's own conversation or as the speaker's own wish. The only
     * writes that visitors and customers have.
     */
    OWN,
    /** Changes the tenant's data in a way that Undo takes back. Staff only; runs at once. */
    REVERSIBLE,
    /** Deletes, reaches a person outside, or touches many. Staff only; runs when a person has confirmed it. */
    GUARDED
}
