package app.henk.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger starting = new AtomicInteger();
    private volatile boolean closing;
    private volatile java.util.function.Consumer<Boolean> onWebhook = before -> {};

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

    /** Told before a webhook is passed on, and after it was answered. */
    void onWebhook(java.util.function.Consumer<Boolean> told) {
        onWebhook = told;
    }

    void start() throws Exception {
        begin(0);
        begin(1);
    }

    private void begin(int number) throws IOException, InterruptedException {
        int port = JavaProcess.freePort();
        Map<String, String> settings = new java.util.HashMap<>(environment.apply(number));
        settings.put("PORT", Integer.toString(port));
        settings.put("HENK_HOME", folder.resolve("home-" + number).toString());
        List<String> program = new ArrayList<>(javaOptions);
        program.addAll(options.henk(folder));
        starting.incrementAndGet();
        try {
            JavaProcess process = JavaProcess.start(program, settings, port, folder.resolve("henk-" + number + ".log"));
            alive.put(number, process.ready("/health/readiness"));
        } finally {
            starting.decrementAndGet();
        }
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
        if (webhook) {
            onWebhook.accept(true);
        }
        List<JavaProcess> living = List.copyOf(alive.values());
        if (living.isEmpty()) {
            return response.status(503).send();
        }
        JavaProcess to = living.get(ThreadLocalRandom.current().nextInt(living.size()));
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
                        .send(Mono.just(io.netty.buffer.Unpooled.wrappedBuffer(body)))
                        .responseSingle((answer, content) -> content.asByteArray()
                                .defaultIfEmpty(new byte[0])
                                .flatMap(bytes -> {
                                    if (webhook) {
                                        onWebhook.accept(false);
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
