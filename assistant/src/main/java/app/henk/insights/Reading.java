package app.henk.insights;

/** What became of a text that was meant for a query. */
public sealed interface Reading {

    record Understood(Query query) implements Reading {}

    record Refused(Refusal refusal) implements Reading {}
}
