package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.agent.TurnContext.Speaker;
import app.henk.crm.ToldPerson;
import app.henk.groups.GroupStart;
import app.henk.groups.GroupStarted;
import app.henk.groups.Organising;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins a wedding party or a team, with one link for all. */
@Component
class StartGroup implements Tool {

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "start_group",
            Effect.OWN,
            Set.of(Speaker.VISITOR, Speaker.CUSTOMER),
            List.of(
                    choice("kind", "wedding", "team").mandatory(),
                    text("name", 120).mandatory(),
                    date("date"),
                    whole("size", 1_000),
                    date("deadline")));

    private final Organising organising;
    private final GroupCards cards;
    private final ContactForm form;
    private final Wording wording;

    StartGroup(Organising organising, GroupCards cards, ContactForm form, Wording wording) {
        this.organising = organising;
        this.cards = cards;
        this.form = form;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        var start = new GroupStart(
                context.conversation(),
                arguments.text("kind").orElseThrow(),
                arguments.text("name").orElseThrow().strip(),
                arguments.date("date"),
                arguments.whole("size"),
                arguments.date("deadline"),
                organiser(context));
        return organising.start(context.principal(), start).map(started -> result(started, context));
    }

    /** The group's name is no person's: who begins it is known from a form or an account, or is asked for. */
    private static ToldPerson organiser(ToolContext context) {
        return new ToldPerson(
                typed(context, "name"),
                typed(context, "email"),
                typed(context, "phone"),
                context.consent(),
                context.language());
    }

    private static Optional<String> typed(ToolContext context, String field) {
        return Optional.ofNullable(context.form().get(field))
                .filter(value -> !value.isBlank())
                .or(() -> CaptureLead.ofAccount(context.principal(), field));
    }

    private ToolResult result(GroupStarted started, ToolContext context) {
        return switch (started) {
            case GroupStarted.Started done -> started(done, context);
            case GroupStarted.Incomplete incomplete -> incomplete(incomplete.missing(), context);
            case GroupStarted.Invalid invalid ->
                ToolResult.done(Map.of(
                        "status",
                        "invalid",
                        "say",
                        invalid.reasons().stream()
                                .map(reason -> wording.say(key(reason), context.language()))
                                .toList()));
        };
    }

    /** What is wrong with a person's own data is said as everywhere. */
    private String key(String reason) {
        String own = "groups.invalid." + reason;
        return wording.has(own, "en") ? own : "crm.wrong." + reason;
    }

    private ToolResult started(GroupStarted.Started done, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>(cards.facts(done.group()));
        data.put("status", done.created() ? "started" : "changed");
        data.put("note", "The program says the link after your answer; do not write it yourself.");
        ToolResult result = ToolResult.done(data).with(List.of(cards.progress(done.group(), context.language())));
        return done.group()
                .link()
                .map(link -> result.closingWith(wording.say("groups.share", context.language(), Map.of("link", link))))
                .orElse(result);
    }

    private ToolResult incomplete(List<String> missing, ToolContext context) {
        ToolResult asked = ToolResult.done(Map.of(
                        "status",
                        "incomplete",
                        "missing",
                        missing,
                        "note",
                        "Nothing is stored yet. Ask for what is missing in one friendly sentence; the form is shown. Consent"
                                + " is asked for by the program."))
                .with(List.of(
                        form.card(typed(context, "name"), typed(context, "email"), typed(context, "phone"), context)));
        return missing.equals(List.of("consent")) ? asked.closingWith(form.consentQuestion(context)) : asked;
    }
}
