package app.henk.pipedrive;

import app.henk.platform.StartRefused;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PipedriveSettings.class)
class PipedriveConfiguration {

    PipedriveConfiguration(PipedriveSettings settings) {
        if (settings.clientId().isBlank() != settings.clientSecret().isBlank()) {
            throw new StartRefused(
                    "One of PIPEDRIVE_CLIENT_ID and PIPEDRIVE_CLIENT_SECRET is set and the other one is not.",
                    "Set both, as they stand in your app at Pipedrive, or none.");
        }
    }
}
