package app.henk.knowledge;

import java.util.concurrent.Executors;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where blocking libraries run: JDBC below LangChain4j's store, embedding models over HTTP, long computations. */
final class Workers {

    static final Scheduler VIRTUAL = Schedulers.fromExecutorService(
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("knowledge-", 0).factory()),
            "knowledge");

    private Workers() {}
}
