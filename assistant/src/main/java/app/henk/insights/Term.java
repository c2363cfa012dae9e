package app.henk.insights;

/** What an answer can be ordered by. */
public sealed interface Term permits Field, Group, Measure {

    /** As it stands in the text form. */
    String text();
}
