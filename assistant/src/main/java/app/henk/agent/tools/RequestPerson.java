package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.ConversationDesk;
import app.henk.agent.TurnContext.Speaker;
import app.henk.booking.Doors;
import app.henk.identity.Tenant;
import app.henk.platform.Wording;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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

    private final ConversationDesk desk;
    private final OpeningHours hours;
    private final Doors doors;
    private final ContactForm form;
    private final Wording wording;

    RequestPerson(ConversationDesk desk, OpeningHours hours, Doors doors, ContactForm form, Wording wording) {
        this.desk = desk;
        this.hours = hours;
        this.doors = doors;
        this.form = form;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        String reason = arguments.text("reason").orElseThrow();
        ConversationDesk.Cause cause = arguments
                .text("cause")
                .map(name -> ConversationDesk.Cause.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(ConversationDesk.Cause.ASKED);
        return desk.requestPerson(context.principal(), context.conversation(), cause, reason)
                .then(doors.opens(context.tenant(), context.now()))
                .map(next -> answer(context, next));
    }

    /** @param next when somebody is there */
    private ToolResult answer(ToolContext context, Optional<ZonedDateTime> next) {
        boolean open = next.filter(at -> !at.isAfter(context.now())).isPresent();
        if (open || context.speaker() == Speaker.STAFF) {
            return ToolResult.done(facts(context, open, Optional.empty()));
        }
        String promise = promise(context, next);
        return ToolResult.done(facts(context, false, Optional.of(promise)))
                .with(List.of(form.card(
                        CaptureLead.ofAccount(context.principal(), "name"),
                        CaptureLead.ofAccount(context.principal(), "email"),
                        Optional.empty(),
                        context)))
                .closingWith(promise);
    }

    private Map<String, Object> facts(ToolContext context, boolean open, Optional<String> promise) {
        Tenant tenant = context.tenant();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", "noted");
        facts.put("open_now", open);
        facts.put("hours", hours.say(tenant, context.language()));
        facts.put("phone", tenant.contact().phone());
        facts.put("email", tenant.contact().email());
        promise.ifPresent(sentence -> facts.put("promise", sentence));
        facts.put(
                "note",
                open
                        ? "Say that a person has been asked and will write here. Name no time by which."
                        : "Say that a person has been asked. The program says after your answer when somebody will be"
                                + " there, and shows a form for name and e-mail: say neither yourself.");
        return facts;
    }

    /** Counted from the opening hours and holidays, never worded by a model. */
    private String promise(ToolContext context, Optional<ZonedDateTime> opens) {
        Locale locale = Locale.of(context.language());
        return opens.map(next -> wording.say(
                        "handoff.closed.until",
                        context.language(),
                        Map.of("day", day(next, locale), "time", time(next, locale))))
                .orElseGet(() -> wording.say("handoff.closed.without_hours", context.language()));
    }

    private static String day(ZonedDateTime when, Locale locale) {
        String pattern = locale.getLanguage().equals("de") ? "EEEE, d. MMMM" : "EEEE d MMMM";
        return DateTimeFormatter.ofPattern(pattern, locale).format(when);
    }

    private static String time(ZonedDateTime when, Locale locale) {
        String pattern = locale.getLanguage().equals("fr") ? "H 'h' mm" : "H:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(when);
    }
}
