package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Who;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Pipedrive on a port of this machine, as strict as the real one. What a colleague does there in the browser is done
 * with {@link #person}; what goes wrong is said with {@link #next} or {@link #faults}.
 */
public final class FakePipedrive implements AutoCloseable {

    private final Company company;
    private final Deliveries deliveries;
    private final Desk desk;
    private final DisposableServer server;
    private volatile BiConsumer<String, ObjectNode> changes = (kind, row) -> {};

    private FakePipedrive(Clock clock, int port) {
        this.deliveries = new Deliveries(clock);
        this.company = new Company(clock, this::tell);
        this.desk = new Desk(company);
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle(desk::handle)
                .bindNow();
    }

    public static FakePipedrive start() {
        return new FakePipedrive(Clock.systemUTC(), 0);
    }

    private void tell(Company.Event event) {
        changes.accept(event.entity(), event.data());
        deliveries.tell(event, List.copyOf(company.table("webhook").values()));
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    public String token() {
        return desk.token;
    }

    public FakePipedrive token(String valid) {
        desk.token = valid;
        return this;
    }

    public FakePipedrive watch(Watcher looks) {
        desk.watcher = looks;
        return this;
    }

    /** Told of each change when it is made, by its kind and with the record as it is then. */
    public FakePipedrive changes(BiConsumer<String, ObjectNode> told) {
        changes = told;
        return this;
    }

    /** What goes wrong with the next requests, one each. */
    public FakePipedrive next(Fault... wrong) {
        desk.script.addAll(List.of(wrong));
        return this;
    }

    /** What goes wrong with a request such as {@code POST /api/v2/persons}. */
    public FakePipedrive faults(Function<String, Optional<Fault>> which) {
        desk.faults = which;
        return this;
    }

    public FakePipedrive limits(int burstInTwoSeconds, int searchesInTwoSeconds, long tokensADay) {
        desk.rates.burstLimit = burstInTwoSeconds;
        desk.rates.searchLimit = searchesInTwoSeconds;
        desk.rates.dailyTokens = tokensADay;
        return this;
    }

    public FakePipedrive latency(Duration each) {
        desk.latency = each;
        return this;
    }

    /** Search knows of a change only after this time. */
    public FakePipedrive searchLag(Duration lag) {
        company.searchLagMillis = lag.toMillis();
        return this;
    }

    /** How many of the webhooks, from 0 to 1, are lost, come twice, come late. */
    public FakePipedrive webhooks(double lost, double twice, double late) {
        deliveries.lose = lost;
        deliveries.repeat = twice;
        deliveries.delay = late;
        return this;
    }

    /** Whether somebody took one of the messages that this one was merged into another. */
    public boolean toldThatMerged(String kind, String gone) {
        return deliveries.toldThatMerged(kind, gone);
    }

    /** For long runs: requests are counted and not kept. */
    public FakePipedrive forgetful() {
        desk.keep = false;
        deliveries.keep = false;
        return this;
    }

    public List<Seen> seen() {
        return List.copyOf(desk.seen);
    }

    /** Method and path of all requests, in order. */
    public List<String> calls() {
        return desk.seen.stream().map(Seen::call).toList();
    }

    public long callCount() {
        return desk.rates.calls.get();
    }

    public long searches() {
        return desk.rates.searched.get();
    }

    public long tokensSpent() {
        return desk.rates.tokens.get();
    }

    /** Requests that were one too many and were told so. */
    public long limited() {
        return desk.rates.limited.get();
    }

    public Map<Fault, AtomicLong> happened() {
        return desk.happened;
    }

    public Map<String, Long> webhookFaults() {
        return Map.of("lost", deliveries.lost(), "doubled", deliveries.doubled(), "late", deliveries.late());
    }

    public List<String> webhooksSent() {
        return deliveries.sent();
    }

    /** Since the last {@link #forget}: those that were answered with a success. */
    public long webhooksAccepted() {
        return deliveries.accepted().get();
    }

    /** How long whoever answered a webhook took at most, in milliseconds. */
    public long slowestWebhook() {
        return deliveries.slowest();
    }

    public static boolean validates() {
        return Conformance.possible();
    }

    /** Requests that the vendor's OpenAPI files do not allow. */
    public List<String> violations() {
        return desk.conformance.violations();
    }

    public long checked() {
        return desk.conformance.checked();
    }

    public void forget() {
        desk.seen.clear();
        desk.script.clear();
        desk.faults = call -> Optional.empty();
        desk.rates.forget();
        deliveries.accepted().set(0);
    }

    /** All records of a kind that are not deleted: person, organization, deal, lead, activity, note. */
    public List<ObjectNode> all(String kind) {
        synchronized (company) {
            return company.table(kind).values().stream()
                    .filter(row -> !row.path("is_deleted").asBoolean(false))
                    .map(ObjectNode::deepCopy)
                    .toList();
        }
    }

    /** One of those that are not deleted and that are wanted, as chance has it. */
    public Optional<ObjectNode> any(String kind, Random chance, Predicate<ObjectNode> wanted) {
        synchronized (company) {
            List<ObjectNode> rows = company.table(kind).values().stream()
                    .filter(row -> !row.path("is_deleted").asBoolean(false))
                    .filter(wanted)
                    .toList();
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(rows.get(chance.nextInt(rows.size())).deepCopy());
        }
    }

    public Optional<ObjectNode> find(String kind, String id) {
        synchronized (company) {
            return Optional.ofNullable(company.table(kind).get(id)).map(ObjectNode::deepCopy);
        }
    }

    public long stage(String name) {
        synchronized (company) {
            return company.table("stage").values().stream()
                    .filter(row -> row.path("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asLong();
        }
    }

    public long pipeline(String name, String... stages) {
        return company.pipeline(name, stages);
    }

    public void dropStage(String name) {
        synchronized (company) {
            company.table("stage").get(Long.toString(stage(name))).put("is_deleted", true);
        }
    }

    /** The custom fields of a kind, by name. */
    public Map<String, String> fields(String kind) {
        synchronized (company) {
            Map<String, String> codes = new LinkedHashMap<>();
            company.fieldRows(kind)
                    .forEach(row -> codes.put(
                            row.path("field_name").asString(),
                            row.path("field_code").asString()));
            return codes;
        }
    }

    /** Answers with success to a change of this field and keeps what it has, as with a deal whose products make its value. */
    public void keep(String kind, String id, String field) {
        company.keep(kind, id, field);
    }

    public void dropField(String kind, String code) {
        company.dropField(kind, code);
    }

    /** What a colleague does in the browser. */
    public Person person() {
        return new Person(company, new Who(Company.COLLEAGUE, "app"));
    }

    /** What another program does with the same account. */
    public Person otherProgram() {
        return new Person(company, new Who(Company.OUR_USER, "api"));
    }

    /** What an administrator consents to there. */
    public Consent consent() {
        return desk.consent;
    }

    @Override
    public void close() {
        deliveries.close();
        server.disposeNow(Duration.ofSeconds(1));
    }
}
