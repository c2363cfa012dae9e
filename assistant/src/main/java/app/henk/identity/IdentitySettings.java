package app.henk.identity;

import app.henk.platform.StartRefused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param demo {@code HENK_DEMO}: two tenants with accounts that everybody knows the password of
 * @param defaultTenant {@code HENK_DEFAULT_TENANT}: slug of the tenant that an anonymous request without a key means
 * @param jwtSecret {@code HENK_JWT_SECRET}: signs access tokens, at least 32 bytes; when empty the database keeps a
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
        @DefaultValue("") String jwtSecret,
        @DefaultValue("10m") Duration accessTokenLife,
        @DefaultValue("14d") Duration refreshTokenLife,
        @DefaultValue("90d") Duration signInLife,
        @DefaultValue("5") BigDecimal dailyModelBudget,
        @DefaultValue Oidc oidc) {

    /**
     * @param issuer {@code HENK_OIDC_ISSUER}: its address, as in the claim {@code iss}; empty for none
     * @param audience {@code HENK_OIDC_AUDIENCE}: what the claim {@code aud} must hold
     * @param tenant {@code HENK_OIDC_TENANT}: slug of the tenant that its people belong to; empty for the oldest
     * @param roleClaim {@code HENK_OIDC_ROLE_CLAIM}: claim with one role or a list of them
     * @param roles {@code HENK_OIDC_ROLES}: our roles with their names at the issuer, e.g. {@code admin=shop-owner}
     */
    record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("henk") String audience,
            @DefaultValue("") String tenant,
            @DefaultValue("roles") String roleClaim,
            @DefaultValue List<String> roles) {

        /** Our role to the issuer's name of it. */
        Map<Role, String> mapped() {
            Map<Role, String> mapped = new EnumMap<>(Role.class);
            for (String pair : roles) {
                String[] both = pair.split("=", 2);
                try {
                    mapped.put(Role.valueOf(both[0].strip().toUpperCase(Locale.ROOT)), both[1].strip());
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    throw new StartRefused(
                            "HENK_OIDC_ROLES: \"" + pair + "\" does not name a role.",
                            "It looks like admin=shop-owner,sales=shop-staff.",
                            e);
                }
            }
            return mapped;
        }
    }
}
