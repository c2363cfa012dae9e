package app.henk.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * Ids that sort by the time they were made (UUIDv7), so that indexes grow at one end. They name rows and open nothing:
 * what must not be guessed is made by a {@code SecureRandom}.
 */
public final class Ids {

    private Ids() {}

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochFast();
    }
}
