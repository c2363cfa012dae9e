package app.henk.identity;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The bodies of sign-in requests and what makes them acceptable. Names are those of the public API. */
@Component
class AuthRequests {

    private static final int LONGEST_PASSWORD_SENT = 1024;

    /**
     * @param company opens a new tenant
     * @param is_beta_user of an older system; the account's role decides, so it changes nothing
     * @param session_id of the conversation that moves to the account
     */
    record Register(
            @NotBlank @Size(max = 254) String email,

            @NotBlank @Size(max = 200) @Pattern(regexp = NAME, message = NAME_RULE)
            String username,

            @NotBlank @Size(max = LONGEST_PASSWORD_SENT) String password,
            Optional<@Size(min = 1, max = 200) @Pattern(regexp = NAME, message = NAME_RULE) String> company,
            Optional<@Pattern(regexp = "de|en|fr", message = "must be de, en or fr") String> language,
            Optional<Boolean> is_beta_user,
            Optional<@Size(max = 200) String> session_id) {}

    /** @param tenant slug of the company, when somebody has an account at several */
    record Login(
            @NotBlank @Size(max = 254) String email,
            @NotBlank @Size(max = LONGEST_PASSWORD_SENT) String password,
            Optional<@Size(max = 63) String> tenant,
            Optional<Boolean> is_beta_user,
            Optional<@Size(max = 200) String> session_id) {}

    record Refresh(Optional<@Size(max = 200) String> refresh_token) {}

    static final String NAME = "(?=.*\\S)[^\\p{Cntrl}\\p{Cf}<>]*";
    static final String NAME_RULE = "must be a name without control characters and angle brackets";

    private final PasswordRules rules;

    AuthRequests(PasswordRules rules) {
        this.rules = rules;
    }

    Registration.Person person(Register body) {
        Email email = email(body.email());
        String name = body.username().strip();
        rules.refusal(PasswordRules.normalized(body.password()), email.value(), name)
                .ifPresent(wrong -> {
                    throw FieldErrors.of(wrong);
                });
        return new Registration.Person(email, name, body.password());
    }

    Email email(String text) {
        return Email.of(text).orElseThrow(AuthRequests::notAnEmail);
    }

    private static Problem notAnEmail() {
        return FieldErrors.of(
                new FieldError("email", "is not an e-mail address such as anna@example.com").breaking("email"));
    }
}
