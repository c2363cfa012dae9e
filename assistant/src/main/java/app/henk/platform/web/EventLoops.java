package app.henk.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The server and the model's client share one group of threads, so that a turn's pieces stay on one. They are the
 * process's and end with it: a context that closes must not end them under the feet of what else closes with it, or of
 * another context in the same process.
 */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        return new ReactorResourceFactory() {
            @Override
            public void destroy() {
                if (!isUseGlobalResources()) {
                    super.destroy();
                }
            }

            @Override
            public void stop() {
                if (!isUseGlobalResources()) {
                    super.stop();
                }
            }
        };
    }
}
