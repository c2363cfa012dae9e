package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import reactor.core.publisher.Mono;

/**
 * What all writing endpoints have in common. A record's version is its ETag. {@code If-Match} is the caller's wish: with
 * it a record that was changed in the meantime is refused (412), without it the named fields are set and all others stay,
 * as the older systems' programs expect. {@code Idempotency-Key} makes a request that comes twice one. Answers name the
 * change-set with which a write can be taken back.
 */
final class RestDoor {

    static final String CHANGE_SET = "Change-Set";
    static final String KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 100;

    private RestDoor() {}

    static Door of(Optional<String> key) {
        if (key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY).isPresent()) {
            throw Problem.badRequest("wrong-idempotency-key", "The header Idempotency-Key has 1 to 100 characters.");
        }
        return Door.of(Channel.REST).request(key.map(text -> "rest:" + text));
    }

    /** @param match as the header says it: {@code "3"}, or {@code *} for any */
    static OptionalInt version(Optional<String> match) {
        if (match.isEmpty() || match.get().strip().equals("*")) {
            return OptionalInt.empty();
        }
        String tag = match.get().strip();
        String bare = tag.startsWith("W/") ? tag.substring(2) : tag;
        try {
            return OptionalInt.of(Integer.parseInt(bare.replace("\"", "")));
        } catch (NumberFormatException wrong) {
            throw Problem.badRequest("wrong-if-match", "The header If-Match is the ETag of the record, such as \"3\".");
        }
    }

    /** Whoever named a version gets 412 for another one; the problem says how the record is now. */
    static <T> Function<Mono<T>, Mono<T>> matched(Optional<String> match) {
        return write -> write.onErrorMap(
                Problem.class,
                problem -> match.isPresent() && problem.type().equals("changed-meanwhile") ? with(problem) : problem);
    }

    static <T extends Versioned> ResponseEntity<T> found(T record) {
        return ResponseEntity.ok().eTag(tag(record.version())).body(record);
    }

    /** @param path of records of its kind, such as {@code /api/deals} */
    static <T extends Versioned> ResponseEntity<T> made(String path, Changed<T> changed) {
        return made(path, changed, Function.identity());
    }

    /** @param seen the record as it is shown to other programs */
    static <T extends Versioned, B> ResponseEntity<B> made(String path, Changed<T> changed, Function<T, B> seen) {
        T now = changed.now();
        return answer(ResponseEntity.created(URI.create(path + "/" + now.id())), changed, now.version())
                .body(seen.apply(now));
    }

    static <T extends Versioned> ResponseEntity<T> changed(Changed<T> changed) {
        return changed(changed, Function.identity());
    }

    static <T extends Versioned, B> ResponseEntity<B> changed(Changed<T> changed, Function<T, B> seen) {
        return answer(ResponseEntity.ok(), changed, changed.now().version()).body(seen.apply(changed.now()));
    }

    private static BodyBuilder answer(BodyBuilder builder, Changed<?> changed, int version) {
        return builder.header(CHANGE_SET, changed.changeSet().toString()).eTag(tag(version));
    }

    static ResponseEntity<Void> gone(Changed<?> changed) {
        return ResponseEntity.noContent()
                .header(CHANGE_SET, changed.changeSet().toString())
                .build();
    }

    static String tag(int version) {
        return "\"" + version + "\"";
    }

    static int limit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + most + ".");
        }
        return limit;
    }

    /** @param said ids, or {@code me} */
    static Set<UUID> salespeople(Principal.Staff staff, Set<String> said) {
        return said.stream().map(id -> salesperson(staff, id)).collect(Collectors.toSet());
    }

    private static UUID salesperson(Principal.Staff staff, String said) {
        try {
            return said.equals("me") ? staff.user() : UUID.fromString(said);
        } catch (IllegalArgumentException wrong) {
            throw FieldErrors.of("assignee", "must be 'me' or the id of a salesperson");
        }
    }

    static OptionalInt number(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static Problem with(Problem problem) {
        Problem failed =
                new Problem(HttpStatus.PRECONDITION_FAILED, problem.type(), String.valueOf(problem.getMessage()));
        problem.extensions().forEach(failed::with);
        return failed;
    }
}
