package app.henk.platform;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * From where a request comes, for limits. {@code X-Forwarded-For} counts only when the connection itself comes from a
 * proxy named in {@code HENK_TRUSTED_PROXIES} (addresses or ranges such as {@code 10.0.0.0/8}, by comma).
 */
@Component
public class ClientAddress {

    private static final int LONGEST_CHAIN = 20;

    private final List<AddressRange> trusted;

    public ClientAddress(@Value("${henk.trusted-proxies:}") List<String> proxies) {
        this.trusted = proxies.stream().map(AddressRange::parse).toList();
    }

    /** The key under which this client is counted: an IPv4 address, or the /64 network of an IPv6 address. */
    public String of(ServerHttpRequest request) {
        return key(client(request));
    }

    /** Whether what the request says in {@code X-Forwarded-…} may be believed. */
    public boolean viaTrustedProxy(ServerHttpRequest request) {
        return !trusted.isEmpty() && isTrusted(peer(request));
    }

    private InetAddress client(ServerHttpRequest request) {
        InetAddress current = peer(request);
        List<String> hops = forwarded(request);
        // from the nearest proxy outwards: whatever stands left of the first stranger was written by that stranger
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - LONGEST_CHAIN) && isTrusted(current); i--) {
            Optional<InetAddress> hop = AddressRange.literal(hops.get(i));
            if (hop.isEmpty()) {
                return current;
            }
            current = hop.get();
        }
        return current;
    }

    private static List<String> forwarded(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static InetAddress peer(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null ? InetAddress.getLoopbackAddress() : remote.getAddress();
    }

    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8)) + "/64";
    }
}
