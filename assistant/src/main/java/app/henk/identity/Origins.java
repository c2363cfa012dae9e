package app.henk.identity;

import java.util.List;

/**
 * Compares a page's origin with what a tenant allows: exactly, or on the machine itself with any port
 * ({@code http://localhost:*}). Sub-domains and look-alikes are other origins.
 */
final class Origins {

    private static final String ANY_PORT = ":*";

    private Origins() {}

    static boolean allow(List<String> allowed, String origin) {
        return allowed.stream().anyMatch(pattern -> matches(pattern, origin));
    }

    private static boolean matches(String pattern, String origin) {
        if (!pattern.endsWith(ANY_PORT)) {
            return pattern.equals(origin);
        }
        String prefix = pattern.substring(0, pattern.length() - 1);
        return origin.startsWith(prefix)
                && origin.substring(prefix.length()).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
