package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.TurnContext.Consent;
import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.OpeningHours;
import app.henk.identity.Tenant;
import app.henk.platform.DayFormats;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.samskivert.mustache.Template;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What a model reads: first what is the same in every turn of a tenant, which providers cache, then what this person and
 * day bring, then the exchange, then the message.
 */
@Component
class PromptComposer {

    private static final int CHARS_PER_TOKEN = 4;
    /** One part in so many is kept for the words of exchanges whose results no longer fit. */
    private static final int KEPT_FOR_WORDS = 3;

    private final Template system;
    private final Template turn;
    private final Template objective;
    private final Template grounding;
    private final Template limit;
    private final OpeningHours hours;
    private final AgentProperties limits;
    private final Cache<Audience, String> systems =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Cache<Audience, String> rules =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private record Audience(Tenant tenant, Speaker speaker, String language) {}

    PromptComposer(PromptFiles prompts, OpeningHours hours, AgentProperties limits) {
        this.system = prompts.template("system");
        this.turn = prompts.template("turn");
        this.objective = prompts.template("objective");
        this.grounding = prompts.template("grounding");
        this.limit = prompts.template("limits");
        this.hours = hours;
        this.limits = limits;
    }

    /** The instructions alone, as long as tenant, kind of speaker and language stay the same. */
    String instructions(TurnContext context) {
        var audience = new Audience(context.tenant(), context.speaker(), context.language());
        return systems.get(audience, this::renderSystem);
    }

    /** The part of the instructions that is nobody's business: not who one is, which anybody may ask. */
    String rules(TurnContext context) {
        return rules.get(
                new Audience(context.tenant(), context.speaker(), context.language()),
                who -> objective.execute(values(who)) + grounding.execute(values(who)) + limit.execute(values(who)));
    }

    /**
     * Today, the tenant's hours and address, and what is known of the person: all that may be said without a tool.
     *
     * @param open whether somebody is there now, holidays considered
     * @param notes what colleagues left when they handed the conversation back: staff's own word
     */
    String facts(TurnContext context, boolean open, List<String> notes) {
        Tenant tenant = context.tenant();
        Locale locale = Locale.of(context.language());
        Map<String, Object> values = new HashMap<>();
        values.put("company", tenant.name());
        values.put("address", tenant.contact().address());
        values.put("phone", tenant.contact().phone());
        values.put("email", tenant.contact().email());
        values.put("hours", hours.say(tenant, context.language()));
        values.put("open", open);
        values.put("weekday", context.now().getDayOfWeek().getDisplayName(TextStyle.FULL, locale));
        values.put("date", context.now().format(DayFormats.of(FormatStyle.LONG, locale)));
        values.put("iso", context.now().toLocalDate().toString());
        values.put("speaker", context.speakerName().orElse(""));
        values.put(
                "page", context.page().map(page -> InputGuard.clean(page, 200)).orElse(""));
        values.put("consented", context.consent() == Consent.GIVEN);
        values.put("refused", context.consent() == Consent.REFUSED);
        values.put("known", known(context));
        values.put("earlier", earlier(context));
        values.put("notes", notes);
        return turn.execute(values).strip();
    }

    List<ChatMessage> compose(AgentRequest request, TurnContext context, String facts) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(instructions(context) + "\n\n" + facts));
        for (Exchange exchange : fitting(request.transcript())) {
            add(exchange, messages);
        }
        messages.add(UserMessage.from(InputGuard.clean(request.text(), limits.messageChars())));
        return messages;
    }

    private String renderSystem(Audience who) {
        return system.execute(values(who)).strip();
    }

    private static Map<String, Object> values(Audience who) {
        Tenant tenant = who.tenant();
        Map<String, Object> values = new HashMap<>();
        values.put("company", tenant.name());
        values.put("persona", tenant.persona().name());
        values.put("title", inLanguage(tenant.persona().title(), who.language(), tenant.language()));
        values.put("description", inLanguage(tenant.persona().description(), who.language(), tenant.language()));
        values.put("staff", who.speaker() == Speaker.STAFF);
        values.put("customer", who.speaker() == Speaker.CUSTOMER);
        values.put("visitor", who.speaker() == Speaker.VISITOR);
        values.put("language", Locale.of(who.language()).getDisplayLanguage(Locale.ENGLISH));
        values.put("de", who.language().equals("de"));
        values.put("fr", who.language().equals("fr"));
        return values;
    }

    private static String inLanguage(Map<String, String> texts, String language, String otherwise) {
        String text = texts.get(language);
        return text != null ? text : texts.getOrDefault(otherwise, "");
    }

    private static List<Map<String, String>> known(TurnContext context) {
        return context.remembered().here().entrySet().stream()
                .filter(fact -> !fact.getKey().equals(ConsentReader.KEY))
                .map(fact -> Map.of("about", fact.getKey(), "value", InputGuard.clean(fact.getValue(), 300)))
                .toList();
    }

    /** With its day, so that an answer may say since when it is known. */
    private static List<Map<String, String>> earlier(TurnContext context) {
        DateTimeFormatter day = DayFormats.of(FormatStyle.LONG, Locale.of(context.language()))
                .withZone(context.tenant().zone());
        return context.remembered().earlier().stream()
                .map(fact -> Map.of(
                        "section", fact.section(),
                        "about", fact.topic(),
                        "value", InputGuard.clean(fact.value(), 300),
                        "day", day.format(fact.at())))
                .toList();
    }

    /**
     * The latest exchanges that fit, each beginning with a question so that no tool exchange is torn: whole ones first;
     * of those before them what was said and done, without what was looked up. What a person told at the beginning
     * holds to the end.
     */
    private List<Exchange> fitting(List<Exchange> transcript) {
        Deque<Exchange> fitting = new ArrayDeque<>();
        int left = limits.transcriptTokens() * CHARS_PER_TOKEN;
        int kept = left / KEPT_FOR_WORDS;
        for (Exchange exchange : transcript.reversed()) {
            Exchange whole = ResultExcerpt.of(exchange);
            Exchange next = length(whole) <= left - kept ? whole : ResultExcerpt.withoutLongResults(whole);
            left -= length(next);
            if (left < 0) {
                break;
            }
            fitting.addFirst(next);
        }
        return List.copyOf(fitting);
    }

    private static int length(Exchange exchange) {
        int length = exchange.question().length() + exchange.answer().length();
        for (Step step : exchange.steps()) {
            length += step.arguments().length() + step.result().length();
        }
        return length;
    }

    private void add(Exchange exchange, List<ChatMessage> messages) {
        String question = InputGuard.clean(exchange.question(), limits.messageChars());
        if (question.isBlank()) {
            return;
        }
        messages.add(UserMessage.from(question));
        for (Step step : exchange.steps()) {
            var call = ToolExecutionRequest.builder()
                    .id(step.callId())
                    .name(step.tool())
                    .arguments(step.arguments())
                    .build();
            messages.add(AiMessage.from(call));
            messages.add(ToolExecutionResultMessage.from(call, step.result()));
        }
        if (!exchange.answer().isBlank()) {
            messages.add(AiMessage.from(exchange.answer()));
        }
    }
}
