package app.henk.platform.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a database is and who connects to it.
 *
 * @param sslMode as libpq knows it: disable, allow, prefer, require, verify-ca, verify-full
 */
public record DatabaseAddress(String host, int port, String database, String user, String password, String sslMode) {

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    /** What hosting companies add to their addresses and neither driver needs. */
    private static final Set<String> NEEDLESS =
            Set.of("application_name", "channel_binding", "connect_timeout", "pgbouncer");

    /**
     * Reads {@code postgres://user:password@host:port/database?sslmode=require} and the forms of JDBC and R2DBC.
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating the password
     */
    static DatabaseAddress parse(String text) {
        URI uri = uri(text.strip().replaceFirst("^(jdbc:|r2dbc:(pool:)?)", ""));
        Map<String, String> query = query(uri.getRawQuery());
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = userInfo.length > 0 ? decode(userInfo[0]) : query.getOrDefault("user", "");
        String password = userInfo.length > 1 ? decode(userInfo[1]) : query.getOrDefault("password", "");
        String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        String sslMode = query.getOrDefault("sslmode", query.getOrDefault("sslMode", "prefer"));
        require(uri.getHost() != null, "it names no host");
        require(!database.isEmpty(), "it names no database after the host");
        require(!user.isEmpty(), "it names no user");
        require(!password.isEmpty(), "it has no password");
        require(SSL_MODES.contains(sslMode), "sslmode must be one of " + String.join(", ", SSL_MODES));
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new DatabaseAddress(uri.getHost(), port, database, user, password, sslMode);
    }

    public DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(host, port, database, otherUser, otherPassword, sslMode);
    }

    public DatabaseAddress onDatabase(String otherDatabase) {
        return new DatabaseAddress(host, port, otherDatabase, user, password, sslMode);
    }

    /** Without user and password, which drivers take separately and logs must not see. */
    public String jdbcUrl() {
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + name + ":" + port + "/" + database + "?sslmode=" + sslMode
                + "&ApplicationName=henk";
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            require(
                    "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()),
                    "it must begin with postgres://");
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "it is not an address; characters such as # ? / @ in the password are written as %23 %3F %2F %40");
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw == null) {
            return values;
        }
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            String name = decode(parts[0]);
            boolean known = Set.of("user", "password", "sslmode", "sslMode").contains(name) || NEEDLESS.contains(name);
            require(known, "it has a parameter that Henk does not know: " + name);
            values.put(name, parts.length > 1 ? decode(parts[1]) : "");
        }
        return values;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
