package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.text;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.promises.GivenPromises;
import app.henk.promises.NewPromise;
import app.henk.promises.PromiseKind;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what a colleague has promised; taking it back is withdrawing it. */
@Component
class NotePromise implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forStaff(
            "note_promise",
            Effect.REVERSIBLE,
            choice("what", PromiseKind.keys().toArray(String[]::new)).mandatory(),
            text("about", 300),
            date("due").mandatory(),
            text("to", 254).mandatory());

    private final GivenPromises promises;
    private final PromiseCards cards;

    NotePromise(GivenPromises promises, PromiseCards cards) {
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
            return Mono.error(Problem.forbidden("Only colleagues note promises."));
        }
        PromiseKind kind = PromiseKind.of(arguments.text("what").orElseThrow()).orElseThrow();
        LocalDate due = arguments.date("due").orElseThrow();
        String to = arguments.text("to").orElseThrow();
        // a message that is answered anew, by a retry or another model, notes nothing twice
        String request =
                "chat:" + context.message() + ":" + kind.key() + ":" + due + ":" + Integer.toHexString(to.hashCode());
        var given = new NewPromise(kind, arguments.text("about").orElse(""), due, to, Optional.of(request));
        return promises.give(staff, given, "chat").map(promise -> {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("status", "noted");
            data.putAll(cards.facts(promise, context.language()));
            data.put("version", promise.version());
            return ToolResult.done(data).with(List.of(cards.all(List.of(promise), context.language())));
        });
    }
}
