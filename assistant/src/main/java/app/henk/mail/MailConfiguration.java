package app.henk.mail;

import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

    /** Checked at the start, whether there is mail or not. */
    @Bean
    MailWay mailWay(MailSettings settings) {
        return new MailWay(settings.way().map(way -> new Smtp(way.server(), way.sender())));
    }

    /** @param smtp empty when mail stays in the outbox */
    record MailWay(Optional<Smtp> smtp) {}
}
