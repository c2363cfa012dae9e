package app.henk.agent;

import app.henk.agent.AgentEvent.Outcome;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.grounding.Gate;
import app.henk.agent.model.ModelRequest;
import app.henk.agent.model.ModelSignal;
import app.henk.agent.model.Usage;
import app.henk.agent.tools.ToolResult;
import app.henk.agent.tools.ToolSession;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a turn knows while it runs. Its signals come one after another, so nothing here is shared. */
final class Turn {

    private static final int LONGEST_RESULT = 16_000;
    private static final int LONGEST_ARGUMENTS = 8_000;
    // of the longest German tokens; a service that keeps to the tokens that it was given never gets here
    private static final int CHARS_PER_TOKEN = 8;

    final AgentRequest request;
    final ToolSession tools;
    final Gate gate;
    final Sources sources = new Sources();
    final Optional<String> consentToKeep;
    final long endsAt;
    private final TurnCosts costs;
    private final Spending spending;
    private final List<ChatMessage> messages;
    private final List<ToolSpecification> specifications;
    private final List<Step> steps = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private final Set<Object> shown = new HashSet<>();
    private final StringBuilder said = new StringBuilder();
    private TurnContext context;
    private Usage usage = Usage.NONE;
    private String model = "";
    private Outcome outcome = Outcome.COMPLETE;
    private Optional<String> closing = Optional.empty();
    private String closingTool = "";
    private Optional<ModelSignal.ToolCalls> asked = Optional.empty();
    private Optional<ModelSignal.Finished> finished = Optional.empty();
    private boolean newParagraph;
    private boolean over;
    private int modelFrom;
    private int charsLeft;

    Turn(
            AgentRequest request,
            TurnContext context,
            List<ChatMessage> messages,
            List<ToolSpecification> specifications,
            ToolSession tools,
            Gate gate,
            Optional<String> consentToKeep,
            TurnCosts costs,
            Spending spending,
            long endsAt) {
        this.request = request;
        this.context = context;
        this.messages = messages;
        this.specifications = specifications;
        this.tools = tools;
        this.gate = gate;
        this.consentToKeep = consentToKeep;
        this.costs = costs;
        this.spending = spending;
        this.endsAt = endsAt;
    }

    TurnContext context() {
        return context;
    }

    String language() {
        return context.language();
    }

    Outcome outcome() {
        return outcome;
    }

    /** The first thing that went wrong names the outcome; falling back says more than having been cut. */
    void endsAs(Outcome how) {
        if (outcome != Outcome.FELL_BACK) {
            outcome = how;
        }
    }

    /** The whole answer did not help, which outweighs how it came about. */
    void failed() {
        outcome = outcome == Outcome.LIMITED ? outcome : Outcome.UNHELPFUL;
    }

    String said() {
        return said.toString();
    }

    /** Nothing more is to be said by a model. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** What was said before, such as who is speaking, is no answer. */
    void modelBegins() {
        modelFrom = said.length();
    }

    boolean isSilent() {
        return said.substring(modelFrom).isBlank();
    }

    int tokens() {
        return usage.inputTokens() + usage.outputTokens() + usage.thoughtTokens();
    }

    Usage usage() {
        return usage;
    }

    /** A call that broke off has used something as well. */
    void lose(Usage more) {
        usage = usage.plus(more);
    }

    BigDecimal cost() {
        return spending.total();
    }

    String model() {
        return model;
    }

    /** The next question to the model; without tools it has to answer. */
    ModelRequest next(boolean withTools, int maxOutputTokens) {
        asked = Optional.empty();
        finished = Optional.empty();
        newParagraph = !said.isEmpty();
        charsLeft = maxOutputTokens * CHARS_PER_TOKEN;
        return new ModelRequest(
                messages,
                withTools ? specifications : List.of(),
                maxOutputTokens,
                request.conversation().toString(),
                context,
                spending.counting(costs));
    }

    /** From here on another model speaks, which must know what was said already. */
    void continueElsewhere() {
        context = context.after(said());
        outcome = Outcome.FELL_BACK;
    }

    /** The text without what no database keeps. */
    String hear(ModelSignal.Text text) {
        charsLeft -= text.delta().length();
        return storable(text.delta());
    }

    /** Whether the model speaks on and on, whatever it was allowed. */
    boolean isOverlong() {
        return charsLeft < 0;
    }

    void hear(ModelSignal.ToolCalls calls) {
        asked = Optional.of(calls);
    }

    void hear(ModelSignal.Finished end) {
        finished = Optional.of(end);
        usage = usage.plus(end.usage());
        model = end.modelName();
    }

    Optional<ModelSignal.ToolCalls> asked() {
        return asked;
    }

    Optional<ModelSignal.Finished> finished() {
        return finished;
    }

    /** What was said before and after a tool ran are two paragraphs. */
    String say(String text) {
        String spoken = text;
        if (newParagraph) {
            newParagraph = false;
            spoken = separator(text) + text;
        }
        said.append(spoken);
        return spoken;
    }

    String sayApart(String text) {
        newParagraph = !said.isEmpty();
        return say(text);
    }

    private String separator(String text) {
        boolean apart = Character.isWhitespace(text.charAt(0)) || said.charAt(said.length() - 1) == '\n';
        return apart ? "" : "\n\n";
    }

    void called(AiMessage message) {
        messages.add(message);
    }

    /** The call as it is kept. */
    Step answered(ToolExecutionRequest call, ToolResult result) {
        String json = result.json().length() <= LONGEST_RESULT
                ? result.json()
                : result.json().substring(0, LONGEST_RESULT);
        Step step = new Step(
                storable(call.id()),
                storable(call.name()),
                kept(call.arguments()),
                json,
                result.tainted(),
                result.question());
        steps.add(step);
        messages.add(ToolExecutionResultMessage.from(call, json));
        gate.evidence().addResult(json);
        // what the same tool has done since needs no question any more; another one leaves it standing
        boolean settled = call.name().equals(closingTool) && !result.isFailed();
        closingTool = result.closing().isPresent() ? call.name() : closingTool;
        closing = result.closing().or(() -> settled ? Optional.empty() : closing);
        return step;
    }

    /** Nothing that was refused for its length is worth keeping and sending with every later turn. */
    private static String kept(String arguments) {
        return arguments.length() <= LONGEST_ARGUMENTS ? storable(arguments) : "{}";
    }

    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    Optional<String> closing() {
        return closing.filter(sentence -> said.indexOf(sentence) < 0);
    }

    /** False when this turn has shown it before: a search that was refined shows nothing twice. */
    boolean isNew(Card card) {
        Object same = card.content().getOrDefault("sku", card.type().equals("form") ? "form" : card.id());
        if (!shown.add(same)) {
            return false;
        }
        cards.add(card);
        return true;
    }

    List<Card> cards() {
        return List.copyOf(cards);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
