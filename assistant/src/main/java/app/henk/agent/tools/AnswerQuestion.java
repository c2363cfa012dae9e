package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.identity.Principal;
import app.henk.knowledge.QuestionAnswers;
import app.henk.platform.Problem;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** QuestionAnswers an open question for good. Guarded: it is published, and goes to everyone who asked. */
@Component
class AnswerQuestion implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forStaff(
            "answer_question",
            Effect.GUARDED,
            text("question", 36).mandatory(),
            text("answer", 4_000).mandatory(),
            text("wording", 300));

    private final QuestionAnswers answers;

    AnswerQuestion(QuestionAnswers answers) {
        this.answers = answers;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        if (!(context.principal() instanceof Principal.Staff staff)) {
            return Mono.error(Problem.forbidden("Only colleagues answer questions."));
        }
        return answers.answer(
                        staff,
                        id(arguments.text("question").orElseThrow()),
                        arguments.text("answer").orElseThrow(),
                        arguments.text("wording"),
                        "chat")
                .map(done -> ToolResult.done(Map.of("status", "answered", "mails", done.mails())));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound("question");
        }
    }
}
