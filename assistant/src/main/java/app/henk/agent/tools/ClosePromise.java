package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.promises.GivenPromises;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Closes a promise. Guarded: whom it was made to is written to. */
@Component
class ClosePromise implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forStaff(
            "close_promise",
            Effect.GUARDED,
            text("promise", 36).mandatory(),
            whole("version", 1_000_000).mandatory(),
            choice("state", "kept", "withdrawn").mandatory(),
            text("note", 1000));

    private final GivenPromises promises;
    private final PromiseCards cards;

    ClosePromise(GivenPromises promises, PromiseCards cards) {
        this.promises = promises;
        this.cards = cards;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        if (!(context.principal() instanceof Principal.Staff staff)) {
            return Mono.error(Problem.forbidden("Only colleagues close promises."));
        }
        return promises.close(
                        staff,
                        id(arguments.text("promise").orElseThrow()),
                        arguments.whole("version").orElseThrow(),
                        arguments.text("state").orElseThrow().equals("kept"),
                        arguments.text("note").orElse(""),
                        "chat")
                .map(promise -> {
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("status", promise.state());
                    data.putAll(cards.facts(promise, context.language()));
                    return ToolResult.done(data);
                });
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.notFound("promise");
        }
    }
}
