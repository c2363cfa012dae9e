package app.henk.fakes.pipedrive;

/** Told while it happens: the request waits until the watcher has looked. */
public interface Watcher {

    /** @param client the port from which the request came */
    void at(Moment moment, String call, int client);
}
