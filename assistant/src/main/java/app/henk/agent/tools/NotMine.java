package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.agent.JoinedConversations;
import app.henk.agent.JoinedConversations.Joined;
import app.henk.identity.Principal;
import app.henk.platform.DayFormats;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * "That was not me": a customer takes another person's conversation out of the own account. Which one, the person says
 * on a form; a model can only have the form shown.
 */
@Component
public class NotMine {

    /** The move that is taken back. */
    public static final String FIELD = "not_mine";

    private final JoinedConversations conversations;
    private final Wording wording;

    NotMine(JoinedConversations conversations, Wording wording) {
        this.conversations = conversations;
        this.wording = wording;
    }

    /** Whether there is a conversation that may be another person's, besides the one that is being held. */
    Mono<Boolean> isPossible(ToolContext context) {
        return others(context).map(others -> !others.isEmpty());
    }

    Mono<ToolResult> run(ToolContext context) {
        if (!(context.principal() instanceof Principal.Customer)) {
            return Mono.just(told("no_account", context));
        }
        String chosen = context.form().get(FIELD);
        return chosen == null ? others(context).map(others -> asked(others, context)) : takeOut(chosen, context);
    }

    /** What is being talked in now is being answered and stays: it is told in the next one. */
    private Mono<List<Joined>> others(ToolContext context) {
        return context.principal() instanceof Principal.Customer customer
                ? conversations
                        .of(customer, customer.user())
                        .map(all -> all.stream()
                                .filter(one -> !one.conversation().equals(context.conversation()))
                                .toList())
                : Mono.just(List.of());
    }

    private Mono<ToolResult> takeOut(String chosen, ToolContext context) {
        return Mono.fromSupplier(() -> UUID.fromString(chosen))
                .onErrorMap(IllegalArgumentException.class, none -> Problem.notFound("move"))
                .flatMap(move -> conversations.takeOut(context.principal(), move))
                .thenReturn("done")
                .onErrorResume(
                        Problem.class, problem -> Mono.just(problem.status() == HttpStatus.CONFLICT ? "gone" : "none"))
                .map(status -> told(status, context).closingWith(say(status, context)));
    }

    private ToolResult asked(List<Joined> others, ToolContext context) {
        return others.isEmpty() ? told("none", context) : told("asked", context).with(List.of(card(others, context)));
    }

    private ToolResult told(String status, ToolContext context) {
        return ToolResult.done(Map.of("status", status, "say", say(status, context)));
    }

    private Card card(List<Joined> others, ToolContext context) {
        List<Map<String, String>> choices = others.stream()
                .map(one -> Map.of("const", one.move().toString(), "title", title(one, context)))
                .toList();
        return new Card(
                Ids.next().toString(),
                "form",
                Map.of(
                        "v", 1,
                        "id", FIELD,
                        "title", say("title", context),
                        "text", say("text", context),
                        "fallback", say("fallback", context),
                        "submit", say("submit", context),
                        // what was said in it is not said again: it would be read as the customer's own
                        "say", say("submit", context),
                        "schema",
                                Map.of(
                                        "type", "object",
                                        "properties",
                                                Map.of(
                                                        FIELD,
                                                        Map.of(
                                                                "type",
                                                                "string",
                                                                "title",
                                                                say("field", context),
                                                                "oneOf",
                                                                choices)),
                                        "required", List.of(FIELD))));
    }

    private String title(Joined one, ToolContext context) {
        String at = DayFormats.of(FormatStyle.LONG, FormatStyle.SHORT, Locale.of(context.language()))
                .format(one.at().atZone(context.tenant().zone()));
        return wording.say("privacy.not_mine.talk", context.language(), Map.of("beginning", one.beginning(), "at", at));
    }

    private String say(String key, ToolContext context) {
        return wording.say("privacy.not_mine." + key, context.language());
    }
}
