package app.henk.identity;

import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.StartNotice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The way in for the first administrator of an empty installation: a link that works once, for a day. */
@Component
class Setup implements StartNotice {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final int SECRET_BYTES = 24;

    private final DatabaseClient database;
    private final TenantStore tenants;
    private final Registration registration;
    private final Environment environment;
    // for the start report alone: a link that opens the installation must not stand in a log
    private volatile Optional<String> offered = Optional.empty();

    Setup(DatabaseClient database, TenantStore tenants, Registration registration, Environment environment) {
        this.database = database;
        this.tenants = tenants;
        this.registration = registration;
        this.environment = environment;
    }

    @Override
    public List<Line> lines() {
        return offered.map(token -> List.of(
                        new Line(20, "Set up", address() + "/setup?token=" + token),
                        new Line(21, "", "makes the first administrator; works once, for 24 hours")))
                .orElse(List.of());
    }

    private String address() {
        String publicUrl = environment.getProperty("henk.public-url", "").replaceFirst("/$", "");
        return publicUrl.isBlank() ? "http://localhost:" + environment.getProperty("local.server.port") : publicUrl;
    }

    /** Makes a new link for the start report as long as there is no tenant; earlier links are void. Only a hash of it is stored. */
    Mono<Void> offerIfEmpty() {
        return tenants.all().hasElements().flatMap(any -> any ? Mono.empty() : offer());
    }

    Mono<Boolean> isOpen(String token) {
        return ask("select henk.setup_is_open($1) as yes", token);
    }

    /**
     * Makes the tenant and its administrator. Of two who hold the link only one gets in; when nothing came of it, because
     * something failed or the browser left, the link works on.
     */
    Mono<Account> complete(String token, String company, Registration.Person person, Optional<String> language) {
        // asked first, so that guessing costs no hash
        return isOpen(token)
                .flatMap(open -> open ? registration.open(company, person, language, use(token)) : Mono.error(gone()));
    }

    private Mono<Void> use(String token) {
        return ask("select henk.use_setup($1) as yes", token).flatMap(used -> used ? Mono.empty() : Mono.error(gone()));
    }

    private Mono<Void> offer() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return database.sql("select henk.offer_setup($1, $2)")
                .bind(0, hash(token))
                .bind(1, Instant.now().plus(LIFE))
                .then()
                .doOnSuccess(done -> offered = Optional.of(token));
    }

    private Mono<Boolean> ask(String sql, String token) {
        return database.sql(sql)
                .bind(0, hash(token))
                .map(row -> Row.value(row, "yes", Boolean.class))
                .one();
    }

    private static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(SigningKey.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static Problem gone() {
        return new Problem(
                HttpStatus.GONE,
                "setup-link-used",
                "This link was used or has expired. Start Henk again to get a new one, as long as it is empty.");
    }
}
