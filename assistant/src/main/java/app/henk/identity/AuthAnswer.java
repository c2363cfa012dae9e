package app.henk.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;

/**
 * What a sign-in answers. A browser's tokens are in cookies and not here, where a script could take them.
 *
 * @param session_id the new key of the conversation that was led before the sign-in; the old one is void
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AuthAnswer(
        Optional<String> token_type,
        Optional<String> access_token,
        Optional<Long> expires_in,
        Optional<String> refresh_token,
        Optional<String> session_id,
        User user) {

    record User(UUID id, String email, String username, String role, Company tenant) {

        static User of(Principal who, Tenant tenant) {
            Company company = new Company(tenant.id().value(), tenant.slug(), tenant.name());
            return switch (who) {
                case Principal.Customer c ->
                    new User(c.user(), c.email(), c.name(), AccountStore.sqlName(Role.CUSTOMER), company);
                case Principal.Staff s ->
                    new User(s.user(), s.email(), s.name(), AccountStore.sqlName(s.role()), company);
                case Principal.Visitor v -> throw Identity.signInNeeded();
            };
        }
    }

    record Company(UUID id, String slug, String name) {}

    static AuthAnswer of(Session session, boolean inCookies) {
        Optional<Session> shown = inCookies ? Optional.empty() : Optional.of(session);
        return new AuthAnswer(
                shown.map(s -> "Bearer"),
                shown.map(Session::accessToken),
                shown.map(Session::expiresIn),
                shown.map(Session::refreshToken),
                session.conversation(),
                User.of(session.account().principal(), session.tenant()));
    }
}
