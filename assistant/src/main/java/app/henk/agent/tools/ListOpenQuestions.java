package app.henk.agent.tools;

import app.henk.identity.Principal;
import app.henk.knowledge.OpenQuestion;
import app.henk.knowledge.QuestionAnswers;
import app.henk.platform.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the documents could not answer. Visitors worded it. */
@Component
class ListOpenQuestions implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forStaff("open_questions", Effect.READ);
    private static final int MOST = 20;

    private final QuestionAnswers answers;

    ListOpenQuestions(QuestionAnswers answers) {
        this.answers = answers;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return context.principal() instanceof Principal.Staff staff
                ? answers.open(staff, MOST).map(ListOpenQuestions::result)
                : Mono.error(Problem.forbidden("Only colleagues see open questions."));
    }

    private static ToolResult result(List<OpenQuestion> open) {
        return ToolResult.done(Map.of(
                        "found",
                        open.size(),
                        "questions",
                        open.stream().map(ListOpenQuestions::facts).toList()))
                .fromOutside();
    }

    private static Map<String, Object> facts(OpenQuestion question) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", question.id().toString());
        facts.put("question", question.text());
        facts.put("language", question.language());
        facts.put("asked", question.asked());
        facts.put("waiting", question.waiting());
        question.value().ifPresent(value -> facts.put("value", value));
        return facts;
    }
}
