package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.identity.RequestLanguage;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Questions and decisions over HTTP, for staff alone. */
@RestController
@RequestMapping("/api/insights")
class InsightsController {

    private static final String QUESTION = """
            {"query": "deals where status = open and value > 10000 by stage measure count, sum(value)"}""";
    private static final String WHAT_IF = """
            {"basket_percent": 10, "conversion_points": 2, "stage": "negotiation"}""";

    private final Questions questions;
    private final Decisions decisions;
    private final Forecasts forecasts;
    private final RequestLanguage languages;

    InsightsController(Questions questions, Decisions decisions, Forecasts forecasts, RequestLanguage languages) {
        this.questions = questions;
        this.decisions = decisions;
        this.forecasts = forecasts;
        this.languages = languages;
    }

    /**
     * A question by its whole text, or by its parts.
     *
     * @param query the text form; the parts are not read then
     * @param refines the text form of the question that this one follows
     * @param after of records: what the page before gave as {@code next}
     */
    record Question(
            Optional<@Size(max = 4000) String> query,
            Optional<@Size(max = 40) String> entity,
            Optional<@Size(max = 4000) String> where,
            Optional<@Size(max = 400) String> by,
            Optional<@Size(max = 400) String> measure,
            Optional<@Size(max = 200) String> compare,
            Optional<@Size(max = 400) String> order,
            Optional<Integer> limit,
            Optional<@Size(max = 4000) String> refines,
            Optional<@Size(max = 400) String> after) {

        Query read() {
            Query change = understood(query.map(Query::parse).orElseGet(() -> Query.parse(sections())));
            return refines.map(text -> understood(Query.parse(text)).refined(change))
                    .orElse(change);
        }

        private QuerySections sections() {
            return new QuerySections(
                    entity.orElse("deals"),
                    where.orElse(""),
                    by.orElse(""),
                    measure.orElse(""),
                    compare.orElse(""),
                    order.orElse(""),
                    limit.map(String::valueOf).orElse(""));
        }
    }

    @Operation(
            summary = "Answers a question: the filters understood, figures, the rows behind them, and when",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Question.class),
                                            examples = @ExampleObject(QUESTION))))
    @PostMapping("/questions")
    Mono<AnswerJson> ask(Principal.Staff staff, @Valid @RequestBody Question question, ServerWebExchange exchange) {
        return worded(
                staff,
                exchange,
                language -> questions
                        .page(staff, question.read(), question.after(), language)
                        .map(InsightsController::answered));
    }

    /** What can be asked for, with the names that people use. */
    @GetMapping("/catalogue")
    Mono<List<CatalogueJson>> catalogue(Principal.Staff staff, ServerWebExchange exchange) {
        return languages.of(staff, exchange).flatMap(language -> questions.catalogue(staff, language));
    }

    record BoardEntry(String key, Board.Show show, String query) {}

    @GetMapping("/board")
    List<BoardEntry> board(Principal.Staff staff) {
        return Arrays.stream(Board.values())
                .map(board ->
                        new BoardEntry(board.key(), board.show(), board.query().text()))
                .toList();
    }

    /** @param where a condition that the figures are held to: a sector, a colleague, a stretch of days */
    @GetMapping("/board/{key}")
    Mono<AnswerJson> board(
            Principal.Staff staff,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String where,
            ServerWebExchange exchange) {
        Board board = Board.of(key).orElseThrow(() -> Problem.notFound("figure"));
        return worded(
                staff,
                exchange,
                language -> questions
                        .ask(staff, board.query(filter(board.query().entity(), where)), language)
                        .map(InsightsController::answered));
    }

    @GetMapping("/velocity")
    Mono<Decisions.Velocity> velocity(
            Principal.Staff staff, @RequestParam(defaultValue = "") String where, ServerWebExchange exchange) {
        return worded(staff, exchange, language -> decisions.velocity(staff, filter(Entity.DEALS, where), language));
    }

    @GetMapping("/forecast")
    Mono<ForecastJson> forecast(
            Principal.Staff staff,
            @RequestParam(defaultValue = "this_quarter") String period,
            @RequestParam(defaultValue = "") String where,
            ServerWebExchange exchange) {
        return worded(
                staff,
                exchange,
                language -> forecasts
                        .forecast(staff, period(period), filter(Entity.DEALS, where), language)
                        .map(ForecastJson::of));
    }

    private static Period period(String text) {
        Filter within = filter(Entity.DEALS, "expected_close in " + text);
        return within instanceof Filter.When(Field _, Filter.Relation _, Period period)
                ? period
                : new Period.Whole(Period.Unit.QUARTER, 0);
    }

    /** Numbers that are not there are 0. */
    @JsonNaming(SnakeCaseStrategy.class)
    record WhatIfRequest(
            Optional<BigDecimal> basketPercent,
            Optional<BigDecimal> conversionPoints,
            Optional<@Size(max = 100) String> stage,
            Optional<BigDecimal> volumePercent,
            Optional<BigDecimal> cyclePercent,
            Optional<@Size(max = 4000) String> where) {

        WhatIf.Change change() {
            return new WhatIf.Change(
                    basketPercent.orElse(BigDecimal.ZERO),
                    conversionPoints.orElse(BigDecimal.ZERO),
                    stage,
                    volumePercent.orElse(BigDecimal.ZERO),
                    cyclePercent.orElse(BigDecimal.ZERO));
        }
    }

    @Operation(
            summary = "What the open pipeline would be worth if something were different, stage by stage",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = WhatIfRequest.class),
                                            examples = @ExampleObject(WHAT_IF))))
    @PostMapping("/what-if")
    Mono<WhatIfJson> whatIf(
            Principal.Staff staff, @Valid @RequestBody WhatIfRequest request, ServerWebExchange exchange) {
        WhatIf.Change change = request.change();
        return worded(
                staff,
                exchange,
                language -> decisions
                        .whatIf(
                                staff,
                                change,
                                filter(Entity.DEALS, request.where().orElse("")),
                                language)
                        .map(WhatIfJson::of));
    }

    /** What is not understood is refused in the asker's language. */
    private <T> Mono<T> worded(Principal.Staff staff, ServerWebExchange exchange, Function<String, Mono<T>> answer) {
        return languages
                .of(staff, exchange)
                .flatMap(language -> Mono.defer(() -> answer.apply(language))
                        .onErrorResume(
                                NotUnderstood.class,
                                refused -> questions
                                        .refused(staff, refused.refusal(), language)
                                        .map(InsightsController::answered)
                                        .then(Mono.empty())));
    }

    private static Filter filter(Entity entity, String where) {
        return understood(Query.parse(new QuerySections(entity.key(), where, "", "", "", "", "")))
                .where();
    }

    private static Query understood(Reading reading) {
        return switch (reading) {
            case Reading.Understood(Query query) -> query;
            case Reading.Refused(Refusal refusal) -> throw new NotUnderstood(refusal);
        };
    }

    private static AnswerJson answered(Asked asked) {
        return switch (asked) {
            case Asked.Answered(Answer answer) -> AnswerJson.of(answer);
            case Asked.Refused refused -> throw refused.problem();
        };
    }
}
