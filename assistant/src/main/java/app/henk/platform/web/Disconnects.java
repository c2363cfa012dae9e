package app.henk.platform.web;

import java.io.IOException;
import java.util.Locale;
import org.springframework.core.NestedExceptionUtils;

/** Whether a request failed because its sender went away: nobody is left to be told. */
final class Disconnects {

    private Disconnects() {}

    static boolean causedBy(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        String said = String.valueOf(root.getMessage()).toLowerCase(Locale.ROOT);
        boolean connection = said.contains("connection reset") || said.contains("broken pipe");
        return root instanceof reactor.netty.channel.AbortedException
                // the database's connections break with the same words and are another matter
                || (root instanceof IOException && connection && !Unavailable.inDatabase(failure));
    }
}
