package app.henk.agent.tools;

import app.henk.agent.TurnContext.Speaker;
import app.henk.groups.Groups;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the organiser's group is, or a guest's own part of it. Measures of others it does not have. */
@Component
class GroupProgressTool implements Tool {

    private static final ToolDefinition DEFINITION =
            new ToolDefinition("group_progress", Effect.READ, Set.of(Speaker.VISITOR, Speaker.CUSTOMER), List.of());

    private final Groups groups;
    private final GroupCards cards;

    GroupProgressTool(Groups groups, GroupCards cards) {
        this.groups = groups;
        this.cards = cards;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return groups.mine(context.principal(), context.conversation())
                .map(group ->
                        ToolResult.done(cards.facts(group)).with(List.of(cards.progress(group, context.language()))))
                .defaultIfEmpty(ToolResult.done(Map.of(
                        "status", "none", "note", "This person has begun no group here and was invited to none.")));
    }
}
