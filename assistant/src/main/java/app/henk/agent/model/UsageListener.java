package app.henk.agent.model;

/**
 * Told what a call has used when it is over, whichever way: answered, broken off, tried again elsewhere, or no longer
 * wanted. On the thread that ended it.
 */
@FunctionalInterface
public interface UsageListener {

    /** @param model as the answer named it, else as it was asked for */
    void used(String model, Usage usage);
}
