package app.henk.agent.offline;

/** Where in the tokens something was understood: from (inclusive) to (exclusive), so that nothing is read twice. */
public record Span<T>(T value, int from, int to) {}
