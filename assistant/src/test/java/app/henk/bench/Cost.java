package app.henk.bench;

import java.time.Duration;

/** Processor time that Henk and its database use while they are watched. */
final class Cost implements LoadClient.Watch {

    private final long pid;
    private final DatabaseProbe probe;
    Duration henk = Duration.ZERO;
    Duration database = Duration.ZERO;

    Cost(long pid, DatabaseProbe probe) {
        this.pid = pid;
        this.probe = probe;
    }

    @Override
    public void begins() {
        henk = ProcFigures.cpu(pid);
        database = probe.cpu();
    }

    @Override
    public void ends() {
        henk = ProcFigures.cpu(pid).minus(henk);
        database = probe.cpu().minus(database);
    }
}
