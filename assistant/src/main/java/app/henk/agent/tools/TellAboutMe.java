package app.henk.agent.tools;

import app.henk.customers.AboutMe;
import app.henk.customers.AboutMe.Group;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a person all that is known of them. */
@Component
class TellAboutMe implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers("about_me", Effect.READ);

    private final AboutMe aboutMe;
    private final ProfileCard card;
    private final NotMine notMine;
    private final Wording wording;

    TellAboutMe(AboutMe aboutMe, ProfileCard card, NotMine notMine, Wording wording) {
        this.aboutMe = aboutMe;
        this.card = card;
        this.notMine = notMine;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return aboutMe.of(context.principal(), context.language())
                .zipWith(notMine.isPossible(context))
                .map(both -> result(both.getT1(), both.getT2(), context.language()));
    }

    private ToolResult result(List<Group> groups, boolean others, String language) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", groups.isEmpty() ? "nothing" : "shown");
        data.put("facts", ProfileCard.plain(groups));
        data.put("say", wording.say("customers.profile." + (groups.isEmpty() ? "nothing" : "shown"), language));
        ToolResult result = ToolResult.done(data);
        return groups.isEmpty() ? result : result.with(List.of(card.of(groups, others, language)));
    }
}
