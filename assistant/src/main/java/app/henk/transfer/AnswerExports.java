package app.henk.transfer;

import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.insights.Answer;
import app.henk.insights.Asked;
import app.henk.insights.Query;
import app.henk.insights.Questions;
import app.henk.insights.Reading;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers as files, under the rights of whoever asks: the same question, all of its lines. */
@Service
class AnswerExports {

    private static final int PAGE = 1_000;

    private final Questions questions;
    private final Wording wording;
    private final Audit audit;

    AnswerExports(Questions questions, Wording wording, Audit audit) {
        this.questions = questions;
        this.wording = wording;
        this.audit = audit;
    }

    /**
     * The answer to a question in its text form. The first lines are there when this completes, so that a question that
     * cannot be answered is a problem and not half a file.
     */
    Mono<ResultTable> of(Principal.Staff staff, String text, Format format, String language) {
        return read(staff, text, language)
                .flatMap(query -> page(staff, paged(query), Optional.empty(), language)
                        .delayUntil(first ->
                                audit.record(staff, new Audit.Entry("web", "answer.exported", format.extension())))
                        .map(first -> table(staff, query, first, format, language)));
    }

    private Mono<Query> read(Principal.Staff staff, String text, String language) {
        return switch (Query.parse(text)) {
            case Reading.Understood(Query query) -> Mono.just(query);
            case Reading.Refused refused ->
                questions.refused(staff, refused.refusal(), language).map(asked -> {
                    throw refusal(asked);
                });
        };
    }

    /** A question that names no number of records wants all of them. */
    private static Query paged(Query query) {
        return isWhole(query)
                ? new Query(
                        query.entity(),
                        query.where(),
                        query.by(),
                        query.measures(),
                        query.compare(),
                        query.order(),
                        Optional.of(PAGE))
                : query;
    }

    private static boolean isWhole(Query query) {
        return query.asksForRecords() && query.limit().isEmpty();
    }

    private ResultTable table(Principal.Staff staff, Query query, Answer first, Format format, String language) {
        Flux<Answer> pages = Mono.just(first)
                .expand(before -> isWhole(query)
                        ? Mono.justOrEmpty(before.next())
                                .flatMap(next -> page(staff, paged(query), Optional.of(next), language))
                        : Mono.empty());
        return new ResultTable(
                wording.say("transfer.export.title." + query.entity().key(), language),
                first.chips().stream().map(Answer.Chip::text).toList(),
                first.columns().stream().map(AnswerExports::heading).toList(),
                pages.concatMap(page -> Flux.fromIterable(page.lines()), 1)
                        .take(format.mostRows())
                        .map(AnswerExports::row));
    }

    private static ResultTable.Heading heading(Answer.Heading heading) {
        return new ResultTable.Heading(
                heading.label(),
                switch (heading.unit()) {
                    case COUNT, MONEY, PERCENT, DAYS, HOURS, NUMBER -> true;
                    case TEXT, DATE, FLAG -> false;
                });
    }

    private static List<ResultTable.Value> row(Answer.Line line) {
        return line.cells().stream()
                .map(cell -> new ResultTable.Value(cell.value(), cell.text()))
                .toList();
    }

    private Mono<Answer> page(Principal.Staff staff, Query query, Optional<String> after, String language) {
        return questions.page(staff, query, after, language).map(asked -> {
            if (asked instanceof Asked.Answered(Answer answer)) {
                return answer;
            }
            throw refusal(asked);
        });
    }

    private static Problem refusal(Asked asked) {
        return Problem.badRequest("not-understood", asked instanceof Asked.Refused refused ? refused.sentence() : "");
    }
}
