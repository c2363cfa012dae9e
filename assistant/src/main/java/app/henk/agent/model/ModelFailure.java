package app.henk.agent.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model did not answer, or not to the end. The message is for the log: short, without key and without what the person
 * said; nothing for a person to read.
 */
public final class ModelFailure extends RuntimeException {

    /** Why, as far as it changes what to do next. */
    public enum Kind {
        /** Asked too often; comes back within seconds or minutes. */
        RATE_LIMITED(true, true),
        /** The day's quota or the money is spent. */
        QUOTA_SPENT(false, true),
        /** Overloaded, unreachable, or its breaker is open. */
        UNAVAILABLE(true, true),
        /** Too slow: no first word, or silence in between. */
        TIMEOUT(false, true),
        /** The answer broke off. */
        TRUNCATED(true, true),
        /** The model's own filter refused prompt or answer. */
        BLOCKED(false, false),
        /** An answer without a word. */
        EMPTY(true, true),
        /** A tool call that could not be read. */
        MALFORMED_CALL(true, false),
        /** Our request was wrong. */
        BAD_REQUEST(false, false),
        /** The key is wrong, blocked or lacks a right. */
        BAD_KEY(false, true),
        /** No such model any more. */
        UNKNOWN_MODEL(false, true),
        /** The service gave up because the call was cancelled. */
        CANCELLED(false, false);

        private final boolean retryable;
        private final boolean modelIsIll;

        Kind(boolean retryable, boolean modelIsIll) {
            this.retryable = retryable;
            this.modelIsIll = modelIsIll;
        }

        /** Whether it speaks against asking this model for the next person. */
        boolean modelIsIll() {
            return modelIsIll;
        }
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;
    private final String partialText;
    private final Usage usage;

    public ModelFailure(Kind kind, String message) {
        this(kind, message, null, "", Usage.NONE, null);
    }

    private ModelFailure(
            Kind kind,
            String message,
            @Nullable Duration retryAfter,
            String partialText,
            Usage usage,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.partialText = partialText;
        this.usage = usage;
    }

    ModelFailure retryAfter(Duration delay) {
        return new ModelFailure(kind, messageOrKind(), delay, partialText, usage, getCause());
    }

    ModelFailure causedBy(Throwable cause) {
        return new ModelFailure(kind, messageOrKind(), retryAfter, partialText, usage, cause);
    }

    /** The same failure, knowing what had been said; with text it can no longer be hidden by asking again. */
    ModelFailure after(String said, Usage spent) {
        Kind seen = said.isEmpty() || kind == Kind.BLOCKED ? kind : Kind.TRUNCATED;
        return new ModelFailure(seen, messageOrKind(), retryAfter, said, spent, kind == seen ? getCause() : this);
    }

    public Kind kind() {
        return kind;
    }

    /** When the service wants to be asked again, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What was said before it broke; empty if nothing. */
    public String partialText() {
        return partialText;
    }

    /** Tokens spent all the same, as far as known. */
    public Usage usage() {
        return usage;
    }

    /** Whether asking the same model again may help; never once a word has been shown. */
    public boolean retryable() {
        return kind.retryable && partialText.isEmpty();
    }

    private String messageOrKind() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
