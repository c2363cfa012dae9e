package app.henk.platform.database;

import io.r2dbc.pool.ConnectionPool;
import org.springframework.context.SmartLifecycle;

/** Closes the pool after the web server has stopped and before the event loops do. */
final class ConnectionsEnd implements SmartLifecycle {

    // the loops stop in phase 0, the web server long before; higher phases stop first
    private static final int BEFORE_THE_LOOPS = 1;

    private final ConnectionPool pool;
    private volatile boolean running;

    ConnectionsEnd(ConnectionPool pool) {
        this.pool = pool;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable whenDone) {
        running = false;
        pool.disposeLater().onErrorComplete().subscribe(none -> {}, error -> {}, whenDone);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_LOOPS;
    }
}
