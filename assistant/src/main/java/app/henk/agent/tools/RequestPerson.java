package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.ConversationDesk;
import app.henk.identity.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has a person take over, or answer later. */
@Component
class RequestPerson implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forEveryone(
            "request_person", Effect.OWN, text("reason", 300).mandatory());

    private final ConversationDesk desk;
    private final OpeningHours hours;

    RequestPerson(ConversationDesk desk, OpeningHours hours) {
        this.desk = desk;
        this.hours = hours;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        String reason = arguments.text("reason").orElseThrow();
        return desk.requestPerson(context.principal(), context.conversation(), reason)
                .then(Mono.fromSupplier(() -> ToolResult.done(answer(context))));
    }

    private Map<String, Object> answer(ToolContext context) {
        Tenant tenant = context.tenant();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "noted");
        answer.put("open_now", hours.isOpen(tenant, context.now()));
        answer.put("hours", hours.say(tenant, context.language()));
        answer.put("phone", tenant.contact().phone());
        answer.put("email", tenant.contact().email());
        answer.put(
                "note",
                "Say that a person has been asked. Name no time by which the person answers; when closed, offer to take"
                        + " name and e-mail.");
        return answer;
    }
}
