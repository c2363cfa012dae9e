package app.henk.knowledge;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The text leg of a search, which also brings the passages that the other legs named: one query. */
@Component
class PassageSearch {

    /**
     * Each word of the question may be found in several ways; the best one counts, two and a half times in a heading and
     * not at all where it only stands in a question that the passage is known to answer. {@code covered} is how much of
     * the question passage and known questions account for.
     */
    private static final String SEARCH = """
            with asked as materialized (
                select t.word, t.weight,
                    cast(t.lexeme as tsquery) || plainto_tsquery(cast(:configuration as regconfig), t.surface) as ways,
                    cast(t.heading as tsquery) as heading, cast(t.known as tsquery) as known
                from unnest(cast(:words as integer[]), cast(:lexemes as text[]), cast(:headings as text[]),
                    cast(:known as text[]), cast(:surfaces as text[]), cast(:weights as float8[]))
                    as t(word, lexeme, heading, known, surface, weight)),
            hit as (
                select p.id, a.word, max(a.weight) as covered,
                    max(a.weight * case when p.words @@ a.heading then 2.5 when p.words @@ a.ways then 1 else 0 end)
                        as score
                from asked a join passage p on p.words @@ (a.ways || a.known)
                where p.language = any (cast(:languages as text[]))
                group by p.id, a.word),
            scored as (
                select id, sum(score) as score, sum(covered) as covered from hit group by id),
            found as (
                (select id from scored order by score + covered desc, id limit 60)
                union select unnest(cast(:nearest as uuid[])))
            select p.id, d.slug, p.title, p.headings, p.language, p.text,
                coalesce(s.score, 0) as score, coalesce(s.covered, 0) as covered,
                p.language = :language or not exists (
                    select from document o where o.slug = d.slug and o.language = :language) as preferred
            from found f
            join passage p on p.id = f.id
            join document d on d.tenant_id = p.tenant_id and d.id = p.document_id
            left join scored s on s.id = p.id
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    PassageSearch(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * @param score by words and concepts; 0 when only another leg found the passage
     * @param covered between 0 and what the question is worth
     * @param preferred false for a passage whose document also exists in the asker's language
     */
    record Candidate(Passage passage, double score, double covered, boolean preferred) {}

    Mono<List<Candidate>> search(Scope scope, Question question, List<String> languages, List<UUID> nearest) {
        List<Question.Lexeme> lexemes = question.lexemes();
        return transactions.in(
                scope,
                () -> database.sql(SEARCH)
                        .bind("configuration", question.language().configuration())
                        .bind(
                                "words",
                                lexemes.stream().map(Question.Lexeme::word).toArray(Integer[]::new))
                        .bind("lexemes", strings(lexemes, lexeme -> quoted(lexeme.feature())))
                        .bind("headings", strings(lexemes, lexeme -> quoted(Features.IN_HEADING + lexeme.feature())))
                        .bind("known", strings(lexemes, lexeme -> quoted(Features.IN_QUESTION + lexeme.feature())))
                        .bind("surfaces", strings(lexemes, Question.Lexeme::surface))
                        .bind(
                                "weights",
                                lexemes.stream().map(Question.Lexeme::weight).toArray(Double[]::new))
                        .bind("languages", languages.toArray(String[]::new))
                        .bind("language", question.language().code())
                        .bind("nearest", nearest.toArray(UUID[]::new))
                        .map((row, meta) -> candidate(row))
                        .all()
                        .collectList());
    }

    private static String[] strings(
            List<Question.Lexeme> lexemes, java.util.function.Function<Question.Lexeme, String> part) {
        return new ArrayList<>(lexemes).stream().map(part).toArray(String[]::new);
    }

    /** As a tsquery's literal wants it. */
    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static Candidate candidate(Readable row) {
        String title = text(row, "title");
        String headings = text(row, "headings");
        return new Candidate(
                new Passage(
                        Row.value(row, "id", UUID.class),
                        text(row, "slug"),
                        title,
                        headings.isEmpty() ? title : title + " › " + headings,
                        text(row, "language"),
                        text(row, "text"),
                        0,
                        0),
                Objects.requireNonNull(row.get("score", Double.class)),
                Objects.requireNonNull(row.get("covered", Double.class)),
                Boolean.TRUE.equals(row.get("preferred", Boolean.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}
