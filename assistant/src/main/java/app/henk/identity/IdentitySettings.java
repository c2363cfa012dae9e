package app.henk.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param demo {@code HENK_DEMO}: two tenants with accounts that everybody knows the password of
 * @param defaultTenant {@code HENK_DEFAULT_TENANT}: slug of the tenant that an anonymous request without a key means
 * @param jwtSecret {@code HENK_JWT_SECRET}: signs access tokens, at least 32 bytes; without it the database keeps a
 *     random key that all instances share
 * @param accessTokenLife of an access token, ten minutes
 * @param refreshTokenLife of a refresh token that is not used
 * @param signInLife after which a person signs in anew, however busy
 * @param dailyModelBudget {@code HENK_DAILY_MODEL_BUDGET}: US dollars a day for tenants that say nothing else
 * @param oidc {@code HENK_OIDC_…}: an outside issuer whose tokens are accepted too
 */
@ConfigurationProperties("henk")
record IdentitySettings(
        @DefaultValue("true") boolean demo,
        @DefaultValue("henk") String defaultTenant,
        Optional<String> jwtSecret,
        @DefaultValue("10m") Duration accessTokenLife,
        @DefaultValue("14d") Duration refreshTokenLife,
        @DefaultValue("90d") Duration signInLife,
        @DefaultValue("5") java.math.BigDecimal dailyModelBudget,
        @DefaultValue Oidc oidc) {

    /**
     * @param issuer {@code HENK_OIDC_ISSUER}: its address, as in the claim {@code iss}
     * @param audience {@code HENK_OIDC_AUDIENCE}: what the claim {@code aud} must hold
     * @param tenant {@code HENK_OIDC_TENANT}: slug of the tenant that its people belong to
     * @param roleClaim {@code HENK_OIDC_ROLE_CLAIM}: claim with one role or a list of them
     * @param roles {@code HENK_OIDC_ROLES_…}: their role to ours, e.g. {@code HENK_OIDC_ROLES_ADMIN=shop-owner}
     */
    record Oidc(
            Optional<URI> issuer,
            @DefaultValue("henk") String audience,
            Optional<String> tenant,
            @DefaultValue("roles") String roleClaim,
            @DefaultValue Map<String, String> roles) {}
}
