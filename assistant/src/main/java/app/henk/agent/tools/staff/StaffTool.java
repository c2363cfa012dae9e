package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Tool;
import app.henk.agent.tools.ToolContext;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** What the tools of the staff have in common: who speaks, and that a refusal is told in that person's language. */
abstract class StaffTool implements Tool {

    private final ToolDefinition definition;
    protected final StaffWords words;

    StaffTool(ToolDefinition definition, StaffWords words) {
        this.definition = definition;
        this.words = words;
    }

    @Override
    public final ToolDefinition definition() {
        return definition;
    }

    String name() {
        return definition.name();
    }

    @Override
    public final Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return Mono.defer(() -> act(Colleague.of(context), arguments))
                .onErrorResume(Problem.class, problem -> Mono.just(told(problem, context.language())));
    }

    @Override
    public final Mono<Proposal> propose(ToolContext context, Arguments arguments) {
        return Mono.defer(() -> question(Colleague.of(context), arguments))
                .onErrorResume(
                        Problem.class, problem -> Mono.just(new Proposal.Settled(told(problem, context.language()))));
    }

    /** Does it. A {@link Problem} is told as a refusal. */
    abstract Mono<ToolResult> act(Colleague who, Arguments arguments);

    /** What a person is asked before it is done: the tool's own question, and what the call says. */
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return Mono.fromSupplier(() -> new Proposal.Ask(
                arguments,
                words.say("confirm." + name(), who.language()),
                Asking.facts(who, arguments, words),
                Set.of()));
    }

    private ToolResult told(Problem problem, String language) {
        return Told.of("refused", sentence(problem, language))
                .with("error", problem.type())
                .with("detail", String.valueOf(problem.getMessage()))
                .result()
                .refused();
    }

    private String sentence(Problem problem, String language) {
        List<FieldError> errors = FieldErrors.in(problem);
        if (!errors.isEmpty()) {
            String faults = errors.stream()
                    .map(error -> words.fault(error, language))
                    .distinct()
                    .collect(Collectors.joining("; "));
            return words.say("problem.fields", language, Map.of("faults", faults));
        }
        String key = "problem." + problem.type();
        return words.has(key, language)
                ? words.say(key, language)
                : words.say("problem.other", language, Map.of("detail", String.valueOf(problem.getMessage())));
    }
}
