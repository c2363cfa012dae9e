package app.henk.pipedrive.wire;

import app.henk.platform.TenantId;

/**
 * With what a tenant's account is reached.
 *
 * @param baseUrl scheme, host and port; the prefixes of both versions follow it
 * @param bearer whether the secret is an OAuth access token, and not an API token
 */
public record Access(TenantId tenant, String baseUrl, String secret, boolean bearer) {

    public Access {
        baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    String header() {
        return bearer ? "Authorization" : "x-api-token";
    }

    String value() {
        return bearer ? "Bearer " + secret : secret;
    }

    /** Without the secret: this is what a log may show. */
    @Override
    public String toString() {
        return tenant + " at " + baseUrl;
    }
}
