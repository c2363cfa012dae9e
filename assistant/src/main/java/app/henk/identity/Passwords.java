package app.henk.identity;

import app.henk.platform.Problem;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes and compares passwords with Argon2id, off the event loop and at most two at a time: each one takes 32 MiB and
 * a core for a while, which is the point, and must not be what takes the server down.
 */
@Component
class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 32 * 1024;
    private static final int PASSES = 3;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 64;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
    private final Scheduler workers = Schedulers.newBoundedElastic(AT_ONCE, WAITING, "passwords");
    // compared with when there is no account, so that an unknown e-mail takes as long as a wrong password
    private final Mono<String> nobodys = hash("nobody's password").cache();

    Mono<String> hash(String password) {
        return work(Mono.fromSupplier(() -> argon2.encode(password)));
    }

    Mono<Boolean> matches(String password, String hash) {
        return work(Mono.fromSupplier(() -> argon2.matches(password, hash)));
    }

    /** Takes as long as {@link #matches} and is never true. */
    Mono<Boolean> matchesNobody(String password) {
        return nobodys.flatMap(hash -> matches(password, hash)).thenReturn(false);
    }

    @Override
    public void destroy() {
        workers.dispose();
    }

    private <T> Mono<T> work(Mono<T> task) {
        return task.subscribeOn(workers).onErrorMap(RejectedExecutionException.class, busy -> tooBusy());
    }

    private static Problem tooBusy() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "busy",
                        "Many people are signing in at this moment. Try again in a few seconds.")
                .with("retry_after", 3);
    }
}
