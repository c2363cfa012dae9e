package app.henk.agent.model;

/**
 * Tokens of one call.
 *
 * @param inputTokens all that was read, the cached ones included
 * @param outputTokens of the answer, without thinking, which is paid like output
 */
public record Usage(int inputTokens, int cachedTokens, int outputTokens, int thoughtTokens) {

    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /** The sum of two calls. */
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                cachedTokens + other.cachedTokens,
                outputTokens + other.outputTokens,
                thoughtTokens + other.thoughtTokens);
    }
}
