package app.henk.insights;

import app.henk.identity.Principal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Typed questions about deals that the program asks itself, and their answers' figures. */
record DealFigures(Questions questions) {

    Mono<Answer> answer(Principal.Staff staff, Query query, String language) {
        return questions.ask(staff, query, language).map(asked -> switch (asked) {
            case Asked.Answered(Answer answer) -> answer;
            case Asked.Refused refused -> throw refused.problem();
        });
    }

    static Query deals(String where) {
        return Query.of(Entity.DEALS).where(filter(where));
    }

    static Filter filter(String where) {
        return switch (Query.parse("deals where " + where)) {
            case Reading.Understood(Query query) -> query.where();
            case Reading.Refused(Refusal refusal) -> throw new IllegalStateException(where + ": " + refusal);
        };
    }

    static Query only(Query query, Filter only) {
        return query.where(Filter.all(List.of(query.where(), only)));
    }

    static Field field(String key) {
        return Catalogue.field(Entity.DEALS, key);
    }

    static String key(Answer.Line line) {
        return line.cells().getFirst().value().map(Object::toString).orElse("");
    }

    static long count(Answer.Line line, int at) {
        return number(line, at).map(BigDecimal::longValue).orElse(0L);
    }

    static Optional<BigDecimal> number(Answer.Line line, int at) {
        return line.cells().get(at).value().filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast);
    }
}
