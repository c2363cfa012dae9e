package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.insights.Asked.Answered;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.time.Clock;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers typed questions, under the asker's rights: row-level security decides what is counted. Each answer is one short
 * transaction that only reads, bounded in lines and in time.
 */
@Service
public class Questions {

    private static final int USUAL_LINES = 50;
    private static final int MOST_GROUPS = 1_000;
    private static final List<String> NAMED = List.of("team", "sector", "product", "company", "source", "country");

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final KnownStore store;
    private final Statements statements;
    private final WeekRules weeks;
    private final Wording wording;
    private final Clock clock;

    Questions(
            TenantTransactions transactions,
            Tenants tenants,
            KnownStore store,
            Statements statements,
            WeekRules weeks,
            Wording wording,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.store = store;
        this.statements = statements;
        this.weeks = weeks;
        this.wording = wording;
        this.clock = clock;
    }

    /** Reads the text form and answers it. */
    public Mono<Asked> ask(Principal.Staff staff, String text, String language) {
        return switch (Query.parse(text)) {
            case Reading.Understood(Query query) -> ask(staff, query, language);
            case Reading.Refused(Refusal refusal) ->
                refused(staff, refusal, language).cast(Asked.class);
        };
    }

    public Mono<Asked> ask(Principal.Staff staff, Query query, String language) {
        return page(staff, query, Optional.empty(), language);
    }

    /** The records behind those of the page before, for a query that asks for records. */
    public Mono<Asked> page(Principal.Staff staff, Query query, Optional<String> after, String language) {
        return switch (QueryRules.checked(query)) {
            case Reading.Refused(Refusal refusal) ->
                refused(staff, refusal, language).cast(Asked.class);
            case Reading.Understood(Query checked) ->
                now(staff).flatMap(now -> answer(staff, checked, after.map(Cursor::read), now, language));
        };
    }

    /** The words of this tenant that a question can name. */
    public Mono<Known> known(Principal.Staff staff) {
        return transactions.in(staff.scope(), () -> store.known(staff));
    }

    /** The values of a field that a question can name, at most 2 000, in no order. */
    public Mono<List<String>> values(Principal.Staff staff, Field field) {
        return now(staff).flatMap(now -> transactions.in(staff.scope(), () -> store.values(staff, field, now)));
    }

    /**
     * What a sentence about deals can name, by field: colleagues, managers, teams, sectors, products, companies… Read anew
     * each time, in one transaction.
     */
    public Mono<Map<String, List<String>>> words(Principal.Staff staff) {
        return now(staff)
                .flatMap(now -> transactions.in(staff.scope(), () -> {
                    store.forget(staff);
                    Mono<Map<String, List<String>>> values = Flux.fromIterable(NAMED)
                            .concatMap(key -> store.values(staff, Catalogue.field(Entity.DEALS, key), now)
                                    .map(found -> Map.entry(key, found)))
                            .collectMap(Map.Entry::getKey, Map.Entry::getValue);
                    return statements
                            .bounded()
                            .then(store.known(staff))
                            .flatMap(known -> values.map(found -> {
                                Map<String, List<String>> words = new LinkedHashMap<>(found);
                                words.put(
                                        "assignee",
                                        known.colleagues().stream()
                                                .map(Known.Colleague::name)
                                                .toList());
                                words.put(
                                        "manager",
                                        known.managers()
                                                .map(Known.Colleague::name)
                                                .toList());
                                return words;
                            }));
                }));
    }

    /** Everything that can be asked for, with the names that people use. */
    Mono<List<CatalogueJson>> catalogue(Principal.Staff staff, String language) {
        return known(staff).map(known -> new Vocabulary(wording, language, known).catalogue());
    }

    /** See {@link SelectSql#visits}; the deals are those of the query. */
    Mono<List<List<Object>>> visits(Principal.Staff staff, Query deals, Period since) {
        return now(staff)
                .flatMap(now -> transactions.in(
                        staff.scope(),
                        () -> statements
                                .bounded()
                                .then(settled(staff, deals, now))
                                .flatMap(settled -> statements
                                        .rows(SelectSql.ofRecords(settled.query(), now, settled.known())
                                                .visits(now.calendar()
                                                        .range(since)
                                                        .from()))
                                        .collectList())));
    }

    /** Which days a period is now, where the tenant is. */
    Mono<DateRange> range(Principal.Staff staff, Period period) {
        return now(staff).map(now -> now.calendar().range(period));
    }

    /** What a refusal says to the asker. */
    public Mono<Asked.Refused> refused(Principal.Staff staff, Refusal refusal, String language) {
        return tenants.tenant(staff.tenant())
                .map(tenant -> new Asked.Refused(
                        refusal,
                        new Labels(wording, language, tenant.currency().getCode(), new Known(List.of(), List.of()))
                                .refusal(refusal)));
    }

