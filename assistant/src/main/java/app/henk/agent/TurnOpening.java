package app.henk.agent;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.grounding.Evidence;
import app.henk.agent.grounding.Grounding;
import app.henk.agent.grounding.ProductNames;
import app.henk.agent.offline.StatedLimits;
import app.henk.agent.offline.staff.NearestExamples;
import app.henk.agent.tools.OwnWords;
import app.henk.agent.tools.Shown;
import app.henk.agent.tools.ToolContext;
import app.henk.agent.tools.ToolRegistry;
import app.henk.booking.Doors;
import app.henk.catalog.CustomerLimits;
import app.henk.identity.Principal;
import app.henk.knowledge.Answerable;
import app.henk.knowledge.Knowledge;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers what a turn needs before a model is asked, and does what needs no model. */
@Component
class TurnOpening {

    private final MessageLanguage languages;
    private final ConsentReader consents;
    private final ErasureReader erasures;
    private final PromptComposer prompts;
    private final ToolRegistry registry;
    private final Grounding grounding;
    private final ProductNamesCache names;
    private final Knowledge knowledge;
    private final ConversationDesk desk;
    private final TurnCosts costs;
    private final OrderNews news;
    private final Doors doors;
    private final StatedLimits limits;
    private final CancellationReader cancellations;
    private final PersonActs acts;
    private final SalesWords words;
    private final Wording wording;

    TurnOpening(
            MessageLanguage languages,
            ConsentReader consents,
            ErasureReader erasures,
            PromptComposer prompts,
            ToolRegistry registry,
            Grounding grounding,
            ProductNamesCache names,
            Knowledge knowledge,
            ConversationDesk desk,
            TurnCosts costs,
            OrderNews news,
            Doors doors,
            StatedLimits limits,
            CancellationReader cancellations,
            PersonActs acts,
            SalesWords words,
            Wording wording) {
        this.languages = languages;
        this.consents = consents;
        this.erasures = erasures;
        this.prompts = prompts;
        this.registry = registry;
        this.grounding = grounding;
        this.names = names;
        this.knowledge = knowledge;
        this.desk = desk;
        this.costs = costs;
        this.news = news;
        this.doors = doors;
        this.limits = limits;
        this.cancellations = cancellations;
        this.acts = acts;
        this.words = words;
        this.wording = wording;
    }

    /**
     * @param spending counts what the turn costs
     * @param endsAt when the turn's time is over, by {@link System#nanoTime()}
     */
    Mono<Turn> open(AgentRequest request, Spending spending, long endsAt) {
        return Mono.zip(
                        names.of(request.principal()),
                        doors.isOpen(request.tenant(), request.now()),
                        words.of(request.principal()),
                        answerable(request.principal()))
                .map(known ->
                        open(request, known.getT1(), known.getT2(), known.getT3(), known.getT4(), spending, endsAt));
    }

    /** Colleagues are not answered from documents unless they ask for it. */
    private Mono<Answerable> answerable(Principal who) {
        return who instanceof Principal.Staff ? Mono.just(Answerable.NOTHING) : knowledge.answerable(who.tenant());
    }

    private Turn open(
            AgentRequest request,
            ProductNames known,
            boolean isOpen,
            SalesTerms terms,
            Answerable answerable,
            Spending spending,
            long endsAt) {
        String language = languages.of(request, terms);
        ConsentReader.Reading consent = consents.read(request, language);
        TurnContext context = context(request, language, consent, known, answerable, terms);
        String facts = prompts.facts(context, isOpen, request.helpers().notes());
        List<String> own = ownWords(request);
        Evidence evidence = evidence(request, own, facts);
        if (context.speaker() == Speaker.STAFF) {
            // "Which leads have a score over 70?" is a question that can be asked, and claims nothing
            NearestExamples.all(wording, language).forEach(evidence::addQuotable);
        }
        List<ChatMessage> messages = prompts.compose(request, context, facts);
        return new Turn(
                request,
                context,
                messages,
                registry.specifications(request.tenant(), context.speaker()),
                registry.open(toolContext(request, context, consent, own, List.copyOf(messages))),
                grounding.open(language, evidence, known, prompts.rules(context), registry.tellingNames()),
                consent.toKeep(),
                costs,
                spending,
                endsAt);
    }

