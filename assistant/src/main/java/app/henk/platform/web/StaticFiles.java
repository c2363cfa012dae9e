package app.henk.platform.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves the widget and our pages from memory: no file is read while others wait for the event loop, and the forms that
 * the build compressed go out as they are. What lies below a folder named by a hash never changes and may be kept for
 * ever; the loader and the pages are asked for again.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class StaticFiles implements WebFilter {

    private static final String ROOT = "META-INF/resources/";
    private static final Pattern HASHED = Pattern.compile("/[0-9a-f]{12,64}/");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String LOADER = "public, max-age=300, stale-while-revalidate=86400";
    private static final String ASK_AGAIN = "no-cache";

    private final Map<String, StaticFile> files;

    StaticFiles() throws IOException {
        this.files = Map.copyOf(read());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            return chain.filter(exchange);
        }
        String path = request.getPath().value();
        return find(path).map(file -> send(exchange, path, file)).orElseGet(() -> chain.filter(exchange));
    }

    /** A page is found with and without its slash or {@code .html}. */
    private Optional<StaticFile> find(String path) {
        for (String candidate : List.of(path, path + "index.html", path + "/index.html", path + ".html")) {
            StaticFile file = files.get(candidate);
            if (file != null) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static Mono<Void> send(ServerWebExchange exchange, String path, StaticFile file) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.setETag(file.tag());
        headers.setCacheControl(keep(path));
        if (file.hasVariants()) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (exchange.checkNotModified(file.tag())) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        StaticFile.Encoded encoded = file.accepted(
                String.join(",", exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING)));
        encoded.encoding().ifPresent(coding -> headers.set(HttpHeaders.CONTENT_ENCODING, coding));
        headers.setContentType(file.type());
        headers.setContentLength(encoded.bytes().length);
        return exchange.getRequest().getMethod() == HttpMethod.HEAD
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(encoded.bytes())));
    }

    private static String keep(String path) {
        if (HASHED.matcher(path).find()) {
            return FOR_EVER;
        }
        return path.endsWith(".js") ? LOADER : ASK_AGAIN;
    }

    private static Map<String, StaticFile> read() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**/*.*")) {
            String url = resource.getURL().toString();
            String path = "/" + url.substring(url.lastIndexOf(ROOT) + ROOT.length());
            if (!path.startsWith("/webjars/")) {
                contents.put(path, resource.getContentAsByteArray());
            }
        }
        Map<String, StaticFile> files = new HashMap<>();
        contents.forEach((path, content) -> {
            if (!path.endsWith(".br") && !path.endsWith(".gz")) {
                files.put(path, StaticFile.of(path, content, contents.get(path + ".br"), contents.get(path + ".gz")));
            }
        });
        return files;
    }
}
