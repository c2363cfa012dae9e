package app.henk.fakes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;
import reactor.netty.DisposableServer;

/**
 * The fake as a process of its own.
 *
 * <pre>
 * --mode=sales     a simple model that uses the tools (default)
 * --mode=hostile   a model that obeys the attacker; --seed=1
 * --mode=bench     the same answer to everyone; --pieces=40 --pace=0 --first=0 (milliseconds) [--tool[=search_fabrics]]
 * --port=9090
 * </pre>
 */
public final class FakeGeminiMain {

    private FakeGeminiMain() {}

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Map<String, String> options = options(arguments);
        int port = number(options, "port", 9090);
        DisposableServer server = switch (options.getOrDefault("mode", "sales")) {
            case "sales" -> FakeGemini.start(new SalesBrain(), port).server();
            case "hostile" ->
                FakeGemini.start(new HostileBrain(number(options, "seed", 1)), port)
                        .server();
            case "bench" -> bench(options, port).server();
            default -> throw new IllegalArgumentException("--mode is sales, hostile or bench");
        };
        System.out.println("GEMINI_BASE_URL=http://127.0.0.1:" + server.port());
        server.onDispose().block();
    }

    private static BenchGemini bench(Map<String, String> options, int port) {
        String tool = options.getOrDefault("tool", "");
        return new BenchGemini(
                port,
                number(options, "pieces", 40),
                Duration.ofMillis(number(options, "first", 0)),
                Duration.ofMillis(number(options, "pace", 0)),
                tool.equals("true") ? "search_fabrics" : tool);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            options.put(parts[0], parts.length == 2 ? parts[1] : "true");
        }
        return options;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }
}
