package app.henk;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.client.HttpClient;

/**
 * A connection of its own for each request of a test. The client that tests use does not always notice that a long
 * request was refused before it was sent whole, keeps the connection for the next one, and that one waits in vain. The
 * server is not to blame: over sockets without that client, it answers every request that follows a refused one.
 */
@TestConfiguration(proxyBeanMethods = false)
class FreshConnections {

    @Bean
    WebTestClientBuilderCustomizer connectionForEachRequest() {
        return client -> client.clientConnector(new ReactorClientHttpConnector(HttpClient.newConnection()));
    }
}
