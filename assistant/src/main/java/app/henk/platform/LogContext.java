package app.henk.platform;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.MDC;
import reactor.core.publisher.Signal;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Whom a line of the log is about: tenant, session and turn travel in the Reactor context and stand in the logger's
 * context while something is said. Explicit at the places that log, because restoring them around every operator would
 * be paid for every piece of every answer.
 */
public final class LogContext {

    private static final String KEY = LogContext.class.getName();

    private LogContext() {}

    /** For {@code contextWrite}. */
    public static Context with(Context context, TenantId tenant, UUID session, UUID turn) {
        return context.put(
                KEY, Map.of("tenant", tenant.toString(), "session", session.toString(), "turn", turn.toString()));
    }

    /** Runs what logs, for {@code Mono.deferContextual} and the like. */
    public static void say(ContextView context, Runnable log) {
        Optional<Map<String, String>> known = context.getOrEmpty(KEY);
        Map<String, String> about = known.orElse(Map.of());
        about.forEach(MDC::put);
        try {
            log.run();
        } finally {
            about.keySet().forEach(MDC::remove);
        }
    }

    /** For {@code doOnEach}: logs the failure of a chain, once, with whom it is about. */
    public static <T> Consumer<Signal<T>> onError(Consumer<Throwable> log) {
        return signal -> {
            Throwable failure = signal.getThrowable();
            if (failure != null) {
                say(signal.getContextView(), () -> log.accept(failure));
            }
        };
    }
}
