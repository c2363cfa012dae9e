package app.henk.insights;

import app.henk.platform.Problem;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Why a question is not answered. Said to people through {@code insights.refusal.<reason>}.
 *
 * @param what the words that were not understood
 * @param nearest what exists and comes nearest, the nearest first; may be empty
 */
public record Refusal(Reason reason, String what, List<String> nearest) {

    public enum Reason {
        /** The text does not follow the grammar; {@code what} is where it stops to. */
        GRAMMAR,
        UNKNOWN_ENTITY,
        UNKNOWN_FIELD,
        UNKNOWN_PERIOD,
        UNKNOWN_MEASURE,
        /** A stage, sector, product, team… that no record has. */
        UNKNOWN_VALUE,
        /** Nobody of this name. */
        UNKNOWN_NAME,
        /** Several of this name: {@code nearest} are they. */
        AMBIGUOUS_NAME,
        /** A field compared with what it cannot be, or a measure of what cannot be measured. */
        WRONG_TYPE,
        NOT_GROUPABLE,
        /** Ordered by what the answer does not have. */
        NOT_ORDERABLE,
        /** More parts, values, lines or letters than are allowed. */
        TOO_MUCH;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Refusal {
        nearest = List.copyOf(nearest);
    }

    Problem problem(String sentence) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "question-refused", sentence)
                .with("reason", reason.key())
                .with("what", what)
                .with("nearest", nearest);
    }
}
