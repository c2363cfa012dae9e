package app.henk.crm;

import java.util.Locale;

/** How a deal ended. */
public enum Outcome {
    WON,
    LOST;

    /** The state of a stage and the status of a deal that ended like this. */
    String state() {
        return name().toLowerCase(Locale.ROOT);
    }
}
