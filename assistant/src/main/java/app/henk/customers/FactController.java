package app.henk.customers;

import app.henk.customers.AboutMe.Changed;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is known of a customer, fact by fact, for that customer. */
@Tag(name = "My data")
@RestController
@RequestMapping("/api/me/facts")
class FactController {

    private final AboutMe aboutMe;
    private final Tenants tenants;

    FactController(AboutMe aboutMe, Tenants tenants) {
        this.aboutMe = aboutMe;
        this.tenants = tenants;
    }

    record Known(List<AboutMe.Group> groups) {}

    record Right(@Nullable String value) {}

    @Operation(summary = "All that is known of me, each with its source")
    @GetMapping
    Mono<Known> facts(Principal.Customer me, @RequestParam Optional<String> language) {
        return reader(me, language).flatMap(reads -> aboutMe.of(me, reads)).map(Known::new);
    }

    @Operation(summary = "One of them")
    @GetMapping("/{key}")
    Mono<ProfileFact> fact(Principal.Customer me, @PathVariable String key, @RequestParam Optional<String> language) {
        return reader(me, language)
                .flatMap(reads -> aboutMe.of(me, reads))
                .flatMapIterable(groups -> groups)
                .flatMapIterable(AboutMe.Group::facts)
                .filter(fact -> fact.key().equals(key))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.notFound("fact")));
    }

    @Operation(summary = "Puts right what is wrong")
    @PatchMapping("/{key}")
    Mono<ProfileFact> correct(Principal.Customer me, @PathVariable String key, @RequestBody Right right) {
        if (right.value() == null) {
            throw FieldErrors.of("value", "must say what is right; use DELETE to have it forgotten");
        }
        return change(me, key, Optional.of(right.value())).map(changed -> switch (changed) {
            case Changed.Corrected corrected -> corrected.fact();
            case Changed.Doubted doubted ->
                throw Problem.conflict(
                        "doubtful-measurement",
                        "This measure looks wrong. Send it to /api/me/measurements with 'confirmed' if it is right.");
            case Changed.Fixed fixed -> throw fixed("changed");
            case Changed.Forgotten f -> throw Problem.notFound("fact");
            case Changed.Unclear u -> throw Problem.notFound("fact");
            case Changed.Unknown u -> throw Problem.notFound("fact");
        });
    }

    @Operation(summary = "Has it forgotten")
    @DeleteMapping("/{key}")
    Mono<ResponseEntity<Void>> forget(Principal.Customer me, @PathVariable String key) {
        return change(me, key, Optional.empty()).map(changed -> switch (changed) {
            case Changed.Forgotten f -> ResponseEntity.noContent().build();
            case Changed.Fixed fixed -> throw fixed("forgotten alone");
            case Changed.Corrected c -> throw Problem.notFound("fact");
            case Changed.Doubted d -> throw Problem.notFound("fact");
            case Changed.Unclear u -> throw Problem.notFound("fact");
            case Changed.Unknown u -> throw Problem.notFound("fact");
        });
    }

    private Mono<Changed> change(Principal.Customer me, String key, Optional<String> value) {
        return fact(me, key, Optional.empty())
                .flatMap(known -> aboutMe.change(
                        me, known.key(), new AboutMe.Change(value, Optional.empty(), Optional.empty(), "api", "en")));
    }

    private static Problem fixed(String what) {
        return Problem.conflict(
                "fixed-fact",
                "This is not " + what + " here: an address of sign-in stays, an agreement is withdrawn, and everything"
                        + " goes with the account.");
    }

    private Mono<String> reader(Principal.Customer me, Optional<String> language) {
        return tenants.tenant(me.tenant())
                .map(tenant -> language.filter(tenant.languages()::contains).orElse(tenant.language()));
    }
}
