package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.customers.AboutMe;
import app.henk.customers.AboutMe.Changed;
import app.henk.customers.MeasurementWords;
import app.henk.customers.ProfileFact;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Corrects or forgets one thing that is known of the speaker. */
@Component
class ChangeFact implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "change_fact", Effect.OWN, text("fact", 120).mandatory(), text("value", 300));
    private static final int MOST_NAMED = 4;

    private final AboutMe aboutMe;
    private final ProfileCard card;
    private final NotMine notMine;
    private final MeasurementWords measures;
    private final Wording wording;

    ChangeFact(AboutMe aboutMe, ProfileCard card, NotMine notMine, MeasurementWords measures, Wording wording) {
        this.aboutMe = aboutMe;
        this.card = card;
        this.notMine = notMine;
        this.measures = measures;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        String language = context.language();
        var change = new AboutMe.Change(
                arguments.text("value"),
                Optional.of(context.conversation()),
                Optional.of(context.message()),
                "chat",
                language);
        return aboutMe.change(context.principal(), arguments.text("fact").orElseThrow(), change)
                .flatMap(changed -> switch (changed) {
                    case Changed.Corrected done -> shown("corrected", done.fact(), context);
                    case Changed.Forgotten done -> shown("forgotten", done.fact(), context);
                    case Changed.Fixed fixed -> Mono.just(said("fixed", fixed.fact(), language));
                    case Changed.Doubted doubted -> Mono.just(asked(doubted, language));
                    case Changed.Unclear unclear -> Mono.just(which(unclear.facts(), language));
                    case Changed.Unknown unknown -> Mono.just(unknown(language));
                })
                .onErrorResume(
                        Problem.class,
                        wrong -> wrong.type().equals("wrong-value")
                                ? Mono.just(outcome("invalid", say("invalid", language)))
                                : Mono.error(wrong));
    }

    /** With what is known now, so that the person sees that it is so. */
    private Mono<ToolResult> shown(String status, ProfileFact fact, ToolContext context) {
        return aboutMe.of(context.principal(), context.language())
                .zipWith(notMine.isPossible(context), (groups, others) -> {
                    ToolResult result = said(status, fact, context.language());
                    return groups.isEmpty()
                            ? result
                            : result.with(List.of(card.of(groups, others, context.language())));
                });
    }

    private ToolResult said(String status, ProfileFact fact, String language) {
        // what was forgotten is not handed on to the model again
        String value = status.equals("forgotten") ? "" : fact.value();
        return outcome(
                status,
                wording.say("customers.changed." + status, language, Map.of("label", fact.label(), "value", value)));
    }

    private ToolResult asked(Changed.Doubted doubted, String language) {
        String question = String.join(" ", measures.questions(doubted.doubts(), language));
        return outcome("asked", question).closingWith(question);
    }

    private ToolResult which(List<ProfileFact> facts, String language) {
        List<String> names = facts.stream()
                .limit(MOST_NAMED)
                .map(fact -> fact.label() + " " + fact.value())
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "which");
        data.put("facts", facts.stream().map(ProfileCard::plain).toList());
        data.put("say", wording.say("customers.changed.which", language, Map.of("names", String.join(", ", names))));
        return ToolResult.done(data);
    }

    private ToolResult unknown(String language) {
        return outcome("unknown", say("unknown", language));
    }

    private String say(String key, String language) {
        return wording.say("customers.changed." + key, language);
    }

    private static ToolResult outcome(String status, String words) {
        return ToolResult.done(Map.of("status", status, "say", words));
    }
}
