package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.insights.Query;
import app.henk.insights.Questions;
import app.henk.insights.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives an answer as a file: where to fetch it, for the person alone. */
@Component
class ExportTool extends StaffTool {

    private static final String FORMAT = "format";

    private final Questions questions;
    private final AnswerFiles files;

    ExportTool(Questions questions, AnswerFiles files, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "export",
                        Effect.READ,
                        text("what", 4_000),
                        choice(FORMAT, AnswerFiles.FORMATS.toArray(String[]::new))
                                .mandatory()),
                words);
        this.questions = questions;
        this.files = files;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        Optional<String> own = arguments
                .text("what")
                .filter(what -> !what.equalsIgnoreCase("last") && !what.equalsIgnoreCase("query"));
        Optional<String> wanted = own.or(() -> who.context().shown().query());
        if (wanted.isEmpty()) {
            return Mono.just(Told.of("nothing", words.say("export.none", who.language()))
                    .result()
                    .refused());
        }
        return switch (Query.parse(wanted.get())) {
            case Reading.Understood(Query query) ->
                Mono.just(ready(who, query, arguments.text(FORMAT).orElseThrow()));
            case Reading.Refused refused ->
                questions
                        .refused(who.staff(), refused.refusal(), who.language())
                        .map(asked -> Told.of("not_understood", asked.sentence())
                                .result()
                                .refused());
        };
    }

    private ToolResult ready(Colleague who, Query query, String format) {
        String language = who.language();
        String what = words.word("find.title", query.entity().key(), language);
        String say = words.say(
                "export.say", language, Map.of("what", what, FORMAT, words.say("button." + format, language)));
        List<Map<String, String>> links = files.startingWith(format, query.text(), language);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", words.say("export.title", language, Map.of("what", what)));
        content.put("fallback", say + " " + links.getFirst().get("url"));
        content.put("text", words.say("export.text", language));
        content.put("links", links);
        return Told.done(say)
                .with("query", query.text())
                .with("url", String.valueOf(links.getFirst().get("url")))
                .card("download", content)
                .result();
    }
}
