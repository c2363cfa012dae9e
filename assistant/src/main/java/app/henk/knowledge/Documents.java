package app.henk.knowledge;

import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Takes documents in: each becomes passages that a question can be compared with. */
@Component
class Documents {

    /** To be raised when the same source would fall into other passages or features. */
    private static final String READING = "4";

    private static final char MARK = ':';
    private static final int MOST_ANSWERS = 5_000;

    private static final String UPSERT_DOCUMENT = """
            insert into document (tenant_id, id, slug, language, title, tags, source, content_hash)
            values (henk.tenant(), :id, :slug, :language, :title, :tags, :source, :hash)
            on conflict (tenant_id, slug, language) do update set title = excluded.title, tags = excluded.tags,
                source = excluded.source, content_hash = excluded.content_hash, changed_at = now()
            returning id
            """;

    private static final String INSERT_PASSAGES = """
            insert into passage (tenant_id, id, document_id, ordinal, language, title, headings, text, asked, features)
            select henk.tenant(), cast(p ->> 'id' as uuid), :document, cast(p ->> 'ordinal' as integer), :language,
                p ->> 'title', p ->> 'headings', p ->> 'text', cast(p ->> 'asked' as jsonb), array(select json_array_elements_text(p -> 'features'))
            from json_array_elements(cast(:passages as json)) p
            """;

