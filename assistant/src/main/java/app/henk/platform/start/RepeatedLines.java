package app.henk.platform.start;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Tells of a trouble a few times and then counts. While the database or a model is gone every request fails for the
 * same reason; a thousand stack traces a second fill the disk and hide the line that matters. Of each warning and error,
 * told apart by logger and message, {@value #TOLD} a minute are written; the number left out is written with the first
 * one of a later minute.
 */
final class RepeatedLines extends TurboFilter {

    static final int TOLD = 3;

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MOST_KINDS = 1_000;
    /** What differs from line to line where a library writes it into the message: a request's id, a number. */
    private static final Pattern CHANGING = Pattern.compile("^\\[[^\\]]*\\]|\\d+");

    private static final String OWN = RepeatedLines.class.getName();

    private final Cache<Kind, Told> kinds =
            Caffeine.newBuilder().maximumSize(MOST_KINDS).build();
    private final LongSupplier nanos;

    RepeatedLines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** From now on, for everything that this context logs; once, however many applications run in it. */
    static void install(LoggerContext logging) {
        if (logging.getTurboFilterList().stream().noneMatch(RepeatedLines.class::isInstance)) {
            logging.addTurboFilter(new RepeatedLines(System::nanoTime));
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String message,
            Object @Nullable [] parameters,
            @Nullable Throwable fault) {
        if (message == null
                || !level.isGreaterOrEqual(Level.WARN)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                || logger.getName().equals(OWN)) {
            return FilterReply.NEUTRAL;
        }
        var kind = new Kind(logger.getName(), CHANGING.matcher(message).replaceAll(""));
        Told told = kinds.get(kind, any -> new Told(nanos.getAsLong()));
        long before = told.countOne(nanos.getAsLong());
        if (before > 0) {
            LoggerFactory.getLogger(OWN)
                    .warn("{} lines were left out that said, in {}: {}", before, kind.logger(), kind.message());
        }
        return told.enough() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private record Kind(String logger, String message) {}

    private static final class Told {

        private long since;
        private long lines;

        Told(long since) {
            this.since = since;
        }

        /** Returns how many lines of a minute that is over now were left out. */
        synchronized long countOne(long now) {
            long leftOut = 0;
            if (now - since >= MINUTE_NANOS) {
                leftOut = Math.max(0, lines - TOLD);
                since = now;
                lines = 0;
            }
            lines++;
            return leftOut;
        }

        synchronized boolean enough() {
            return lines > TOLD;
        }
    }
}
