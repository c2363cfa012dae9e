package app.henk.pipedrive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param apiToken from {@code PIPEDRIVE_API_TOKEN}: connects the installation's own company without anybody asking
 * @param baseUrl from {@code PIPEDRIVE_BASE_URL}: where Pipedrive is when a company says nothing else
 * @param clientId from {@code PIPEDRIVE_CLIENT_ID}: with the secret, companies may connect by OAuth
 * @param oauthUrl where consent is asked for and tokens are given
 */
@ConfigurationProperties("henk.pipedrive")
record PipedriveSettings(
        @DefaultValue("") String apiToken,
        @DefaultValue("https://api.pipedrive.com") String baseUrl,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("https://oauth.pipedrive.com") String oauthUrl) {

    boolean hasToken() {
        return !apiToken.isBlank();
    }

    boolean hasOAuth() {
        return !clientId.isBlank() && !clientSecret.isBlank();
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "Pipedrive at " + baseUrl;
    }
}
