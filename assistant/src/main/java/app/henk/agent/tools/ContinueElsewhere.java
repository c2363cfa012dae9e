package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.Card;
import app.henk.agent.ConversationDesk;
import app.henk.agent.TurnContext.Speaker;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets a visitor go on at another device. What opens the conversation passes no model and stands in no history: the card
 * asks for the link itself, from the device on which it is shown, with that device's own key.
 */
@Component
class ContinueElsewhere implements Tool {

    private static final ToolDefinition DEFINITION =
            ToolDefinition.forVisitorsAndCustomers("continue_elsewhere", Effect.OWN, text("email", 254));

    private final ConversationDesk desk;
    private final Wording wording;

    ContinueElsewhere(ConversationDesk desk, Wording wording) {
        this.desk = desk;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        if (context.speaker() == Speaker.CUSTOMER) {
            return Mono.just(outcome("sign_in", context));
        }
        return arguments
                .text("email")
                .map(address -> context.words().contain(address)
                        ? desk.mailLink(
                                        context.principal(),
                                        context.tenant(),
                                        context.conversation(),
                                        address,
                                        context.language())
                                .thenReturn(outcome("mailed", context))
                        : Mono.just(ToolResult.refused(
                                "not_said", "The person has not told this address. Ask for it, never make it up.")))
                .orElseGet(() -> Mono.just(outcome("shown", context).with(List.of(card(context)))));
    }

    private ToolResult outcome(String status, ToolContext context) {
        return ToolResult.done(Map.of("status", status, "say", say(status, context)));
    }

    private Card card(ToolContext context) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", say("title", context));
        content.put("text", say("text", context));
        content.put("fallback", say("fallback", context));
        content.put("request", Map.of("method", "POST", "path", "/api/chat/links"));
        content.put("show", say("show", context));
        content.put("copy", say("copy", context));
        content.put("copied", say("copied", context));
        content.put("until", say("until", context));
        content.put("expired", say("expired_card", context));
        content.put("failed", say("failed", context));
        content.put("qr", say("qr", context));
        return new Card(Ids.next().toString(), "link", content);
    }

    private String say(String key, ToolContext context) {
        return wording.say("customers.link." + key, context.language());
    }
}