    /**
     * Tells what the person must hear before anything else, notes a consent, sends a form off, runs what was confirmed:
     * none of that waits for a model.
     */
    Flux<AgentEvent> before(Turn turn, AgentLoop loop) {
        AgentRequest request = turn.request;
        Flux<AgentEvent> noted = Mono.justOrEmpty(turn.consentToKeep)
                .flatMap(value -> desk.remember(
                        request.principal(), request.conversation(), request.message(), ConsentReader.KEY, value))
                .thenMany(Flux.<AgentEvent>empty());
        Flux<AgentEvent> told = news.of(request.principal(), turn.language())
                .map(sentence -> new AgentEvent.Text(turn.sayApart(sentence)));
        Flux<AgentEvent> first = noted.concatWith(told);
        if (erasures.agreed(request)) {
            return first.concatWith(Flux.defer(() -> erase(turn, loop)));
        }
        return request.form().isEmpty()
                ? first.concatWith(Flux.defer(() -> acts.of(turn, loop)))
                : first.concatWith(Flux.defer(() -> FormAnswers.of(turn, loop)));
    }

    /** Nobody is left to be answered: what was done is all that is said. */
    private static Flux<AgentEvent> erase(Turn turn, AgentLoop loop) {
        ToolExecutionRequest call =
                FormAnswers.call("erase-" + turn.request.message(), "privacy_request", "{\"kind\":\"erase\"}");
        return loop.callForPerson(
                turn,
                call,
                turn.tools.call(call.id(), call.name(), call.arguments()).doOnNext(result -> {
                    if (!result.isFailed()) {
                        turn.end();
                    }
                }));
    }

    private static TurnContext context(
            AgentRequest request,
            String language,
            ConsentReader.Reading consent,
            ProductNames known,
            Answerable answerable,
            SalesTerms terms) {
        return new TurnContext(
                request.tenant(),
                speaker(request.principal()),
                switch (request.principal()) {
                    case Principal.Visitor visitor -> Optional.empty();
                    case Principal.Customer customer -> Optional.of(customer.name());
                    case Principal.Staff staff -> Optional.of(staff.name());
                },
                language,
                request.now(),
                request.remembered().withNotes(request.helpers().notes()),
                request.form(),
                request.page(),
                consent.state(),
                request.transcript().size(),
                "",
                known.all(),
                answerable,
                terms);
    }

    private static Speaker speaker(Principal principal) {
        return switch (principal) {
            case Principal.Visitor visitor -> Speaker.VISITOR;
            case Principal.Customer customer -> Speaker.CUSTOMER;
            case Principal.Staff staff -> Speaker.STAFF;
        };
    }

    private ToolContext toolContext(
            AgentRequest request,
            TurnContext context,
            ConsentReader.Reading consent,
            List<String> own,
            List<ChatMessage> messages) {
        return new ToolContext(
                request.principal(),
                request.tenant(),
                context.speaker(),
                request.conversation(),
                request.run(),
                request.message(),
                context.language(),
                request.now(),
                consent.agreed(),
                new OwnWords(own),
                erasures.answered(request),
                isTainted(request),
                limits(context, messages),
                cancellations.of(request, messages, context),
                Shown.in(request.transcript()));
    }

    /** What strangers wrote and an earlier answer has read is read again with the transcript. */
    private static boolean isTainted(AgentRequest request) {
        return request.transcript().stream().anyMatch(Exchange::isTainted);
    }

    /** Read once in a turn, and only if something is searched for. */
    private Mono<CustomerLimits> limits(TurnContext context, List<ChatMessage> messages) {
        return context.speaker() == Speaker.STAFF
                ? Mono.just(CustomerLimits.NONE)
                : limits.of(messages, context).cache();
    }

    private static List<String> ownWords(AgentRequest request) {
        List<String> own = new ArrayList<>();
        request.transcript().forEach(exchange -> own.add(exchange.question()));
        own.add(request.text());
        own.addAll(request.form().values());
        return own;
    }

    private static Evidence evidence(AgentRequest request, List<String> own, String facts) {
        Evidence evidence = new Evidence(request.now().toLocalDate());
        evidence.addFacts(facts);
        own.forEach(evidence::addWords);
        for (Exchange exchange : request.transcript()) {
            // what was shown before had its evidence then
            evidence.addWords(exchange.answer());
            exchange.steps().forEach(step -> evidence.addResult(step.result()));
        }
        request.remembered().here().values().forEach(evidence::addWords);
        request.remembered().earlier().forEach(fact -> evidence.addWords(fact.value()));
        return evidence;
    }
}
