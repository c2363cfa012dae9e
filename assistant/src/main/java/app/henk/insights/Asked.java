package app.henk.insights;

import app.henk.platform.Problem;

/** What became of a question. */
public sealed interface Asked {

    record Answered(Answer answer) implements Asked {}

    /** @param sentence the refusal in the asker's language, with what comes nearest */
    record Refused(Refusal refusal, String sentence) implements Asked {

        Problem problem() {
            return refusal.problem(sentence);
        }
    }
}
