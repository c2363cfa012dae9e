package app.henk.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal that the caller can do something about; rendered as {@code application/problem+json} in one place. The
 * detail says what was wrong and how to mend it, and never repeats a secret or another person's data.
 */
public class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String type;
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();

    /** @param type a stable slug such as {@code unknown-field}; becomes {@code https://henk.app/problems/<type>} */
    public Problem(HttpStatus status, String type, String detail) {
        // a refusal is an answer, not a fault: no stack trace is collected
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static Problem badRequest(String type, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, type, detail);
    }

    /** Also for what exists in another tenant or belongs to someone else: as if it were not there. */
    public static Problem notFound(String what) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "There is no " + what + " with this id.");
    }

    public static Problem conflict(String type, String detail) {
        return new Problem(HttpStatus.CONFLICT, type, detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    /** Adds a member to the problem document, for instance {@code retry_after} or {@code errors}. */
    public Problem with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String type() {
        return type;
    }

    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }
}