    /** The moment and the place that this asker asks at. */
    Mono<Now> now(Principal.Staff staff) {
        return Mono.zip(tenants.tenant(staff.tenant()), weeks.start(staff))
                .map(both -> now(both.getT1(), both.getT2()));
    }

    private Now now(Tenant tenant, DayOfWeek weekStart) {
        return new Now(
                tenant.id(),
                clock.instant(),
                TenantCalendar.of(clock, tenant.zone(), weekStart),
                tenant.currency().getCode());
    }

    private Mono<Asked> answer(Principal.Staff staff, Query query, Optional<Cursor> after, Now now, String language) {
        return transactions
                .in(
                        staff.scope(),
                        () -> statements
                                .bounded()
                                .then(settled(staff, query, now))
                                // a word may have come up since the words were read
                                .onErrorResume(NotUnderstood.class, unknown -> {
                                    store.forget(staff);
                                    return settled(staff, query, now);
                                })
                                .flatMap(settled -> run(settled, after, now, language)))
                .<Asked>map(Answered::new)
                .onErrorResume(NotUnderstood.class, refused -> refused(staff, refused.refusal(), language));
    }

    private record Settled(Query query, Known known) {}

    private Mono<Settled> settled(Principal.Staff staff, Query query, Now now) {
        Mono<Map<Field, List<String>>> values = Flux.fromStream(() ->
                        Settling.needed(query.where()).map(Filter.OneOf::field).distinct())
                .concatMap(field -> store.values(staff, field, now).map(found -> Map.entry(field, found)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return Mono.defer(() -> store.known(staff))
                .flatMap(known -> values.map(found -> new Settled(
                        query.where(new Settling(known, found, staff.user()).settled(query.where())), known)));
    }

    private Mono<Answer> run(Settled settled, Optional<Cursor> after, Now now, String language) {
        Labels labels = new Labels(wording, language, now.currency(), settled.known(), Optional.of(now.calendar()));
        return settled.query().asksForRecords() ? records(settled, after, now, labels) : figures(settled, now, labels);
    }

    private Mono<Answer> records(Settled settled, Optional<Cursor> after, Now now, Labels labels) {
        Query query = settled.query();
        int limit = query.limit().orElse(USUAL_LINES);
        RecordLines lines = new RecordLines(query, labels, settled.known(), now);
        return statements
                .rows(SelectSql.ofFigures(query, now, settled.known()).count())
                .single()
                .map(row -> ((Number) row.getFirst()).longValue())
                .flatMap(count -> statements
                        .rows(SelectSql.ofRecords(query, now, settled.known())
                                .records(lines.fields(), after, limit + 1))
                        .collectList()
                        .map(rows -> {
                            boolean more = rows.size() > limit;
                            List<List<Object>> shown = rows.subList(0, Math.min(limit, rows.size()));
                            return new Answer(
                                    query,
                                    new SpokenFilters(labels).of(query),
                                    new Chips(labels).of(query),
                                    lines.headings(),
                                    shown.stream().map(lines::line).toList(),
                                    Optional.empty(),
                                    count,
                                    more,
                                    more
                                            ? Optional.of(lines.cursor(shown.getLast())
                                                    .write())
                                            : Optional.empty(),
                                    now.at(),
                                    List.of());
                        }));
    }

    /** Who is the first of all is somebody: what belongs to nobody is none. */
    private static List<Answer.Line> first(List<Answer.Line> lines, Query query, int shown) {
        boolean one = shown == 1 && query.by().size() == 1;
        List<Answer.Line> named = lines.stream()
                .filter(line -> !one || line.cells().getFirst().value().isPresent())
                .limit(shown)
                .toList();
        return named.isEmpty() ? lines.stream().limit(shown).toList() : named;
    }

    private Mono<Answer> figures(Settled settled, Now now, Labels labels) {
        Query query = settled.query();
        FigureLines figures = new FigureLines(query, labels, settled.known());
        int shown = query.limit().orElse(MOST_GROUPS);
        return statements
                .rows(SelectSql.ofFigures(query, now, settled.known()).figures(MOST_GROUPS + 1))
                .collectList()
                .map(rows -> {
                    List<Answer.Line> lines = figures.lines(rows);
                    long records = rows.stream()
                            .mapToLong(row -> ((Number) row.get(query.by().size())).longValue())
                            .sum();
                    return new Answer(
                            query,
                            new SpokenFilters(labels).of(query),
                            new Chips(labels).of(query),
                            figures.headings(),
                            first(lines, query, shown),
                            figures.totals(lines),
                            records,
                            lines.size() > shown,
                            Optional.empty(),
                            now.at(),
                            figures.notes(lines));
                });
    }
}
