package app.henk.insights;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a colleague's time is saved by, in minutes; at least 0.
 *
 * @param answer for an answer to a visitor or customer
 * @param entry for a record written down by hand
 */
@ConfigurationProperties("henk.minutes-saved")
record SavedTime(
        @DefaultValue("3") int answer, @DefaultValue("2") int entry) {

    SavedTime {
        if (answer < 0 || entry < 0) {
            throw new IllegalArgumentException("henk.minutes-saved must not be below 0.");
        }
    }
}
