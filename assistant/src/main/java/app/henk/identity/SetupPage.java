package app.henk.identity;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The one page that is made on the server: it must work before there is anything else. Needs no script. */
@Component
class SetupPage {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH);
    private static final List<String> TEXTS =
            List.of("title", "intro", "company", "name", "email", "password", "submit", "closed");

    private static final String ERROR = "setup.error.";

    private final Template template;
    private final Wording wording;

    SetupPage(Wording wording) throws IOException {
        this.wording = wording;
        this.template = Mustache.compiler()
                .emptyStringIsFalse(true)
                .escapeHTML(true)
                .compile(new ClassPathResource("identity/setup.html").getContentAsString(StandardCharsets.UTF_8));
    }

    ResponseEntity<String> form(String token, ServerWebExchange exchange) {
        return form(HttpStatus.OK, token, "", exchange);
    }

    /** The form once more, with a sentence that says what was wrong; without the form when the link is no use any more. */
    ResponseEntity<String> refused(Problem refused, String token, ServerWebExchange exchange) {
        return refused.status() == HttpStatus.GONE
                ? closed(exchange)
                : form(refused.status(), token, sentence(refused, language(exchange)), exchange);
    }

    ResponseEntity<String> closed(ServerWebExchange exchange) {
        return page(HttpStatus.GONE, Map.of("token", "", "error", "", "open", false), exchange);
    }

    static String language(ServerWebExchange exchange) {
        Locale best = exchange.getRequest().getHeaders().getAcceptLanguageAsLocales().stream()
                .map(locale -> Locale.of(locale.getLanguage()))
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse(Locale.ENGLISH);
        return best.getLanguage();
    }

    private ResponseEntity<String> form(HttpStatus status, String token, String error, ServerWebExchange exchange) {
        return page(status, Map.of("token", token, "error", error, "open", true), exchange);
    }

    /** A problem's own words are for programs: English, and with the names of fields that no person sees. */
    private String sentence(Problem refused, String language) {
        Optional<FieldError> first = FieldErrors.in(refused).stream().findFirst();
        String key = ERROR + first.map(FieldError::rule).orElse(refused.type());
        return wording.say(
                wording.has(key, language) ? key : ERROR + "other",
                language,
                first.map(FieldError::values).orElse(Map.of()));
    }

    private ResponseEntity<String> page(HttpStatus status, Map<String, Object> values, ServerWebExchange exchange) {
        String language = language(exchange);
        Map<String, Object> all = new HashMap<>(values);
        all.put("language", language);
        TEXTS.forEach(key -> all.put(key, wording.say("setup." + key, language)));
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(template.execute(all));
    }
}
