package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.texts;

import app.henk.crm.LeadCapture;
import app.henk.crm.LeadCaptured;
import app.henk.groups.Wishes;
import app.henk.identity.Principal;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes a lead of a serious wish. Contact data must be the person's own words: a model can neither invent nor import
 * them; and agreement is no argument at all, it comes with the context.
 */
@Component
class CaptureLead implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "capture_lead",
            Effect.OWN,
            text("name", 120),
            text("email", 254),
            text("phone", 40),
            text("company", 120),
            text("occasion", 80),
            date("event_date"),
            decimal("budget", 10_000_000),
            text("notes", 600),
            texts("wish", 6));

    private static final String ASK =
            "Nothing is stored yet. Ask for the first of these in one friendly sentence. Consent"
                    + " is asked for word by word by the program after your answer: do not word it yourself.";

    private final Wishes wishes;
    private final ContactForm form;
    private final Wording wording;

    CaptureLead(Wishes wishes, ContactForm form, Wording wording) {
        this.wishes = wishes;
        this.form = form;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        List<String> notSaid = notSaid(context, arguments);
        if (!notSaid.isEmpty()) {
            return Mono.just(ToolResult.refused(
                    "not_said", notSaid + ": the person has not told this. Ask for it, never make it up."));
        }
        LeadCapture wish = wish(context, arguments);
        return wishes.keep(context.principal(), wish).map(kept -> result(kept, wish, context));
    }

    /** What of the contact data is not the person's own words. */
    static List<String> notSaid(ToolContext context, Arguments arguments) {
        OwnWords words = context.words();
        List<String> notSaid = new ArrayList<>();
        arguments.text("name").filter(name -> !words.contain(name)).ifPresent(name -> notSaid.add("name"));
        arguments.text("email").filter(mail -> !words.contain(mail)).ifPresent(mail -> notSaid.add("email"));
        arguments.text("phone").filter(phone -> !words.containNumber(phone)).ifPresent(phone -> notSaid.add("phone"));
        return notSaid;
    }

    private static LeadCapture wish(ToolContext context, Arguments told) {
        return new LeadCapture(
                context.conversation(),
                own(context, told, "name"),
                own(context, told, "email"),
                own(context, told, "phone"),
                told.text("company"),
                told.text("occasion"),
                told.date("event_date"),
                told.decimal("budget"),
                told.text("notes"),
                told.texts("wish"),
                context.consent(),
                context.language());
    }

    /** What was typed into a form weighs more than what a model understood; an account knows its name and e-mail. */
    static Optional<String> own(ToolContext context, Arguments told, String field) {
        return Optional.ofNullable(context.form().get(field))
                .filter(typed -> !typed.isBlank())
                .or(() -> told.text(field))
                .or(() -> ofAccount(context.principal(), field));
    }

    static Optional<String> ofAccount(Principal principal, String field) {
        if (principal instanceof Principal.Customer customer) {
            return switch (field) {
                case "name" -> Optional.of(customer.name());
                case "email" -> Optional.of(customer.email());
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private ToolResult result(Wishes.Kept kept, LeadCapture wish, ToolContext context) {
        return switch (kept) {
            case Wishes.Kept.InGroup member ->
                ToolResult.done(Map.of("status", "stored", "group", member.group(), "contact", member.reachable()));
            case Wishes.Kept.AsLead(LeadCaptured.Stored lead) ->
                ToolResult.done(Map.of("status", "stored", "title", lead.title(), "created", lead.created()));
            case Wishes.Kept.Incomplete incomplete -> incomplete(incomplete.missing(), wish, context);
            case Wishes.Kept.Invalid invalid -> invalid(invalid.errors(), wish, context);
        };
    }

    private ToolResult incomplete(List<String> missing, LeadCapture wish, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "incomplete");
        data.put("missing", missing);
        data.put("note", ASK);
        ToolResult asked = ToolResult.done(data).with(List.of(form.card(wish, context)));
        // only when it is all that is missing: then a plain yes can mean nothing else
        return missing.equals(List.of("consent")) ? asked.closingWith(form.consentQuestion(context)) : asked;
    }

    private ToolResult invalid(List<LeadCaptured.FieldError> wrong, LeadCapture wish, ToolContext context) {
        List<Map<String, String>> errors = wrong.stream()
                .map(error -> Map.of(
                        "field",
                        error.field(),
                        "reason",
                        error.reason(),
                        "say",
                        wording.say("crm.wrong." + error.reason(), context.language())))
                .toList();
        return ToolResult.done(Map.of("status", "invalid", "errors", errors)).with(List.of(form.card(wish, context)));
    }
}
