package app.henk.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which database, and how patiently.
 *
 * @param url of the owner, who migrates; empty: embedded
 * @param appUrl of the application's role; empty: derived from the owner
 * @param home the folder of the embedded database
 * @param connections that one instance opens at most
 * @param acquireTimeout how long a request waits for a connection before it is refused
 * @param statementTimeout after which PostgreSQL gives up a statement
 * @param lockTimeout after which PostgreSQL gives up waiting for a row
 */
@Validated
@ConfigurationProperties("henk.database")
record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String appUrl,
        @DefaultValue(".henk") Path home,
        @DefaultValue("16") @Range(min = 2, max = 500) int connections,
        @DefaultValue("10s") Duration acquireTimeout,
        @DefaultValue("15s") Duration statementTimeout,
        @DefaultValue("5s") Duration lockTimeout) {}
