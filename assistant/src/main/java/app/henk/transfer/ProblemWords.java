package app.henk.transfer;

import app.henk.platform.Wording;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says what was wrong with a row. */
@Component
class ProblemWords {

    private final Wording wording;

    ProblemWords(Wording wording) {
        this.wording = wording;
    }

    String say(RowProblem problem, String language) {
        return wording.say(
                "transfer.problem." + problem.reason(),
                language,
                Map.of(
                        "value", problem.value(),
                        "column", problem.column(),
                        "detail", detail(problem, language)));
    }

    private String detail(RowProblem problem, String language) {
        String form = "transfer.date_form." + problem.detail();
        return wording.has(form, "en") ? wording.say(form, language) : problem.detail();
    }

    String severity(RowProblem problem, String language) {
        return wording.say("transfer.severity." + problem.severity().key(), language);
    }

    String header(String key, String language) {
        return wording.say("transfer.report." + key, language);
    }
}