    private static final String COUNT = """
            insert into vocabulary (tenant_id, thesaurus, passages, frequencies, fingerprint)
            select henk.tenant(), :thesaurus,
                (select coalesce(jsonb_object_agg(language, n), '{}')
                 from (select language, count(*) as n from passage group by language) l),
                (select coalesce(jsonb_object_agg(feature, n), '{}')
                 from (select regexp_replace(feature, '^q', '') as feature, count(distinct id) as n
                       from passage, unnest(features) feature where feature !~ '^h' group by 1) f),
                :fingerprint
            on conflict (tenant_id) do update set thesaurus = excluded.thesaurus, passages = excluded.passages,
                frequencies = excluded.frequencies, fingerprint = excluded.fingerprint
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Profiles profiles;

    Documents(TenantTransactions transactions, DatabaseClient database, Profiles profiles) {
        this.transactions = transactions;
        this.database = database;
        this.profiles = profiles;
    }

    /**
     * Makes these the documents of the tenant's seed, in one transaction: what changed is read anew, what is the same is
     * not touched, what is not among them goes. Answers that were published stay. True when anything changed.
     *
     * @param thesaurus as YAML; empty for none
     */
    Mono<Boolean> replace(TenantId tenant, String thesaurus, List<String> sources) {
        String fingerprint = fingerprint(thesaurus, sources);
        return current(tenant)
                .flatMap(stored -> seeded(stored).equals(fingerprint)
                        ? Mono.just(false)
                        : answers(tenant)
                                .flatMap(answers -> read(thesaurus, together(sources, answers)))
                                .flatMap(read -> store(tenant, thesaurus, with(fingerprint, stored), read))
                                .doOnSuccess(done -> profiles.forget(tenant))
                                .thenReturn(true));
    }

    /** What follows the mark changes with each answer, so that every instance knows; the seed does not mind it. */
    private static String seeded(String fingerprint) {
        int mark = fingerprint.indexOf(MARK);
        return mark < 0 ? fingerprint : fingerprint.substring(0, mark);
    }

    private static String with(String seeded, String stored) {
        int mark = stored.indexOf(MARK);
        return mark < 0 ? seeded : seeded + stored.substring(mark);
    }

    private static List<String> together(List<String> sources, List<String> answers) {
        List<String> all = new ArrayList<>(sources);
        all.addAll(answers);
        return all;
    }

    /** Documents that are not of the seed: it reads them with its own, because a new thesaurus reads them anew. */
    private Mono<List<String>> answers(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select source from document where origin = 'answer' order by id limit :most")
                        .bind("most", MOST_ANSWERS)
                        .map(row -> app.henk.platform.Row.value(row, "source", String.class))
                        .all()
                        .collectList());
    }

    /** How one tenant's documents are read. */
    record Reading(TenantId tenant, Features features) {}

    /** Outside of a transaction. */
    Mono<Reading> readingOf(TenantId tenant) {
        return profiles.profile(tenant).map(profile -> new Reading(tenant, profile.features()));
    }

    /** Adds an answer beside the documents of the seed. In the caller's transaction, as the system. */
    Mono<Void> add(Reading reading, String source) {
        return database.sql("select thesaurus, fingerprint from vocabulary for update")
                .map((row, meta) -> new String[] {
                    String.valueOf(row.get("thesaurus", String.class)),
                    String.valueOf(row.get("fingerprint", String.class))
                })
                .one()
                .defaultIfEmpty(new String[] {"", ""})
                .flatMap(known -> {
                    Read read = read(source, known[0], reading.features());
                    return store(read)
                            .then(database.sql("update document set origin = 'answer' where slug = :slug")
                                    .bind("slug", read.document().slug())
                                    .then())
                            .then(count(known[0], seeded(known[1]) + MARK + Ids.next()));
                });
    }

    /** After this instance changed the tenant's documents; the others see it at the next question. */
    void changed(TenantId tenant) {
        profiles.forget(tenant);
    }

    private static String fingerprint(String thesaurus, List<String> sources) {
        List<String> all = new ArrayList<>(sources.stream().sorted().toList());
        all.add(thesaurus);
        all.add(READING);
        return Hashes.of(all.toArray(String[]::new));
    }

    private Mono<String> current(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select fingerprint from vocabulary")
                        .map(row -> String.valueOf(row.get(0, String.class)))
                        .one()
                        .defaultIfEmpty(""));
    }

    private record Read(Markdown.Parsed document, String source, String hash, List<Row> passages) {}

    private record Row(
            UUID id, int ordinal, String title, String headings, String text, String asked, Set<String> features) {}

    private static Mono<List<Read>> read(String thesaurus, List<String> sources) {
        return Mono.fromCallable(() -> {
                    var features = new Features(Thesaurus.read(thesaurus));
                    return sources.stream()
                            .map(source -> read(source, thesaurus, features))
                            .toList();
                })
                .subscribeOn(Workers.VIRTUAL);
    }

    private static Read read(String source, String thesaurus, Features features) {
        Markdown.Parsed document = Markdown.parse(source);
        List<Row> rows = new ArrayList<>();
        for (Section section : document.sections()) {
            rows.add(new Row(
                    Ids.next(),
                    rows.size(),
                    section.title(),
                    section.headings(),
                    section.text(),
                    AskedJson.write(section.asked()),
                    lexemes(section, features)));
        }
        return new Read(document, source, Hashes.of(source, thesaurus, READING), rows);
    }

    private static Set<String> lexemes(Section section, Features features) {
        Set<String> lexemes = new LinkedHashSet<>(features.ofOwnWords(section));
        features.ofHeadings(section).forEach(feature -> lexemes.add(Features.IN_HEADING + feature));
        features.ofAsked(section).forEach(feature -> lexemes.add(Features.IN_QUESTION + feature));
        return lexemes;
    }

    private Mono<Void> store(TenantId tenant, String thesaurus, String fingerprint, List<Read> documents) {
        return transactions.in(
                Scope.system(tenant),
                () -> hashes().flatMap(hashes -> Flux.fromIterable(documents)
                                .filter(read -> !read.hash().equals(hashes.get(key(read.document()))))
                                .concatMap(this::store)
                                .then())
                        .then(forgetAllBut(documents))
                        .then(count(thesaurus, fingerprint)));
    }

    private Mono<Void> count(String thesaurus, String fingerprint) {
        return database.sql(COUNT)
                .bind("thesaurus", thesaurus)
                .bind("fingerprint", fingerprint)
                .then();
    }

    private Mono<Map<String, String>> hashes() {
        return database.sql("select slug || '/' || language as key, content_hash from document")
                .map((row, meta) -> Map.entry(
                        String.valueOf(row.get("key", String.class)),
                        String.valueOf(row.get("content_hash", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String key(Markdown.Parsed document) {
        return document.slug() + "/" + document.language().code();
    }

    private Mono<Void> store(Read read) {
        Markdown.Parsed document = read.document();
        return database.sql(UPSERT_DOCUMENT)
                .bind("id", Ids.next())
                .bind("slug", document.slug())
                .bind("language", document.language().code())
                .bind("title", document.title())
                .bind("tags", document.tags().toArray(String[]::new))
                .bind("source", read.source())
                .bind("hash", read.hash())
                .map(row -> app.henk.platform.Row.value(row, "id", UUID.class))
                .one()
                .delayUntil(id -> database.sql("delete from passage where document_id = :document")
                        .bind("document", id)
                        .then())
                .flatMap(id -> database.sql(INSERT_PASSAGES)
                        .bind("document", id)
                        .bind("language", document.language().code())
                        .bind("passages", JsonMapper.shared().writeValueAsString(read.passages()))
                        .then());
    }

    /** Of the seed: an answer may have been published while these were read, and there may be more than are read anew. */
    private Mono<Void> forgetAllBut(List<Read> documents) {
        return database.sql("delete from document where origin = 'seed' and slug || '/' || language <> all (:kept)")
                .bind(
                        "kept",
                        documents.stream().map(read -> key(read.document())).toArray(String[]::new))
                .then();
    }
}
