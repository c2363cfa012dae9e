package app.henk.agent.tools;

import app.henk.identity.Audit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes tool calls in the audit book: who, what, how it ended, which message. Not the arguments of a visitor: they hold
 * personal data whose place is the lead, where it can be erased.
 */
@Component
class AuditedCalls implements ToolAudit {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Audit audit;

    AuditedCalls(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Mono<Void> record(
            ToolContext context, String callId, String tool, String arguments, ToolResult.Status status) {
        Map<String, String> after = new LinkedHashMap<>();
        after.put("status", status.name());
        after.put("run", context.run().toString());
        after.put("call", callId.length() <= 80 ? callId : callId.substring(0, 80));
        var entry = new Audit.Entry(
                        "chat", "tool." + tool, context.conversation().toString())
                .after(JSON.writeValueAsString(after))
                .message(context.message());
        return audit.record(context.principal(), entry);
    }
}
