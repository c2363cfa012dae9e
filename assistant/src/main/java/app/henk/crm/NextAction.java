package app.henk.crm;

/**
 * Something to do next for a deal.
 *
 * @param text in the language that was asked for, complete by itself
 * @param written by whom
 */
public record NextAction(String text, Author written) {

    public enum Author {
        RULE,
        MODEL
    }
}
