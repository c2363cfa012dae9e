package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.knowledge.Asked;
import app.henk.knowledge.OpenQuestions;
import app.henk.platform.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has a question answered later, by mail. The address must be the person's own word. */
@Component
class AskLater implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "ask_later", Effect.OWN, text("question", 300).mandatory(), text("email", 254));

    private final OpenQuestions questions;
    private final LaterForm form;
    private final Wording wording;

    AskLater(OpenQuestions questions, LaterForm form, Wording wording) {
        this.questions = questions;
        this.form = form;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        Optional<String> email = arguments.text("email");
        if (email.filter(mail -> !context.words().contain(mail)).isPresent()) {
            return Mono.just(ToolResult.refused(
                    "not_said", "email: the person has not told this address. Ask for it, never make it up."));
        }
        if ("false".equalsIgnoreCase(context.form().get(LaterForm.FIELD))) {
            return Mono.just(ToolResult.refused(
                    "not_agreed", "The person has not ticked that the answer may be sent. Ask whether it may."));
        }
        String question = arguments.text("question").orElseThrow();
        return questions
                .askLater(context.principal(), context.conversation(), question, context.language(), email)
                .map(asked -> result(asked, question, context));
    }

    private ToolResult result(Asked asked, String question, ToolContext context) {
        return switch (asked) {
            case KEPT ->
                ToolResult.done(Map.of(
                        "status", "kept", "note", "Say that the answer comes by mail. Name no day by which it comes."));
            case WITHOUT_ADDRESS ->
                incomplete("Ask for the e-mail address that the answer may go to.", question, context);
            case NO_ADDRESS -> incomplete("That is no e-mail address. Ask for it again.", question, context);
            case TOO_MANY ->
                ToolResult.done(
                        Map.of("status", "too_many", "say", tooMany(context), "note", "Nothing is kept. Say so."));
        };
    }

    private String tooMany(ToolContext context) {
        return wording.say(
                "agent.later.too_many",
                context.language(),
                Map.of("phone", context.tenant().contact().phone()));
    }

    private ToolResult incomplete(String note, String question, ToolContext context) {
        return ToolResult.done(Map.of("status", "incomplete", "missing", List.of("email"), "note", note))
                .with(form.offer(question, context));
    }
}
