package app.henk.agent.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/** Gives LangChain4j's models the connections that our own calls use. */
final class NettyHttpClientBuilder implements HttpClientBuilder {

    private final reactor.netty.http.client.HttpClient connections;
    private Duration connectTimeout = Duration.ofSeconds(2);
    private Duration readTimeout = Duration.ofSeconds(30);

    NettyHttpClientBuilder(reactor.netty.http.client.HttpClient connections) {
        this.connections = connections;
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    @Override
    public Duration readTimeout() {
        return readTimeout;
    }

    /** Until the headers, and again between any two pieces of the body. */
    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        readTimeout = timeout;
        return this;
    }

    @Override
    public HttpClient build() {
        return new NettyHttpClient(connections, connectTimeout, readTimeout);
    }
}
