package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;

import app.henk.agent.Card;
import app.henk.agent.TurnContext.Speaker;
import app.henk.customers.ErasureReceipt;
import app.henk.customers.PrivacyRequests;
import app.henk.customers.PrivacyRequests.ExportLink;
import app.henk.platform.DayFormats;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A copy, being erased, taking back consent, giving up another person's conversation. Erasing is asked back: it happens when the turn answers that question with
 * the person's own yes or tick, and whatever a model says has no part in it. A link stands on the card alone, where no
 * model reads it.
 */
@Component
class RequestPrivacy implements Tool {

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "privacy_request",
            Effect.OWN,
            Set.of(Speaker.VISITOR, Speaker.CUSTOMER),
            List.of(choice("kind", "export", "erase", "withdraw_consent", NotMine.FIELD)
                    .mandatory()));

    private final PrivacyRequests requests;
    private final ErasureForm form;
    private final NotMine notMine;
    private final Wording wording;

    RequestPrivacy(PrivacyRequests requests, ErasureForm form, NotMine notMine, Wording wording) {
        this.requests = requests;
        this.form = form;
        this.notMine = notMine;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return switch (arguments.text("kind").orElseThrow()) {
            case "export" ->
                requests.export(context.principal(), context.language()).map(link -> ready(link, context));
            case "erase" -> erase(context);
            case NotMine.FIELD -> notMine.run(context);
            default ->
                requests.withdrawConsent(context.principal(), Optional.empty(), "chat")
                        .map(ended -> ToolResult.done(Map.of(
                                "status", "withdrawn", "say", wording.say("privacy.withdrawn", context.language()))));
        };
    }

    private Mono<ToolResult> erase(ToolContext context) {
        return "true".equals(context.form().get(ErasureForm.FIELD))
                ? requests.erase(context.principal(), context.language(), context.run())
                        .map(receipt -> erased(receipt, context))
                : Mono.just(asked(context));
    }

    private ToolResult asked(ToolContext context) {
        return ToolResult.done(Map.of(
                        "status",
                        "asked",
                        "say",
                        wording.say("privacy.erase.asked", context.language()),
                        "note",
                        "Nothing is erased yet. The program asks the person itself, after your answer."))
                .with(List.of(form.card(context)))
                .closingWith(form.question(context.tenant(), context.language()));
    }

    private ToolResult erased(ErasureReceipt receipt, ToolContext context) {
        String language = context.language();
        String say = wording.say(
                "privacy.erase.done", language, Map.of("number", receipt.id().toString(), "mailed", receipt.mailed()));
        return ToolResult.done(Map.of("status", "erased", "number", receipt.id().toString()))
                .with(List.of(receipt(receipt, context)))
                .closingWith(say);
    }

    private Card receipt(ErasureReceipt receipt, ToolContext context) {
        String language = context.language();
        List<Map<String, String>> rows = new ArrayList<>();
        rows.add(row(
                wording.say("privacy.receipt.number", language), receipt.id().toString()));
        rows.add(row(
                wording.say("privacy.receipt.at", language),
                DayFormats.of(FormatStyle.LONG, FormatStyle.SHORT, Locale.of(language))
                        .format(receipt.at().atZone(context.tenant().zone()))));
        requests.done(receipt, language).forEach(line -> {
            int colon = line.lastIndexOf(": ");
            rows.add(row(line.substring(0, colon), line.substring(colon + 2)));
        });
        rows.add(row(wording.say("privacy.receipt.kept", language), requests.kept(language)));
        String title = wording.say("privacy.receipt.title", language);
        return new Card(
                Ids.next().toString(),
                "table",
                Map.of(
                        "v",
                        1,
                        "title",
                        title,
                        "fallback",
                        title + " " + receipt.id() + "\n" + String.join("\n", requests.done(receipt, language)),
                        "columns",
                        List.of(Map.of("key", "what", "title", ""), Map.of("key", "value", "title", "")),
                        "rows",
                        rows));
    }

    private static Map<String, String> row(String what, String value) {
        return Map.of("what", what, "value", value);
    }

    private ToolResult ready(ExportLink link, ToolContext context) {
        String language = context.language();
        Map<String, Object> minutes = Map.of("minutes", link.minutes());
        return ToolResult.done(Map.of(
                        "status",
                        "ready",
                        "say",
                        wording.say("privacy.export.say", language, minutes),
                        "note",
                        "The links stand on the card that the person sees. You do not know them."))
                .with(List.of(new Card(
                        Ids.next().toString(),
                        "download",
                        Map.of(
                                "v", 1,
                                "title", wording.say("privacy.export.title", language),
                                "text", wording.say("privacy.export.text", language, minutes),
                                "fallback",
                                        wording.say("privacy.export.text", language, minutes) + "\n" + link.pdf() + "\n"
                                                + link.json(),
                                "links",
                                        List.of(
                                                Map.of(
                                                        "label",
                                                        wording.say("privacy.export.pdf", language),
                                                        "url",
                                                        link.pdf()),
                                                Map.of(
                                                        "label",
                                                        wording.say("privacy.export.json", language),
                                                        "url",
                                                        link.json()))))));
    }
}
