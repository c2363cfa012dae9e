package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.Card;
import app.henk.knowledge.Knowledge;
import app.henk.knowledge.OpenQuestions;
import app.henk.knowledge.Passage;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the tenant's documents say about a question. */
@Component
public class SearchKnowledge implements Tool {

    private static final int PASSAGES = 4;
    private static final int LONGEST_PASSAGE = 1_500;
    /** Above it the question is one that the passage is known to answer. */
    private static final double SAME_QUESTION = 0.55;

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "search_knowledge", Effect.READ, text("question", 300).mandatory());

    private static final String UNKNOWN = "The documents do not answer this. Say that you do not know.";
    private static final String OFFER =
            " Offer once to have it answered later by mail; a form for that is shown. When the"
                    + " person tells an e-mail address in words instead, take ask_later with the question and that address.";

    private final Knowledge knowledge;
    private final OpenQuestions questions;
    private final LaterForm later;
    private final Wording wording;

    SearchKnowledge(Knowledge knowledge, OpenQuestions questions, LaterForm later, Wording wording) {
        this.knowledge = knowledge;
        this.questions = questions;
        this.later = later;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        String question = arguments.text("question").orElseThrow();
        return knowledge
                .search(context.principal(), question, context.language(), PASSAGES)
                .flatMap(passages -> passages.isEmpty()
                        ? nothing(context, question)
                        : Mono.just(result(passages, context.language())));
    }

    /** Kept for those who may know, whether or not the answer is wanted later; offered only where it is kept. */
    private Mono<ToolResult> nothing(ToolContext context, String question) {
        return questions
                .keep(context.principal(), context.conversation(), question, context.language())
                .onErrorReturn(Problem.class, false)
                .map(kept -> kept
                        ? ToolResult.done(Map.of("found", 0, "note", UNKNOWN + OFFER))
                                .with(later.offer(question, context))
                        : ToolResult.done(Map.of("found", 0, "note", UNKNOWN)));
    }

    private ToolResult result(List<Passage> passages, String language) {
        List<Map<String, Object>> found =
                passages.stream().map(SearchKnowledge::facts).toList();
        return ToolResult.done(Map.of("found", found.size(), "passages", found))
                .with(List.of(sources(passages, language)));
    }

    private static Map<String, Object> facts(Passage passage) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", passage.title());
        facts.put("path", passage.path());
        facts.put(
                "text",
                passage.text().length() <= LONGEST_PASSAGE
                        ? passage.text()
                        : passage.text().substring(0, LONGEST_PASSAGE) + " …");
        if (passage.alike() >= SAME_QUESTION) {
            facts.put("answers", true);
        }
        return facts;
    }

    private Card sources(List<Passage> passages, String language) {
        Map<String, String> byPath = new LinkedHashMap<>();
        passages.forEach(passage -> byPath.putIfAbsent(passage.path(), passage.title()));
        List<Map<String, String>> items = byPath.entrySet().stream()
                .map(source -> Map.of("title", source.getValue(), "path", source.getKey()))
                .toList();
        String title = wording.say("agent.sources.title", language);
        return new Card(
                Ids.next().toString(),
                "sources",
                Map.of(
                        "v",
                        1,
                        "title",
                        title,
                        "fallback",
                        title + ": " + items.stream().map(i -> i.get("path")).collect(Collectors.joining("; ")),
                        "items",
                        items));
    }
}
