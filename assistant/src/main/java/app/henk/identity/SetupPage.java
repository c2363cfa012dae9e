package app.henk.identity;

import app.henk.platform.Wording;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final Template template;
    private final Wording wording;

    SetupPage(Wording wording) throws IOException {
        this.wording = wording;
        this.template = Mustache.compiler()
                .emptyStringIsFalse(true)
                .escapeHTML(true)
                .compile(new ClassPathResource("identity/setup.html").getContentAsString(StandardCharsets.UTF_8));
    }

    ResponseEntity<String> form(HttpStatus status, String token, String error, ServerWebExchange exchange) {
        return page(status, Map.of("token", token, "error", error, "open", true), exchange);
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
