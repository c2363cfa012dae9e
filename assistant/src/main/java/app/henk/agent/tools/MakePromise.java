package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.TurnContext.Speaker;
import app.henk.promises.Promise;
import app.henk.promises.PromiseKind;
import app.henk.promises.PromiseWords;
import app.henk.promises.Promised;
import app.henk.promises.Promises;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Promises something to whom it speaks with. The day is the tenant's to reckon: there is no argument for it. */
@Component
class MakePromise implements Tool {

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            "promise",
            Effect.OWN,
            Set.of(Speaker.VISITOR, Speaker.CUSTOMER),
            List.of(choice("what", "samples", "callback", "offer", "answer").mandatory(), text("about", 200)));

    private static final String ASK =
            "Nothing is promised yet. Ask for the first of these in one friendly sentence, pass"
                    + " name and e-mail or phone on with capture_lead, then promise again. Consent is asked for word by word by the"
                    + " program after your answer: do not word it yourself.";

    private final Promises promises;
    private final PromiseCards cards;
    private final PromiseWords words;
    private final ContactForm form;

    MakePromise(Promises promises, PromiseCards cards, PromiseWords words, ContactForm form) {
        this.promises = promises;
        this.cards = cards;
        this.words = words;
        this.form = form;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        PromiseKind kind = PromiseKind.of(arguments.text("what").orElseThrow()).orElseThrow();
        return promises.make(
                        context.principal(),
                        context.conversation(),
                        kind,
                        arguments.text("about").orElse(""),
                        context.language(),
                        context.message(),
                        way -> context.words().contain(way) || context.words().containNumber(way))
                .map(promised -> switch (promised) {
                    case Promised.Made made -> made(made.promise(), context);
                    case Promised.Incomplete incomplete -> incomplete(incomplete.missing(), context);
                });
    }

    private ToolResult made(Promise promise, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "promised");
        data.putAll(cards.facts(promise, context.language()));
        data.put("say", words.made(promise, context.language()));
        return ToolResult.done(data).with(List.of(cards.own(List.of(promise), context.language())));
    }

    private ToolResult incomplete(List<String> missing, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", "incomplete");
        data.put("missing", missing);
        data.put("note", ASK);
        // as a refusal it leaves standing what was asked in this turn already, such as for consent to the wish
        ToolResult asked = ToolResult.done(data)
                .with(List.of(form.card(Optional.empty(), Optional.empty(), Optional.empty(), context)))
                .as(ToolResult.Status.REFUSED);
        // only when it is all that is missing: then a plain yes can mean nothing else
        return missing.equals(List.of("consent")) ? asked.closingWith(form.consentQuestion(context)) : asked;
    }
}
