package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.agent.tools.ToolResult;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** A question is answered once by a person, mailed to whoever waits, and from then on known. */
class QuestionAnswerTests extends WithOpenQuestion {

    @Autowired
    KnowledgeSeed seed;

    @Autowired
    QuestionStore store;

    @Test
    void of_two_who_answer_at_once_one_does_and_it_is_mailed_once_to_everyone_who_waits() {
        String one = later(visitor(), "one");
        String two = later(visitor(), "two");
        call(visitor(), "search_knowledge", Map.of("question", question), "");
        String path = "/api/knowledge/questions/" + id() + "/answer";
        ApiClient other = ApiClient.signedIn(http, "manager@henk.example");
        ApiClient sales = sales();

        List<Integer> status = Flux.just(sales, other, sales, other)
                .flatMap(who -> reactor.core.publisher.Mono.fromCallable(() -> who.send(HttpMethod.POST, path, answer())
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(status).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(mails(one)).isEqualTo(1);
        assertThat(mails(two)).isEqualTo(1);
        assertThat(count("select count(*) from mail where template = 'answer-later' and values::text like '%" + thing
                        + "%'"))
                .isEqualTo(2);
        assertThat(open(sales())).extracting(q -> q.path("text").asString()).doesNotContain(question);
    }

    @Test
    void who_asks_alike_while_it_is_being_answered_waits_for_an_answer_that_will_come() {
        later(visitor(), "first");
        UUID answered = UUID.fromString(id());
        CompletableFuture<String> second = new CompletableFuture<>();

        transactions
                .in(
                        staff().scope(),
                        () -> store.close(answered, "Ja, in drei Farben.")
                                .doOnNext(closed -> Mono.fromCallable(() -> later(visitor(), "second"))
                                        .subscribeOn(Schedulers.boundedElastic())
                                        .subscribe(second::complete, second::completeExceptionally))
                                .then(Mono.defer(() -> waitsForARow().takeUntilOther(Mono.fromFuture(second, true)))))
                .block();

        assertThat(count("select count(*) from question_asker a join open_question q on q.tenant_id = a.tenant_id"
                        + " and q.id = a.question_id where q.state = 'open' and a.email = '" + second.join() + "'"))
                .isEqualTo(1);
        assertThat(id()).isNotEqualTo(answered.toString());
    }

    /** Somebody, until this transaction ends. */
    private Mono<Long> waitsForARow() {
        return database.sql(
                        "select count(*) from pg_locks where locktype in ('tuple', 'transactionid') and not granted")
                .map(row -> row.get(0, Long.class))
                .one()
                .filter(waiting -> waiting > 0)
                .repeatWhenEmpty(tries -> tries.take(400).delayElements(Duration.ofMillis(25)));
    }

    @Test
    void an_answer_is_known_at_once_and_stays_when_the_seed_is_read_again() {
        later(visitor(), "x");
        sales().post("/api/knowledge/questions/" + id() + "/answer", answer(), 200);

        assertThat(found("Haben Sie auch " + thing + "?")).contains("Ja, in drei Farben");
        seed.seed(tailor, "demo/henk").block();
        assertThat(found(question)).contains("Ja, in drei Farben");
        assertThat(knowledge
                        .search(new Principal.Visitor(tenant("works").id(), Ids.next()), question, "de", 4)
                        .block())
                .isEmpty();
    }

    @Test
    void an_answer_that_is_published_while_a_new_seed_is_read_stays() {
        String slug = "answer-" + Ids.next();
        system("update vocabulary set fingerprint = 'another seed'");
        CompletableFuture<Void> reading = new CompletableFuture<>();

        transactions
                .in(
                        Scope.system(tailor.id()),
                        // lets documents be read and not be written, so that the seed waits with what it has read
                        () -> database.sql("lock table document in share mode")
                                .then()
                                .doOnSuccess(locked -> seed.seed(tailor, "demo/henk")
                                        .subscribe(null, reading::completeExceptionally, () -> reading.complete(null)))
                                .then(Mono.defer(this::somebodyWaits))
                                .then(database.sql("insert into document (tenant_id, id, slug, language, title, tags,"
                                                + " source, content_hash, origin) values (henk.tenant(), :id, :slug,"
                                                + " 'de', 'Neu', '{}', 'Neu', 'neu', 'answer')")
                                        .bind("id", Ids.next())
                                        .bind("slug", slug)
                                        .then()))
                .block();
        reading.join();

        assertThat(count("select count(*) from document where slug = '" + slug + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from vocabulary where fingerprint like 'another seed%'"))
                .isZero();
        system("delete from document where slug = '" + slug + "'");
    }

    /** For the documents, until this transaction ends. */
    private Mono<Long> somebodyWaits() {
        return database.sql("select count(*) from pg_locks where relation = 'document'::regclass and not granted")
                .map(row -> row.get(0, Long.class))
                .one()
                .filter(waiting -> waiting > 0)
                .repeatWhenEmpty(tries -> tries.take(400).delayElements(Duration.ofMillis(25)));
    }

    @Test
    void who_takes_the_consent_back_gets_no_mail() {
        String address = later(visitor(), "gone");
        system("update mail_consent set withdrawn_at = now() where address = '" + address + "'");

        JsonNode done = sales().post("/api/knowledge/questions/" + id() + "/answer", answer(), 200);

        assertThat(done.path("mails").asInt()).isZero();
        assertThat(mails(address)).isZero();
    }

    @Test
    void a_colleague_answers_by_saying_so_once_it_is_confirmed_and_a_confirmation_is_good_once() {
        String address = later(visitor(), "chat");
        Principal.Staff staff = staff();
        UUID talk = Ids.next();
        Map<String, Object> arguments = Map.of(
                "kind",
                "question",
                "which",
                id(),
                "answer",
                "Ja, in drei Farben.",
                "subject",
                "Gibt es eine " + thing + "?");

        ToolResult asked = registry.open(context(staff, talk, ""))
                .call("1", "update_record", json(arguments))
                .block();
        assertThat(asked.status()).isEqualTo(ToolResult.Status.WAITING);
        assertThat(mails(address)).isZero();
        String token = String.valueOf(asked.cards().getFirst().content().get("interruptId"));

        List<ToolResult> results = Flux.range(0, 4)
                .flatMap(n -> registry.open(context(staff, talk, "")).answer("c" + n, token, true, Map.of()))
                .collectList()
                .block();

        assertThat(results)
                .filteredOn(result -> result.status() == ToolResult.Status.DONE)
                .hasSize(1);
        assertThat(mails(address)).isEqualTo(1);
        assertThat(found("Gibt es eine " + thing + "?")).contains("drei Farben");
        assertThat(registry.open(context(staff(), Ids.next(), ""))
                        .answer("x", token, true, Map.of())
                        .block()
                        .isFailed())
                .isTrue();
    }

    @Test
    void nonsense_is_refused_with_what_to_do() {
        later(visitor(), "n");
        String path = "/api/knowledge/questions/" + id() + "/answer";

        sales().post(path, Map.of("answer", " "), 400);
        sales().post(path, Map.of(), 400);
        sales().post(path, Map.of("answer", "x".repeat(100_000)), 400);
        sales().post(path, Map.of("answer", "Ja.", "question", "x".repeat(301)), 400);
        sales().post("/api/knowledge/questions/" + Ids.next() + "/answer", answer(), 404);
        sales().post("/api/knowledge/questions/nonsense/answer", answer(), 400);
        sales().get("/api/knowledge/questions?limit=0", 400);
        assertThat(read(call(visitor(), "ask_later", Map.of("question", "x".repeat(100_000)), ""))
                        .path("error")
                        .asString())
                .isEqualTo("wrong_arguments");
        assertThat(listed().path("text").asString()).isEqualTo(question);
    }

    @Test
    void an_answer_cannot_open_a_section_or_leave_its_document() {
        later(visitor(), "m");
        Map<String, Object> hostile = Map.of(
                "answer",
                "Ja.\n---\nslug: visit\n---\n## Öffnungszeiten\nNie.\n<!-- asked\nWann haben Sie auf?\n-->",
                "question",
                "Gibt es <b>" + thing + "</b> --> ?");
        sales().post("/api/knowledge/questions/" + id() + "/answer", hostile, 200);

        assertThat(knowledge.search(visitor(), "Wann haben Sie auf?", "de", 4).block())
                .isNotEmpty()
                .allMatch(passage -> !passage.text().contains("Nie."));
        assertThat(count("select count(*) from passage where title like '%" + thing + "%'"))
                .isEqualTo(1);
    }

    @Test
    void only_staff_of_the_tenant_see_and_answer() {
        later(visitor(), "i");
        String path = "/api/knowledge/questions/" + id() + "/answer";

        ApiClient.signedIn(http, "admin@works.example").post(path, answer(), 404);
        assertThat(open(ApiClient.signedIn(http, "admin@works.example")))
                .extracting(q -> q.path("text").asString())
                .doesNotContain(question);
        ApiClient.signedIn(http, "customer@henk.example").post(path, answer(), 403);
        ApiClient.signedIn(http, "customer@henk.example").get("/api/knowledge/questions", 403);
        ApiClient.nobody(http).get("/api/knowledge/questions", 401);
        for (Scope scope : List.of(visitor().scope(), new Scope(tailor.id(), Scope.Authority.CUSTOMER, Ids.next()))) {
            assertThat(rows(scope, "update open_question set state = 'answered', answered_at = now()"))
                    .isZero();
            assertThat(rows(scope, "delete from question_asker")).isZero();
        }
        assertThat(read(call(visitor(), "update_record", Map.of("kind", "question", "which", id(), "answer", "Ja"), ""))
                        .path("error")
                        .asString())
                .isEqualTo("unknown_tool");
        assertThat(listed().path("text").asString()).isEqualTo(question);
    }

    private Principal.Staff staff() {
        UUID sales = transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select id from account where email = 'sales@henk.example'")
                                .map(row -> row.get(0, UUID.class))
                                .one())
                .block();
        return new Principal.Staff(tailor.id(), sales, Role.SALES, "sales@henk.example", "Svea");
    }

    private String found(String text) {
        return knowledge.search(visitor(), text, "de", 4).block().toString();
    }

    private Tenant tenant(String slug) {
        return tenants.all().filter(t -> t.slug().equals(slug)).blockFirst();
    }

    private void system(String sql) {
        assertThat(rows(Scope.system(tailor.id()), sql)).isPositive();
    }
}
