package app.henk.knowledge;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Open questions over HTTP, for staff alone. */
@RestController
@RequestMapping("/api/knowledge/questions")
class QuestionController {

    private static final int MOST = 100;

    private final QuestionAnswers answers;

    QuestionController(QuestionAnswers answers) {
        this.answers = answers;
    }

    @GetMapping
    Mono<Page> list(Principal.Staff staff, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        return answers.open(staff, limit)
                .map(open -> new Page(open.stream().map(Json::of).toList()));
    }

    record Page(List<Json> questions) {}

    record Json(
            UUID id,
            String text,
            String language,
            int asked,
            int waiting,
            @Nullable BigDecimal value,
            Instant since) {

        static Json of(OpenQuestion one) {
            return new Json(
                    one.id(),
                    one.text(),
                    one.language(),
                    one.asked(),
                    one.waiting(),
                    one.value().orElse(null),
                    one.since());
        }
    }

    @PostMapping("/{id}/answer")
    Mono<Answered> answer(Principal.Staff staff, @PathVariable UUID id, @Valid @RequestBody Answer answer) {
        return answers.answer(staff, id, answer.answer(), Optional.ofNullable(answer.question()), "api");
    }

    /** @param question as it is published; as it was asked first when absent */
    record Answer(
            @NotBlank @Size(max = 4_000) String answer,
            @Nullable @Size(min = 1, max = 300) String question) {}
}
