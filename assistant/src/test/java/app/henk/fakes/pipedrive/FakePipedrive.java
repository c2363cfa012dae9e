package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Who;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Pipedrive on a port of this machine, as strict as the real one. What a colleague does there in the browser is done
 * with {@link #person}; what goes wrong is said with {@link #next} or {@link #faults}.
 */
public final class FakePipedrive implements AutoCloseable {

    /** @param tokens what it cost; fault what went wrong with it */
    public record Seen(
            String method,
            String path,
            Map<String, String> query,
            JsonNode body,
            int status,
            int tokens,
            Optional<Fault> fault) {

        public String call() {
            return method + " " + path;
        }
    }

    private static final Path SPECS = specs();
    private static final Optional<Spec> V1 = Spec.of(SPECS.resolve("pipedrive-openapi-v1.yaml"));
    private static final Optional<Spec> V2 = Spec.of(SPECS.resolve("pipedrive-openapi-v2-strict.yaml"));

    private final Clock clock;
    private final Company company;
    private final Routes routes;
    private final Deliveries deliveries;
    private final DisposableServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong checked = new AtomicLong();
    private final ConcurrentLinkedQueue<Fault> script = new ConcurrentLinkedQueue<>();
    private final Map<Fault, AtomicLong> happened = new EnumMap<>(Fault.class);
    private final Deque<Long> burst = new ArrayDeque<>();
    private final Deque<Long> searches = new ArrayDeque<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong limited = new AtomicLong();
    private volatile Function<String, Optional<Fault>> faults = call -> Optional.empty();
    private volatile String token = "secret-token";
    private volatile int burstLimit = Integer.MAX_VALUE;
    private volatile int searchLimit = Integer.MAX_VALUE;
    private volatile long dailyTokens = Long.MAX_VALUE;
    private volatile boolean keep = true;
    private volatile Duration latency = Duration.ZERO;
    private volatile Watcher watcher = (moment, call, port) -> {};

    /** When something happens to a request. */
    public enum Moment {
        ARRIVED,
        /** The work is done, the answer is not on its way yet. */
        DONE,
        ANSWERED
    }

    /** Told while it happens: the request waits until the watcher has looked. */
    public interface Watcher {

        /** @param client the port from which the request came */
        void at(Moment moment, String call, int client);
    }

    /** The vendor's files are not ours to pass on: they are looked for beside the checkout. */
    private static Path specs() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !java.nio.file.Files.isDirectory(folder.resolve("shared/apis"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/apis");
    }

    private FakePipedrive(Clock clock, int port) {
        this.clock = clock;
        this.deliveries = new Deliveries(clock);
        this.company = new Company(clock, this::tell);
        this.routes = new Routes(company);
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle(this::handle)
                .bindNow();
    }

    public static FakePipedrive start() {
        return new FakePipedrive(Clock.systemUTC(), 0);
    }

    private void tell(Company.Event event) {
        deliveries.tell(event, List.copyOf(company.table("webhook").values()));
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    public String token() {
        return token;
    }

    public FakePipedrive token(String valid) {
        token = valid;
        return this;
    }

    public FakePipedrive watch(Watcher looks) {
        watcher = looks;
        return this;
    }

    /** What goes wrong with the next requests, one each. */
    public FakePipedrive next(Fault... wrong) {
        script.addAll(List.of(wrong));
        return this;
    }

    /** What goes wrong with a request such as {@code POST /api/v2/persons}. */
    public FakePipedrive faults(Function<String, Optional<Fault>> which) {
        faults = which;
        return this;
    }

    public FakePipedrive limits(int burstInTwoSeconds, int searchesInTwoSeconds, long tokensADay) {
        burstLimit = burstInTwoSeconds;
        searchLimit = searchesInTwoSeconds;
        dailyTokens = tokensADay;
        return this;
    }

    public FakePipedrive latency(Duration each) {
        latency = each;
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

    /** For long runs: requests are counted and not kept. */
    public FakePipedrive forgetful() {
        keep = false;
        deliveries.keep = false;
        return this;
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Method and path of all requests, in order. */
    public List<String> calls() {
        return seen.stream().map(Seen::call).toList();
    }

    public long callCount() {
        return calls.get();
    }

    public long tokensSpent() {
        return tokens.get();
    }

    /** Requests that were one too many and were told so. */
    public long limited() {
        return limited.get();
    }

    public Map<Fault, AtomicLong> happened() {
        return happened;
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

    public static boolean validates() {
        return V1.isPresent() && V2.isPresent();
    }

    /** Requests that the vendor's OpenAPI files do not allow. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    public long checked() {
        return checked.get();
    }

    public void forget() {
        seen.clear();
        script.clear();
        faults = call -> Optional.empty();
        calls.set(0);
        tokens.set(0);
        limited.set(0);
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

    public void dropField(String kind, String code) {
        company.dropField(kind, code);
    }

    /** What a colleague does in the browser. */
    public Person person() {
        return new Person(new Who(501, "app"));
    }

    /** What another program does with the same account. */
    public Person otherProgram() {
        return new Person(new Who(Company.OUR_USER, "api"));
    }

    /** The hands of somebody other than Henk. */
    public final class Person {

        private final Who who;

        private Person(Who who) {
            this.who = who;
        }

        public ObjectNode create(String kind, Map<String, ?> fields) {
            return company.create(kind, Company.JSON.valueToTree(fields), who).deepCopy();
        }

        public ObjectNode change(String kind, String id, Map<String, ?> fields) {
            return company.change(kind, id, Company.JSON.valueToTree(fields), who)
                    .deepCopy();
        }

        public void delete(String kind, String id) {
            company.delete(kind, id, who);
        }

        public void merge(String kind, String gone, String into) {
            company.merge(kind, gone, into, who);
        }

        public void convert(String lead) {
            company.convert(lead, Company.JSON.createObjectNode(), who);
        }
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Mono<Void> answer = request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> Mono.from(answer(request, response, body)));
        return latency.isZero() ? answer : Mono.delay(latency).then(answer);
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, byte[] bytes) {
        int client =
                request.remoteAddress() == null ? 0 : request.remoteAddress().getPort();
        String method = request.method().name();
        String path = java.net.URI.create(request.uri()).getPath();
        Map<String, String> query = query(request.uri());
        JsonNode body = Company.JSON.missingNode();
        calls.incrementAndGet();
        Optional<Fault> fault = Optional.ofNullable(script.poll()).or(() -> faults.apply(method + " " + path));
        fault.ifPresent(wrong ->
                happened.computeIfAbsent(wrong, any -> new AtomicLong()).incrementAndGet());
        try {
            credentials(request);
            if (bytes.length > 0) {
                body = parse(bytes);
            }
            conforms(method, path, query, body);
            watcher.at(Moment.ARRIVED, method + " " + path, client);
            if (fault.filter(wrong -> !wrong.done()).isPresent()) {
                note(method, path, query, body, 0, 0, fault);
                return Mishaps.instead(response, fault.get());
            }
            limits(path);
            Routes.Answer answer;
            synchronized (company) {
                answer = routes.answer(method, path, query, body);
            }
            tokens.addAndGet(answer.tokens());
            note(method, path, query, body, answer.status(), answer.tokens(), fault);
            watcher.at(Moment.DONE, method + " " + path, client);
            Publisher<Void> sent = fault.isPresent()
                    ? Mishaps.instead(response, fault.get())
                    : json(response, answer.status(), answer.body());
            return Mono.from(sent).doOnSuccess(done -> watcher.at(Moment.ANSWERED, method + " " + path, client));
        } catch (Refusal refusal) {
            note(method, path, query, body, refusal.status(), 0, fault);
            return json(response, refusal.status(), refusal.body());
        } catch (Mishaps.TooMany tooMany) {
            limited.incrementAndGet();
            note(method, path, query, body, 429, 0, fault);
            return tooMany.daily() ? Mishaps.instead(response, Fault.DAILY) : Mishaps.instead(response, Fault.BURST);
        }
    }

    private void note(
            String method,
            String path,
            Map<String, String> query,
            JsonNode body,
            int status,
            int cost,
            Optional<Fault> fault) {
        if (keep) {
            seen.add(new Seen(method, path, query, body, status, cost, fault));
        }
    }

    private void credentials(HttpServerRequest request) {
        if (request.uri().contains("api_token") || request.uri().contains(token)) {
            violations.add("a token in an address");
            throw Refusal.bad("A token does not belong into an address.");
        }
        String bearer = request.requestHeaders().get("Authorization", "");
        if (!token.equals(request.requestHeaders().get("x-api-token")) && !bearer.equals("Bearer " + token)) {
            throw Refusal.unauthorized();
        }
    }

    private void conforms(String method, String path, Map<String, String> query, JsonNode body) {
        boolean second = path.startsWith("/api/v2/");
        (second ? V2 : V1).ifPresent(spec -> {
            checked.incrementAndGet();
            spec.violations(method, path.replaceFirst("/(api/)?v[12]", ""), query, body)
                    .forEach(wrong -> violations.add(method + " " + path + ": " + wrong));
        });
    }

    private void limits(String path) {
        if (tokens.get() >= dailyTokens) {
            throw new Mishaps.TooMany(true);
        }
        synchronized (burst) {
            long now = System.nanoTime();
            count(burst, now, burstLimit);
            if (path.endsWith("/search")) {
                count(searches, now, searchLimit);
            }
        }
    }

    private static void count(Deque<Long> times, long now, int limit) {
        while (!times.isEmpty() && now - times.peekFirst() > 2_000_000_000L) {
            times.pollFirst();
        }
        if (times.size() >= limit) {
            throw new Mishaps.TooMany(false);
        }
        times.addLast(now);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Company.JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw Refusal.bad("Invalid JSON");
        }
    }

    private static Map<String, String> query(String uri) {
        Map<String, String> query = new LinkedHashMap<>();
        new io.netty.handler.codec.http.QueryStringDecoder(uri)
                .parameters()
                .forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    private Publisher<Void> json(HttpServerResponse response, int status, ObjectNode body) {
        if (burstLimit < Integer.MAX_VALUE) {
            response.header("x-ratelimit-limit", Integer.toString(burstLimit));
        }
        return response.status(status)
                .header("Content-Type", "application/json; charset=utf-8")
                .sendByteArray(Mono.just(Company.JSON.writeValueAsBytes(body)));
    }

    @Override
    public void close() {
        deliveries.close();
        server.disposeNow(Duration.ofSeconds(1));
    }
}
