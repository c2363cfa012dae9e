package app.henk.identity;

/**
 * Why a conversation of nobody is not let go of, though nobody has said anything in it for long: something is still
 * ahead of who began it. Implemented by the modules that such things belong to.
 */
public interface RetentionHold {

    /**
     * SQL that the owning module writes: whether the conversation that is called {@code c} is held. It runs in a
     * transaction of the system and knows {@code :since}, the moment since when nothing was said. A hold ends
     * one day by itself or by what a colleague does.
     */
    String condition();
}
