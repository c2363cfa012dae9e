package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.insights.Asked;
import app.henk.insights.Query;
import app.henk.insights.QuerySections;
import app.henk.insights.Questions;
import app.henk.insights.Reading;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers any question about what the house knows: a typed query to the data, and what stands outside it. */
@Component
class FindTool extends StaffTool {

    private static final int MOST_LINES = 1_000;
    /** Who or what is first, before all the others. */
    static final String RANKING = "ranking";

    private final Questions questions;
    private final AnswerTelling telling;
    private final OutlookTelling outlooks;
    private final Listings listings;

    FindTool(Questions questions, AnswerTelling telling, OutlookTelling outlooks, Listings listings, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "find",
                        Effect.READ,
                        choice(
                                "entity",
                                "deals",
                                "leads",
                                "activities",
                                "contacts",
                                "organisations",
                                "tasks",
                                "promises",
                                "questions",
                                "handoffs",
                                "groups",
                                "products",
                                "documents",
                                "kpi_customers",
                                "kpi_use"),
                        text("where", 2_000),
                        text("by", 300),
                        text("measure", 300),
                        text("compare", 200),
                        text("order", 200),
                        whole("limit", MOST_LINES),
                        flag("refine"),
                        choice(
                                "show",
                                "table",
                                "bar",
                                "line",
                                "funnel",
                                "donut",
                                "kpi",
                                RANKING,
                                "forecast",
                                "velocity"),
                        text("query", 4_000)),
                words);
        this.questions = questions;
        this.telling = telling;
        this.outlooks = outlooks;
        this.listings = listings;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return listings.of(who, arguments).orElseGet(() -> ask(who, arguments));
    }

    private Mono<ToolResult> ask(Colleague who, Arguments arguments) {
        Optional<String> base = who.context().shown().query().filter(last -> arguments.flag("refine"));
        Reading change = read(arguments, base);
        Reading wanted = change instanceof Reading.Understood(Query more)
                ? base.map(Query::parse)
                        .map(last -> last instanceof Reading.Understood(Query query)
                                ? new Reading.Understood(query.refined(more))
                                : last)
                        .orElse(change)
                : change;
        return switch (wanted) {
            case Reading.Understood(Query query) ->
                arguments
                        .text("show")
                        .flatMap(show -> outlooks.told(who, query, show))
                        .orElseGet(() -> questions
                                .ask(who.staff(), shown(query, arguments), who.language())
                                .map(asked -> told(who, asked, arguments.text("show"), query)));
            case Reading.Refused refused ->
                questions
                        .refused(who.staff(), refused.refusal(), who.language())
                        .map(FindTool::refused);
        };
    }

    private static Query shown(Query query, Arguments arguments) {
        boolean all = arguments.text("show").filter(RANKING::equals).isPresent();
        return all ? query.limited(Optional.empty()) : query;
    }

    /** A follow-up that names no entity means the one that was asked about. */
    private static Reading read(Arguments arguments, Optional<String> base) {
        Optional<String> whole = arguments.text("query");
        if (whole.isPresent()) {
            return Query.parse(whole.get());
        }
        String entity = arguments
                .text("entity")
                .or(() -> base.map(query -> query.split(" ", 2)[0]))
                .orElse("deals");
        return Query.parse(new QuerySections(
                entity,
                arguments.text("where").orElse(""),
                arguments.text("by").orElse(""),
                arguments.text("measure").orElse(""),
                arguments.text("compare").orElse(""),
                arguments.text("order").orElse(""),
                arguments.whole("limit").map(String::valueOf).orElse("")));
    }

    /** @param query what a follow-up goes on about */
    private ToolResult told(Colleague who, Asked asked, Optional<String> show, Query query) {
        return switch (asked) {
            case Asked.Answered answered -> telling.told(who, answered.answer(), show, query);
            case Asked.Refused refused -> refused(refused);
        };
    }

    private static ToolResult refused(Asked.Refused refused) {
        return Told.of("not_understood", refused.sentence())
                .with("nearest", refused.refusal().nearest())
                .result()
                .refused();
    }
}
