package app.henk.bench;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Two instances behind a balancer that passes each request to one that lives; a killed one is started again. */
final class Pair implements AutoCloseable {

    private final Options options;
    private final Path folder;
    private final List<String> javaOptions;
    private final IntFunction<Map<String, String>> environment;
    private final DisposableServer balancer;
    private final HttpClient http = HttpClient.create().disableRetry(true);
    private final Map<Integer, JavaProcess> alive = new ConcurrentHashMap<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicLong startNanos = new AtomicLong();
    private volatile Optional<Path> cache = Optional.empty();
    private volatile boolean closing;
    private volatile Watcher watcher = (webhook, before, pid) -> {};

    /** Told of each request to an instance: before it is passed on, and when it was answered. */
    interface Watcher {
        void at(boolean webhook, boolean before, long pid);
    }

    /**
     * @param javaOptions beside those of ./run
     * @param environment of an instance by its number, beside its port and folder
     */
    Pair(Options options, Path folder, List<String> javaOptions, IntFunction<Map<String, String>> environment) {
        this.options = options;
        this.folder = folder;
        this.javaOptions = javaOptions;
        this.environment = environment;
        // whoever ends this early leaves nobody behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closing = true));
        this.balancer =
                HttpServer.create().host("127.0.0.1").port(0).handle(this::pass).bindNow();
    }

    String url() {
        return "http://127.0.0.1:" + balancer.port();
    }

    void watch(Watcher told) {
        watcher = told;
    }

    /**
     * Starts one instance, has it work and ends it as one does, so that those that follow start from what Java has learnt of
     * it: its classes are loaded, and its tables there.
     */
    void rehearse(Runnable work) throws IOException, InterruptedException {
        Path learnt = folder.resolve("learnt.aot");
        JavaProcess first = process(0, List.of("-XX:AOTCacheOutput=" + learnt));
        alive.put(0, first.ready("/health/readiness"));
        work.run();
        alive.remove(0);
        // what was learnt is written down at the end
        first.end(Duration.ofMinutes(3));
        if (Files.exists(learnt)) {
            cache = Optional.of(learnt);
        }
    }

    void begin() throws IOException, InterruptedException {
        begin(0);
        begin(1);
    }

    private void begin(int number) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        JavaProcess process = process(
                number, cache.map(learnt -> List.of("-XX:AOTCache=" + learnt)).orElse(List.of()));
        alive.put(number, process.ready("/health/readiness"));
        starts.incrementAndGet();
        startNanos.addAndGet(System.nanoTime() - begun);
    }

    private JavaProcess process(int number, List<String> cached) throws IOException {
        int port = JavaProcess.freePort();
        Map<String, String> settings = new HashMap<>(environment.apply(number));
        settings.put("PORT", Integer.toString(port));
        settings.put("HENK_HOME", folder.resolve("home-" + number).toString());
        List<String> program = new ArrayList<>(javaOptions);
        program.addAll(cached);
        options.henk(folder).stream()
                .filter(word -> cached.isEmpty() || !word.startsWith("-XX:AOTCache"))
                .forEach(program::add);
        return JavaProcess.start(program, settings, port, folder.resolve("henk-" + number + ".log"));
    }

    /** How long a start took on average until the instance was ready. */
    Duration start() {
        return Duration.ofNanos(startNanos.get() / Math.max(1, starts.get()));
    }

    List<Long> pids() {
        return alive.values().stream().map(JavaProcess::pid).toList();
    }

    /** How many can be killed without leaving none. */
    int living() {
        return alive.size();
    }

    /** {@code kill -9}; it is started again by itself. */
    boolean kill(long pid) {
        Optional<Integer> number = alive.entrySet().stream()
                .filter(one -> one.getValue().pid() == pid)
                .map(Map.Entry::getKey)
                .findFirst();
        number.ifPresent(which -> {
            alive.remove(which);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            Thread.ofPlatform().daemon().start(() -> again(which));
        });
        return number.isPresent();
    }

    private void again(int number) {
        while (!closing) {
            try {
                begin(number);
                return;
            } catch (IOException | InterruptedException notYet) {
                // the database may be away just now
            }
        }
    }

    boolean killAny() {
        List<Long> pids = pids();
        return !pids.isEmpty() && kill(pids.get(ThreadLocalRandom.current().nextInt(pids.size())));
    }

    private Mono<Void> pass(HttpServerRequest request, HttpServerResponse response) {
        boolean webhook = request.uri().startsWith("/api/pipedrive/webhooks/");
        List<JavaProcess> living = List.copyOf(alive.values());
        if (living.isEmpty()) {
            return response.status(503).send();
        }
        JavaProcess to = living.get(ThreadLocalRandom.current().nextInt(living.size()));
        boolean changes = !request.method().equals(HttpMethod.GET);
        if (changes) {
            watcher.at(webhook, true, to.pid());
        }
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> http.headers(headers -> headers.set(request.requestHeaders())
                                .remove("Host")
                                .remove("Content-Length")
                                .remove("Transfer-Encoding"))
                        .request(request.method())
                        .uri("http://127.0.0.1:" + to.port() + request.uri())
                        .send(Mono.just(Unpooled.wrappedBuffer(body)))
                        .responseSingle((answer, content) -> content.asByteArray()
                                .defaultIfEmpty(new byte[0])
                                .flatMap(bytes -> {
                                    if (changes) {
                                        watcher.at(webhook, false, to.pid());
                                    }
                                    return response.status(answer.status())
                                            .header(
                                                    "Content-Type",
                                                    answer.responseHeaders().get("Content-Type", "application/json"))
                                            .sendByteArray(Mono.just(bytes))
                                            .then();
                                }))
                        .onErrorResume(gone -> response.status(503).send()));
    }

    @Override
    public void close() {
        closing = true;
        alive.values().forEach(JavaProcess::close);
        balancer.disposeNow();
    }
}
