package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.ConversationDesk;
import app.henk.agent.HandoffRequests;
import app.henk.identity.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has a person take over; when nobody is there, says by the opening hours when somebody will be, and asks where to. */
@Component
class RequestPerson implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "request_person",
            Effect.OWN,
            text("reason", 300).mandatory(),
            choice("cause", "asked", "failed", "complaint", "group", "value"));

    private final HandoffRequests requests;
    private final ContactForm form;

    RequestPerson(HandoffRequests requests, ContactForm form) {
        this.requests = requests;
        this.form = form;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        ConversationDesk.Cause cause = arguments
                .text("cause")
                .map(name -> ConversationDesk.Cause.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(ConversationDesk.Cause.ASKED);
        var request = new HandoffRequests.Request(
                context.conversation(),
                cause,
                arguments.text("reason").orElseThrow(),
                context.language(),
                context.now());
        return requests.call(context.principal(), context.tenant(), request).map(called -> answer(context, called));
    }

    private ToolResult answer(ToolContext context, HandoffRequests.Called called) {
        ToolResult asked = ToolResult.done(facts(context.tenant(), called));
        return called.promise()
                .map(promise -> asked.with(List.of(form.card(
                                CaptureLead.ofAccount(context.principal(), "name"),
                                CaptureLead.ofAccount(context.principal(), "email"),
                                Optional.empty(),
                                context)))
                        .closingWith(promise))
                .orElse(asked);
    }

    private static Map<String, Object> facts(Tenant tenant, HandoffRequests.Called called) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", "noted");
        facts.put("open_now", called.isOpen());
        facts.put("hours", called.hours());
        facts.put("phone", tenant.contact().phone());
        facts.put("email", tenant.contact().email());
        called.promise().ifPresent(sentence -> facts.put("promise", sentence));
        facts.put(
                "note",
                called.isOpen()
                        ? "Say that a person has been asked and will write here. Name no time by which."
                        : "Say that a person has been asked. The program says after your answer when somebody will be"
                                + " there, and shows a form for name and e-mail: say neither yourself.");
        return facts;
    }
}
