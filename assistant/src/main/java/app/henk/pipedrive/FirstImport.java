package app.henk.pipedrive;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Brings here what stood there before both were connected. First it only says what it would do; then what is there is
 * noted to be read, and read like any other news, so that it goes on after a crash and brings nothing twice.
 */
@Component
class FirstImport {

    private static final List<Remote> KINDS =
            List.of(Remote.ORGANIZATION, Remote.PERSON, Remote.LEAD, Remote.DEAL, Remote.ACTIVITY, Remote.NOTE);
    private static final String LINKED = "select remote_id from pipedrive_record"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = any($2)";
    private static final String EMAILS = "select t.email as word from contact t where t.tenant_id = henk.tenant()"
            + " and t.deleted_at is null and t.email = any($1) and not exists (select from pipedrive_record r"
            + " where r.tenant_id = t.tenant_id and r.entity = 'contact' and r.id = t.id and r.remote_id is not null)";
    private static final String NAMES = "select k.called as word from henk.organisations_called($1) k"
            + " where not exists (select from pipedrive_record r where r.tenant_id = henk.tenant()"
            + " and r.entity = 'organisation' and r.id = k.id and r.remote_id is not null)";

    private final NewsStore news;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    FirstImport(NewsStore news, TenantTransactions transactions, DatabaseClient database) {
        this.news = news;
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * What an import would do with one kind of record.
     *
     * @param linked stands for one of ours already
     * @param link is the same as one of ours
     * @param create would be made here
     * @param left cannot be kept here: nobody and no name
     */
    record Plan(String kind, int linked, int link, int create, int left) {

        private Plan plus(Plan other) {
            return new Plan(kind, linked + other.linked, link + other.link, create + other.create, left + other.left);
        }
    }

    /** Changes nothing. */
    Mono<List<Plan>> plan(Account account) {
        return Flux.fromIterable(KINDS)
                .concatMap(kind -> pages(account, kind)
                        .concatMap(page -> plan(account.tenant(), kind, page))
                        .reduce(new Plan(kind.sql(), 0, 0, 0, 0), Plan::plus))
                .collectList();
    }

    /** Notes everything that is not linked yet; how many. */
    Mono<Long> begin(Account account) {
        return Flux.fromIterable(KINDS)
                .concatMap(kind -> pages(account, kind)
                        .concatMap(page -> unlinked(account.tenant(), kind, page)
                                .flatMap(left -> news.heard(
                                        account.tenant(),
                                        kind,
                                        left.stream().map(Theirs::id).toList()))))
                .reduce(0L, Long::sum);
    }

    private static Flux<List<JsonNode>> pages(Account account, Remote kind) {
        return account.all(kind.list(Optional.empty())).buffer(Remote.PAGE);
    }

    private Mono<Plan> plan(TenantId tenant, Remote kind, List<JsonNode> page) {
        return unlinked(tenant, kind, page)
                .flatMap(unlinked -> known(tenant, kind, unlinked).map(known -> {
                    int linked = page.size() - unlinked.size();
                    int link = 0;
                    int left = 0;
                    Set<String> used = new HashSet<>(known);
                    for (Theirs one : unlinked) {
                        if (word(kind, one).filter(used::remove).isPresent()) {
                            link++;
                        } else if (!fits(kind, one)) {
                            left++;
                        }
                    }
                    return new Plan(kind.sql(), linked, link, unlinked.size() - link - left, left);
                }));
    }

    /** A lead needs somebody whose it is, and what happened something that it happened with. */
    private static boolean fits(Remote kind, Theirs one) {
        return switch (kind) {
            case ORGANIZATION, PERSON -> one.values().text("name").isPresent();
            case LEAD ->
                one.values().text("person").isPresent()
                        || one.values().text("org").isPresent();
            case DEAL -> one.values().text("title").isPresent();
            case ACTIVITY, NOTE ->
                Stream.of("deal", "lead", "person")
                        .anyMatch(field -> one.values().text(field).isPresent());
        };
    }

    private static Optional<String> word(Remote kind, Theirs one) {
        return switch (kind) {
            case PERSON -> one.values().text("email");
            case ORGANIZATION -> one.values().text("name").map(name -> name.toLowerCase(Locale.ROOT));
            case LEAD, DEAL, ACTIVITY, NOTE -> Optional.empty();
        };
    }

    private Mono<List<Theirs>> unlinked(TenantId tenant, Remote kind, List<JsonNode> page) {
        List<Theirs> all = page.stream().map(json -> Theirs.of(kind, json)).toList();
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(LINKED)
                        .bind(0, kind.sql())
                        .bind(1, all.stream().map(Theirs::id).toArray(String[]::new))
                        .map(row -> Row.value(row, "remote_id", String.class))
                        .all()
                        .collect(HashSet<String>::new, Set::add)
                        .map(linked -> all.stream()
                                .filter(one -> !linked.contains(one.id()))
                                .toList()));
    }

    private Mono<List<String>> known(TenantId tenant, Remote kind, List<Theirs> unlinked) {
        List<String> words = new ArrayList<>();
        unlinked.forEach(one -> word(kind, one).ifPresent(words::add));
        return words.isEmpty()
                ? Mono.just(List.of())
                : transactions.in(
                        Scope.system(tenant),
                        () -> database.sql(kind == Remote.PERSON ? EMAILS : NAMES)
                                .bind(0, words.toArray(String[]::new))
                                .map(row -> Row.value(row, "word", String.class))
                                .all()
                                .collectList());
    }
}
